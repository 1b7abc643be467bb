"""Finding the wrong entries among millions, along random directions.

- ``screening_settings``: The numbers of screening, with their units and meanings.
- ``directional_slope``: The slope at 0 of a function of one number, from values at a few steps, with its error.
- ``gap``: A direction that moves some entries of x, and what a claimed gradient is off by along it.
- ``directions``: The slope that a gradient claims along a direction, against the slope that f has there.
- ``locate``: Finding single wrong entries of a block by halving.
- ``screen_block``: The verdict on one block, from random directions through it.
- ``screened_convention``: Complex x in screen mode: which convention a gradient follows.
- ``screened_report``: The report: the verdicts of all blocks, and the entries that were found to be wrong.
- ``screen``: check_gradient in screen mode, from the blocks to the report.
- ``screen_outputs``: Screening of a Jacobian, by a random combination of the outputs.
"""
