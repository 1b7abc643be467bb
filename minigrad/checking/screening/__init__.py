"""Finding the wrong entries among millions, along random directions.

- ``directional_slope``: The slope at 0 of a function of one number, from values at a few steps, with its error.
- ``directional``: The slope that a gradient claims along a direction, against the slope that f has there.
- ``locate``: Finding single wrong entries of a block by halving.
- ``screened_block``: Screening: a verdict on a gradient of millions of entries from a few hundred evaluations.
- ``screen``: check_gradient in screen mode, from the blocks to the report.
- ``spot_check``: ``spot_check``: a gradient along one random direction, for four evaluations.
"""
