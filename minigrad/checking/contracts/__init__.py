"""What fun and jac do besides computing: writing into arguments, keeping state, returning aliases.

- ``alike``: Whether two results are the same numbers, exactly or up to rounding.
- ``findings``: What is reported of fun, jac and x apart from single entries, such as a broken contract.
- ``returned``: What a caller's layer returns, read with messages that name the layer and the method.
- ``watch``: Calls fun and jac a few times and records what they do besides computing.
- ``claimed``: The claimed gradient as jac returns it: shape, type, and values in float64.
- ``edge``: Reports what fun raises next to x where that hides the slope on one side.
- ``repeatable``: Whether fun returns the same value at every call at x, and by how much it varies otherwise.
- ``unused_argument``: Recognises a function that ignores its argument.
"""
