"""Derivatives with honest error bounds, from a method that adapts to the function. One idea in each file:

- ``ladder``: the points at which a line is looked at;
- ``tableau``: the extrapolation table and the witnesses of kinks and joints, as constant matrices;
- ``noise``: how large the noise of f is, from values that are there anyway;
- ``choice``: the entry of the table with the least truncation and noise;
- ``scale``: whether a window resolves f, and how much longer or shorter it should be;
- ``opinion``: whether a deviation is noise, a kink, or a component of f that is too fast;
- ``still``: f that does not move around x, or hardly;
- ``descent``: far down to a fast component, and back up from a mirage;
- ``relocate``: where to look next, if the window is not right;
- ``climb``: reading a complete ladder;
- ``front``: the lines in work, ``start``: where they begin, ``outcome``: what has come out;
- ``plain``: the short way for one line on which nothing is unusual;
- ``search``: the rounds in which all lines advance side by side;
- ``adaptive_difference``: the public class.
"""

from minigrad.differentiators.adaptive.adaptive_difference import AdaptiveDifference as AdaptiveDifference
