"""How values of a function are obtained: one by one, vectorised, or in several processes.

- ``function_types``: What a caller's function is, and which of its exceptions mean "outside the domain".
- ``signatures/``: Functions as callers write them, as functions of one array.
- ``returned_values``: Reads and copies what the function returned.
- ``origin``: The point x with its bounds, checked.
- ``geometry``: Where lines through x start and how far they reach.
- ``lines``: The lines along coordinates, and along a direction.
- ``direction_lines``: Lines along several directions, for products of a Jacobian with vectors.
- ``probe``: The interface to differentiators: values of n functions of one variable.
- ``line_probe``: A function with one value, for gradients.
- ``outputs/``: Functions with several outputs: all entries of their Jacobians, or those of a sparsity pattern.
- ``elementwise_probe``: A function that maps each element of an array on its own.
- ``line_subset``: Some lines of another probe.
- ``splitting``: Splits a request into parts of bounded size, and joins their values.
- ``evaluators``: One point after the other, or a stack of points in one call.
- ``problems``: From what a caller passes to the probe that a differentiator works on.
- ``sampler``: Values at many steps, NaN outside the bounds and the domain.
- ``workers/``: Many evaluations at once, in processes of this machine or in any engine that offers a ``map``.
"""
