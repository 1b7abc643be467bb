"""Whether one linear map is the adjoint of another, up to rounding that is measured.

- ``adjoint_settings``: The numbers of a check of linear maps.
- ``remarks``: What turns up besides the numbers, each thing once.
- ``space``: The arrays that a map takes or returns, as vectors of real numbers: a complex number is two of them.
- ``linear_map``: A map under observation: what it returns, and what it does besides computing.
- ``operators``: What check_adjoint is given: two functions, or one object that has both products.
- ``repeats``: Whether a map returns the same array for the same argument, and what it varies by where it does not.
- ``linearity``: Whether a map is linear, and the rounding that it shows.
- ``probing``: Random arguments of both maps, and what the maps return.
- ``compared``: Pairs of numbers that must be equal: what each of the two maps says.
- ``products``: The products <A x, y> and <x, A' y>, and by how much rounding may have moved them.
- ``adjoint_self_test``: What products of random vectors can show: which corrupted adjoints would have failed.
- ``apart/``: What to make of products that differ by more than rounding.
- ``adjoint_report``: The report of a check of an adjoint, from the numbers that were compared.
- ``examine_adjoint``: One check of an adjoint from beginning to end.
- ``adjoint``: ``check_adjoint``: whether one linear map is the adjoint of another.
"""
