"""Sparse Jacobians: a check that a function depends on nothing that the pattern leaves out, and the result.

- ``sparse_settings``: What decides whether a function depends on what its sparsity pattern leaves out.
- ``plain_entries``: Central differences of the entries, which the pattern is verified with.
- ``moves``: Random steps of all coordinates.
- ``screen``: Which outputs deviate from J v along such steps.
- ``outside_entries``: On which coordinates outside of the pattern these depend.
- ``verified_pattern``: An error that names them.
- ``sparse_jacobian``: The entries of a Jacobian, and the array that they make.
"""
