"""Derivatives with error bounds, by a method that adapts its steps to the function.

- ``adaptive_settings``: all tuning numbers, each with its unit and its meaning;
- ``ladder``: the points at which a line is evaluated;
- ``extrapolation``: derivatives of high order from the slopes on a ladder;
- ``options``: what is to be computed, and what it may cost;
- ``state``: the lines in work, and what is known of each;
- ``start``: their first windows, and the sides on which there is room;
- ``points``: where f is evaluated next, and the slopes that come out;
- ``change_window``: another window that keeps the slopes it shares with the old one;
- ``windows``: whether a window resolves f, and which one is next;
- ``ladder_reading``: the derivative and its bound from a complete ladder;
- ``running_estimate``: the best that is known of each line so far;
- ``groups``: lines that need the same work next;
- ``search``: the rounds in which all lines advance side by side;
- ``one_line``: the fast path for one line on which nothing is unusual;
- ``adaptive_difference``: the public class.
"""

from minigrad.differentiators.adaptive.adaptive_difference import AdaptiveDifference as AdaptiveDifference
