"""How values of f are obtained: one after the other, in one call, in many processes, or from the structure of f.

- function_types: what a caller's function is, and which of its exceptions mean "outside the domain".
- returned_values: reads and copies what the function returned.
- origin: the point x with its bounds, checked.
- geometry: where lines through x start and how far they reach.
- lines: the lines along coordinates, and along a direction.
- probe: the interface to differentiators: values of n functions of one variable.
- line_probe: a function with one value, for gradients.
- output_probe: a function with several outputs, for Jacobians.
- elementwise_probe: a function that maps each element of an array on its own.
- line_subset: some lines of another probe.
- splitting: splits a request into parts of bounded size, and joins their values.
- evaluators: one point after the other, or a stack of points in one call.
- problems: from what a caller passes to the probe that a differentiator works on.
- sampler: values at many steps, NaN outside the bounds and the domain.
- workers: many evaluations at once, in other processes or on other machines.
"""
