"""The length of the window: whether it resolves f, what is wrong if it does not, and which is next.

- ``sentinel_noise``: The noise of f, from the sentinel's deviation.
- ``quartic_fit``: Whether a window resolves f, and how much longer or shorter it should be.
- ``second_sentinel``: Whether a deviation is noise, a kink, or a component of f that is too fast.
- ``plateau``: Points around which f does not move, exactly or nearly.
- ``fast_component``: The window of a fast component, and the way back if there is none.
- ``diagnosis``: What is the matter with a window.
- ``next_window``: What to do about it.
"""
