"""Derivatives from complex steps, confirmed by a comparison with real ones.

- ``complex_slopes``: Slopes from imaginary steps: Im f(x + i h) / h.
- ``real_look``: Real difference quotients beside complex slopes: agreement, and kinks of f.
- ``comparison``: Whether real differences confirm complex slopes.
- ``complex_step``: ``ComplexStep``: derivatives from one evaluation at a complex point.
"""
