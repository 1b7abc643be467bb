"""Functions as callers write them, as functions of one array.

- ``extra_arguments``: Functions that are called with more than a point.
- ``flattened``: A function of an array or of a structure, with its point, as a function of one array.
- ``pairs``: Functions that return their value together with its derivative.
"""
