"""Finding the wrong entries among millions, along random directions.

- ``directional_slope``: The slope of a function of one number from a few steps, with its bound.
- ``directional``: The slope that a gradient promises along a direction, against the slope that f has there.
- ``screen_block``: A verdict on one named array, and the probability that an error was missed.
- ``locate``: From a wrong array to its wrong entries, by halving.
- ``screen``: ``check_gradient`` in screen mode, from the blocks to the report.
"""
