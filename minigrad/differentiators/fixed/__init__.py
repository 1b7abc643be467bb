"""Forward, backward and central differences with a step that is chosen beforehand.

- fixed_settings: the numbers of the error bound.
- stencil_choice: the formula or a one-sided one, so that all points lie inside the bounds.
- step_length: how long the step is, and what the machine makes of it.
- formula_values: the values of f that a formula takes, and the derivatives that they give.
- formula_error: how wrong these may be.
- formula_estimate: all of that in order.
- difference: the differentiators.
"""
