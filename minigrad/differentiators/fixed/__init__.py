"""Forward, backward and central differences with a step chosen in advance.

- ``variants``: A stencil and its one-sided variants, of which each line uses one that lies inside the bounds.
- ``applied``: A finite-difference formula applied on every line.
- ``fixed_error``: The error of a fixed difference, from another step and from values closer to x.
- ``fixed_step``: The evaluator behind every fixed difference: choose h, fit it between the bounds, evaluate, weigh.
- ``difference``: ``ForwardDifference``, ``BackwardDifference`` and ``CentralDifference``.
"""
