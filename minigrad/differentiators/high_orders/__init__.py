"""Derivatives of third and higher order, from series in windows around x.

- ``high_order_settings``: The numbers of this method.
- ``line``: What is known of a line before the search begins.
- ``grid``: Where f is evaluated in a window around x, and how a series comes from its values there.
- ``chebyshev``: The points and the matrices of Chebyshev series.
- ``window``: What the values in one window say: a derivative, its error, and which window would be better.
- ``bracket``: Which window is looked at next, between one that is long enough and one that is too long.
- ``small_differences``: How noisy f is, from values so close to x that it cannot move.
- ``window_search``: The windows of one line, one after the other, until one is good.
- ``agreement``: The best of the windows that agree with all shorter ones.
- ``all_lines``: All lines at once, each with a search of its own.
- ``high_order_differences``: Derivatives of third and higher order, from values at real points.
"""
