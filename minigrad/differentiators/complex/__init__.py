"""Derivatives from complex steps, confirmed by a comparison with real ones.

- ``complex_settings``: The numbers of both.
- ``complex_slopes``: Im f(x + i h) / h.
- ``real_difference``: Real difference quotients with one step, beside the complex slopes.
- ``real_comparison``: Several of these, until they confirm a slope or contradict it.
- ``neighbour_noise``: How much a slope is rounded.
- ``circle_grid``: The points of a circle around x, and the Taylor series that comes from the values there.
- ``taylor_circles``: Derivatives of third and higher order from such circles.
- ``complex_step``: The differentiator.
"""
