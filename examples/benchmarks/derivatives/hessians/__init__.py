"""Functions of one output, and claims about their Hessians.

- ``problem``: A function of one output, its gradient and its Hessian by hand, and the wrong Hessians that people write
  for it.
- ``functions``: Test functions of optimisation with their Hessians.
- ``forms``: Quadratic forms and sums of squares, with their Hessians and with what is taken for them.
- ``models``: Hessians of regressions, as Newton's method asks for them.
- ``likelihoods``: Hessians of likelihoods in one or two parameters.
- ``energies``: Energies and barriers: of atoms, of springs, sparse, in float32, with an offset, as numeric products.
- ``joints``: Hessians where functions have joints: kinks of the gradient, at x and beside it.
- ``rough_gradients``: Hessians whose gradient is rough: with noise, with an offset, at an edge of its domain, of all
  sizes, with kinks.
"""
