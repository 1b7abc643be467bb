"""Slopes of functions with noise, kinks, jumps and steps, from a ladder of steps and Lepski's rule.

- ``least_squares``: A least-squares fit to many points, for functions whose noise limits the slope.
- ``quotients``: Slopes from values on a ladder of steps: quotients, and Richardson's combinations of neighbours.
- ``lepski``: Lepski's rule: which of many estimates to use when short steps are noisy and long ones are biased.
- ``noise``: The noise of f, from divided differences of high order.
- ``hidden_noise``: Noise that the shortest steps do not show: a value inside f that changes only over longer ones.
- ``slopes``: What is known of the slope along each line: an interval, or the reason why there is none.
- ``kinks``: Kinks, jumps and edges: Lepski's rule on forward and backward slopes.
- ``steps``: The steps: pairs for the quick look, a ladder from a few ulp upwards for the thorough one.
- ``ladder_slopes``: The thorough look, for coordinates in doubt: a ladder of steps, the noise, and Lepski's rule.
"""
