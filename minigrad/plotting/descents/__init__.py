"""The parts of ``plot_descent``: paths over contours, values after each step, and how runs ended.

- ``clipping``: The part of a path that lies inside a frame.
- ``curve``: The value after each step of one or several descents.
- ``ending``: How a descent ended, in a few words for a small picture.
- ``map``: Paths of descents over the contours of their function, one panel for each.
- ``visible_part``: The part of the plane that a picture of descents shows by default.
"""
