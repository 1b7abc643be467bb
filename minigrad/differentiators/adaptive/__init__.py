"""Derivatives with error bounds, by a method that adapts its steps to the function.

Each file imports only from those above it in this list.

- ``adaptive_settings``: All tuning numbers, each with its unit and its meaning.
- ``ladder``: The points at which a line is evaluated.
- ``extrapolation/``: Extrapolation to h = 0: derivatives of high order from the slopes on a ladder of steps.
- ``options``: What is to be computed, and what it may cost.
- ``state``: The lines in work, and what is known of each.
- ``start``: Their first windows, and the sides of x on which there is room.
- ``points``: Where f is evaluated next, and the slopes that come out.
- ``change_window``: Another window, which keeps the slopes that it shares with the old one.
- ``windows/``: The length of the window: whether it resolves f, what is wrong if it does not, and which is next.
- ``ladder_reading``: The derivative and its bound from a complete ladder.
- ``running_estimate``: The best that is known of each line so far.
- ``groups``: Lines that need the same work next.
- ``search``: The rounds in which all lines advance side by side.
- ``one_line``: The fast path for one line on which nothing is unusual.
- ``adaptive_difference``: The public class.
"""

from minigrad.differentiators.adaptive.adaptive_difference import AdaptiveDifference as AdaptiveDifference
