"""The parts of ``plot_descent``: paths over contours, values after each step, and how runs ended.

- ``clipping``: The part of a path that lies inside a frame.
- ``curve``: The value after each step of one or several descents.
- ``ending``: How a descent ended, in as few words as fit above a small picture.
- ``map``: Paths of descents over the contours of the function that they descend, one panel for each.
- ``visible_part``: Which part of the plane a picture of descents shows, where the caller does not say.
"""
