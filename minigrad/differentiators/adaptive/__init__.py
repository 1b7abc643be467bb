"""Derivatives with error bounds, with steps that adapt to the scale and the noise of f.

- ``ladder``: The steps at which a line is sampled: a ladder to extrapolate from, and two much smaller sentinels.
- ``richardson_table``: The extrapolation table: constant matrices from slopes on the ladder to derivatives and errors.
- ``best_entry``: The entry of the table whose truncation error and noise together are least.
- ``results``: The estimates of all lines, filled in as lines are finished.
- ``sentinel_noise``: The noise of f, from what the sentinel deviates from the polynomial through the ladder.
- ``state``: The lines that are still in work, one array for each fact about them.
- ``second_sentinel``: Whether a deviation is noise, a kink at x, or a component of f too fast for the ladder.
- ``flat``: Functions that are constant around x, exactly or nearly.
- ``start``: The first window of each line, and on which sides of x there is room.
- ``window``: Whether a window is short enough to resolve f and as long as it may be.
- ``fast_component``: Much shorter windows for a fast component of f, and the return where there is none.
- ``next_window``: The next window of a line, and when to stop looking.
- ``reading``: The derivative and its error from a complete ladder, and whether another ladder would do better.
- ``one_line``: The short way for a single well-behaved line.
- ``search``: The rounds in which every line gets the values that it needs next.
- ``adaptive_difference``: ``AdaptiveDifference``: finds the scale, the noise and the order of f on all lines at once.
"""

from minigrad.differentiators.adaptive.adaptive_difference import AdaptiveDifference as AdaptiveDifference
