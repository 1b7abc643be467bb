"""What to make of products that differ by more than rounding.

- ``matrix_entries``: The entries of A as both maps have them: A e_j is a column, A' e_i is a row.
- ``halving``: Finds entries in which two large maps disagree: a row first, by halving y, and then its column.
- ``solve_rounding``: Whether two maps differ by what rounding makes of the solution of an ill-conditioned system.
- ``adjoint_causes``: What a wrong adjoint looks like: the mistakes that people make, tried one after the other.
- ``disagreement``: Which entries a difference lies in, and what mistake explains it.
"""
