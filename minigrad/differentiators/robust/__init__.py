"""Slopes of functions with noise, kinks, jumps and steps, from a ladder of steps and Lepski's rule.

- ``robust_settings``: The numbers of the method, with their units and meanings.
- ``steps``: The steps: a ladder from a few roundings of x to its length.
- ``quotients``: Values on the ladder, difference quotients, and Richardson's combinations of neighbours.
- ``lepski``: Lepski's rule: which of many estimates to use when short steps are noisy and long ones are biased.
- ``slopes``: What is known of the slope along each line: an interval, or the reason why there is none.
- ``noise``: The noise of f, from divided differences of high order.
- ``hidden_noise``: Noise that the shortest steps do not show: a value inside f that changes only over longer ones.
- ``staircases``: Functions that are constant over short steps, because their values are rounded.
- ``kinks``: Kinks, jumps and edges: Lepski's rule on forward and backward slopes.
- ``least_squares``: A least-squares fit to many points, for functions whose noise limits the slope.
- ``ladder_slopes``: All of this in order: noise, the slope, its two sides, kinks and staircases.
- ``robust_difference``: ``RobustDifference``: the differentiator.
"""
