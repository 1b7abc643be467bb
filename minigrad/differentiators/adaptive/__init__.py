"""Derivatives with honest error bounds, from a method that adapts to the function. One idea in each file:

- ``ladder``: the points at which a line is looked at;
- ``tableau``: the extrapolation table, as constant matrices;
- ``noise``: how large the noise of f is, from values that are there anyway;
- ``choice``: the entry of the table with the least truncation and noise;
- ``scale``: whether a window resolves f, and how much longer or shorter it should be;
- ``opinion``: whether a deviation is noise or a component of f that is too fast;
- ``stationary``: points at which f is so flat that it has no scale;
- ``relocate``: where to look next, if the window is not right;
- ``climb``: reading a complete ladder;
- ``front``: the lines in work, ``start``: where they begin, ``outcome``: what has come out, ``setting``: what was asked;
- ``search``: the rounds in which all lines advance side by side;
- ``adaptive_difference``: the public class.
"""

from minigrad.differentiators.adaptive.adaptive_difference import AdaptiveDifference as AdaptiveDifference
