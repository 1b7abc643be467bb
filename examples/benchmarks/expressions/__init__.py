"""Formulas as trees, with their derivatives and a random generator, which both corpora of the benchmarks use.

- ``tree``: constants, variables, functions, powers and ``+ - * /``, evaluated by numpy in float64 or complex128
- ``functions``: exp, log, sin and the others, applied to a formula, and sums
- ``generator``: random formulas, from the probabilities and operations of a grammar
- ``complex_step``: the gradient of a formula, exact to rounding
- ``jets``: the first two derivatives in 50 digits, which needs mpmath
"""
