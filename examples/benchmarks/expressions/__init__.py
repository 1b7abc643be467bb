"""Formulas as trees, with their derivatives and a random generator, which both corpora of the benchmarks use.

- ``tree``: Formulas as data: one tree that numpy evaluates in float64 and mpmath differentiates in 50 digits.
- ``functions``: The functions of one formula, and the sum of several: ``sin(2.0 * Variable(0))`` is a formula.
- ``generator``: Random formulas: one recursive generator, whose probabilities and operations a grammar supplies.
- ``complex_step``: The value and the gradient of a sum of formulas at a point, the gradient by the complex step.
- ``higher_derivatives``: Derivatives of any order of a formula of one variable, by finite differences in 300
  digits. Needs mpmath.
- ``jets``: Exact derivatives of an expression by forward mode in 50 digits: the references of the benchmark.
"""
