"""Derivatives from one evaluation at a complex point, and the real differences that confirm them.

- complex_settings: the numbers of both.
- complex_slopes: Im f(x + i h) / h.
- real_difference: real difference quotients with one step, beside the complex slopes.
- real_comparison: several of these, until they confirm a slope or contradict it.
- neighbour_noise: how much a slope is rounded.
- complex_step: the differentiator.
"""
