"""Problems of differentiation, with references of 40 digits.

- ``univariate``: The hand-written problems: functions of one variable, each at a few points that make it hard in its
  own way.
- ``gradients``: Problems in many variables: the test set of More, Garbow and Hillstrom, and the two losses of
  classification.
- ``random_expressions``: A seeded stream of random formulas of one variable, at points from 1e-4 to 1e4.
- ``references``: Writes ``references.csv``: the first two derivatives of every problem, to 40 digits (needs mpmath).
- ``catalogue``: All problems with their references, in two halves: one to tune a method on, one to report.
"""
