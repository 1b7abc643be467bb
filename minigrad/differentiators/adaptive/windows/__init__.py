"""The length of the window: whether it resolves f, what is the matter if it does not, and which one is next.

- ``sentinel_noise``: the noise of f, from the sentinel's deviation;
- ``quartic_fit``: whether a window resolves f, and how much longer or shorter it should be;
- ``second_sentinel``: whether a deviation is noise, a kink, or a component of f that is too fast;
- ``plateau``: points around which f does not move, exactly or nearly;
- ``fast_component``: the window of a fast component, and the way back if there is none;
- ``diagnosis``: what is the matter with a window;
- ``next_window``: what to do about it.
"""
