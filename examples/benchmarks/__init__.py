"""Programs that compare minigrad with other libraries, and the results that they printed.

Run them from the root of the repository, as in ``python -m examples.benchmarks.verdicts``; README.md has what they
print.

Programs:

- ``families/``: What checks of gradients and bounds of derivatives are worth on functions of many kinds, family by
  family.
- ``derivatives/``: What checks of Jacobians, Hessians, adjoints and gradients of structures say about claims with
  known verdicts.
- ``verdicts``: How often checkers of gradients are right: minigrad's check and, where they are installed, others.
- ``differentiation/``: Which differentiator finds the derivative, how exactly, at what cost, and does it know how wrong
  it is?
- ``numeric_gradient/``: What a numeric gradient costs: minigrad, the book's loop, and other libraries, in one run and
  as ratios.
- ``in_the_wild/``: Derivatives of released libraries, what minigrad says of them, and why some do not pass.
- ``training/``: What a step of training takes: minigrad, a loop written by hand, the book's code and other libraries,
  in one run.
- ``convolutions/``: What convolutional networks cost: a step of training, against PyTorch, and the full check of a
  gradient.
- ``csv_tables``: What ``load_csv`` takes for a large table of numbers, beside ``numpy.loadtxt`` and beside the table
  itself.
- ``scaling/``: How the cost of a numeric gradient grows, and what very long ones would take on many workers.
- ``causes/``: How often the cause that a report names is the mistake that was made.
- ``screening/``: What screening and spot checks say about right gradients, and about gradients with one wrong entry.

What they use:

- ``expressions/``: Formulas as trees, with their derivatives and a random generator, which both corpora of the
  benchmarks use.
- ``problems/``: Problems of differentiation, with references of 40 digits.
- ``verdict_corpus/``: Gradients with known verdicts: right ones in hard places, wrong ones as people get them wrong,
  and undecidable ones.
- ``unseen/``: Random formulas with right and wrong gradients, for verdicts on functions that nobody tuned the check
  for.
- ``wrong_gradients``: Mistakes that turn a right gradient into a wrong one, which corpora and families share.
- ``noise_of_bits``: Noise that depends on every bit of x and on nothing else, so that the function stays a function.
- ``checkers/``: Other checkers of gradients, each asked in the same way.
- ``costly``: Functions of ten milliseconds of which nothing is known, and dask workers to share them between.
- ``timing``: How long something takes, and rows of a table that hold a figure and the bound that it should keep.
- ``records/``: What the benchmarks printed, kept as text, and the tables and sentences of the READMEs that are made
  from it.
- ``conftest``: pytest skips the doctests of two modules where mpmath, which these import, is missing.
"""
