"""fun and jac when they are called: what they return, and what they do besides computing.

- ``findings``: A broken contract, or what else is worth knowing besides single entries.
- ``alike``: Whether two results are the same, or the same up to rounding.
- ``matrices``: What jac returned as an array: sparse matrices are filled up with zeros.
- ``of_x_alone``: fun and jac as functions of x alone: with their other arguments, and apart where one returns both.
- ``complex_values``: Functions with complex values: their real and imaginary parts are two real outputs.
- ``subject``: What is differentiated: a function at x, and the lines through x along which it is evaluated.
- ``watch``: fun and jac at x under observation: what is known of them, and findings.
- ``first_calls``: The first calls of fun and of jac at x, and whether they write into arguments or return aliases.
- ``shape_findings``: Whether what jac returned has the shape of a derivative.
- ``products``: A derivative that is claimed by its products with vectors, and what such a product must keep to.
- ``repeated_jac``: Whether jac returns the same array whenever it is called at x, and why it does not.
- ``repeatable``: Whether fun returns the same value whenever it is called at x, and what it varies by.
- ``claimed``: The gradient as jac returns it: shape, type, and its values in float64.
- ``question``: A claimed gradient beside the function that it should be the gradient of.
"""
