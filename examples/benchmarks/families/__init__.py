"""What checks of gradients and bounds of derivatives are worth on functions of many kinds, family by family.

A family makes functions of one kind, with right, wrong and undecidable gradients, from seeds.

- ``member``: One function at one point, its exact slopes there, and the gradients that a checker is shown.
- ``visibility``: Which errors of a slope are too small to be seen in values of the function.
- ``kinks/``: Families of functions with kinks, joints and jumps.
- ``smooth_functions/``: Families of smooth functions: ordinary ones, edges of domains, offsets, saturation, state.
- ``noisy/``: Families of functions whose values are off: by cancellation, short numbers, noise, ripples and rounding.
- ``registry``: Every family of test functions, in the order of the tables, and in groups.
- ``tables/``: The tables that the benchmark of families prints.
"""
