"""The rule of judging, its numbers, and what a check costs.

- ``check_settings``: The numbers of a check apart from the quick look, with their units and meanings.
- ``verdict``: PASS, FAIL or INCONCLUSIVE: what an interval for the slope says about a claimed slope.
- ``cost``: ``forecast_check``: what a check will cost, and how far a given budget goes.
"""
