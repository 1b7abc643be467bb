"""Jacobians of which most entries are 0 by the way the function is built.

- ``sparsity``: Which entries may differ from 0.
- ``patterns``: What a caller may give for that: an array, a sparse matrix of scipy, or the name of a band.
- ``colouring``: Colours for the columns, such that no row has two of one colour.
- ``column_moves``: Points in which many coordinates move, each by a step of its own.
- ``shared_points``: As few such points as a request needs: columns of one colour share them.
- ``coloured_probe``: The functions of one variable that the entries are, for differentiators.
"""
