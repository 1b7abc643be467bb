"""Why a gradient is wrong: likely mistakes, the Taylor remainder, and a self-test of the check.

- ``mistakes``: Templates of usual mistakes: what each would make of the slope.
- ``causes``: The likely cause of a wrong gradient: the template that fits.
- ``other_points``: Causes that show only at another point: stale values, an epsilon inside a logarithm.
- ``self_test``: The self-test: whether the check would have noticed corruptions of the gradient.
- ``taylor_remainder``: Whether the Taylor remainder shrinks with the square of the step, as for a right gradient.
- ``explain``: What a report says beyond the verdict: the likely cause of an error.
"""
