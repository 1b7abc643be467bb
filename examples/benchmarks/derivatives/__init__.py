"""What checks of Jacobians, Hessians, adjoints and gradients of structures say about claims with known verdicts.

A problem is a function at a point, and claims about its derivative. Every label is proven without minigrad: what is
claimed is compared with the complex step, or with the matrix of an operator. All claims of a problem belong to the same
half, and the half "report" is looked at when nothing is tuned any more.

- ``case``: One derivative that a check is shown, with the verdict that it deserves and the proof of it.
- ``complex_step``: Derivatives by the complex step: exact to rounding, and without minigrad.
- ``mistakes``: Mistakes that turn a right matrix of derivatives into a wrong one, as people make them.
- ``sparse``: A sparse matrix as scipy has it, as far as a check needs one, so that the corpus runs without scipy.
- ``forms``: Forms in which a right matrix may be handed over: as products, as a sparse matrix, as an operator, in
  float32.
- ``checks``: How each kind of claim is handed to minigrad.
- ``jacobians/``: Functions of several outputs, and claims about their Jacobians.
- ``hessians/``: Functions of one output, and claims about their Hessians.
- ``adjoints/``: Linear operators, and claims about their adjoints.
- ``structures/``: Losses of named arrays or complex numbers, and claims about their gradients.
- ``corpus``: All cases, and the two halves of them: one to tune a check by, one to report what it is worth.
- ``table``: The verdicts on a kind of claims, counted.
"""
