"""Functions with several outputs: all entries of their Jacobians, or those of a sparsity pattern.

- ``output_rows``: The outputs at several points, one row for each.
- ``output_probe``: Each output on each line.
- ``sparsity``: Which entries may differ from 0.
- ``patterns``: What a caller may give for that: an array, a sparse matrix of scipy, or the name of a band.
- ``colouring``: Colours for the columns, such that no row has two of one colour.
- ``column_moves``: Points in which many coordinates move, each by a step of its own.
- ``shared_points``: As few such points as a request needs: columns of one colour share them.
- ``coloured_probe``: Each entry of a sparsity pattern as a function of one variable.
"""
