"""Checks of the Jacobians of which most entries are 0: only those of a pattern are compared, and the others verified.

- ``claimed_entries``: What a matrix that jac returned claims at the places of a pattern.
- ``completed_pattern``: The pattern, and what jac and fun have outside of it.
"""
