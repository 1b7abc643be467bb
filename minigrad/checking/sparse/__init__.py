"""Sparse Jacobians: the entries of a pattern are compared, and that there are no others is verified.

- ``claimed_entries``: What a matrix that jac returned claims at the places of a pattern.
- ``completed_pattern``: The pattern, and what jac and fun have outside of it.
"""
