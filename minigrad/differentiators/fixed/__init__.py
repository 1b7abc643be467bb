"""Forward, backward and central differences with a step chosen in advance.

- ``fixed_settings``: The numbers of the error bound.
- ``stencil_choice``: The formula or a one-sided one, so that all points lie inside the bounds.
- ``step_length``: How long the step is, and what the machine makes of it.
- ``formula_values``: The values of f that a formula takes, and the derivatives that they give.
- ``formula_error``: How wrong these may be.
- ``formula_estimate``: All of that in order.
- ``difference``: The differentiators.
"""
