"""The parts of :func:`~minigrad.plotting.plot_descent`: paths over contours, curves of values, and how runs ended.

- ``clipping``: the part of a path that lies inside a frame: a run that ends at 1e13 must neither stretch a picture nor
  overflow it
- ``curve``: the value after each step of one or several descents
- ``ending``: how a descent ended, in as few words as fit above a small picture
- ``map``: paths of descents over the contours of the function that they descend, one panel for each
- ``visible_part``: which part of the plane a picture of descents shows, where the caller does not say
"""
