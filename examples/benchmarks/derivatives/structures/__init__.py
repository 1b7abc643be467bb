"""Losses of named arrays or complex numbers, and claims about their gradients.

- ``tree``: The leaves of a structure of arrays, and the same structure with other leaves; apart from minigrad's own
  way.
- ``problem``: A loss of named arrays, and gradients with the same names.
- ``networks``: The two-layer network of the book, with its parameters in a dict, and networks with nested parameters.
- ``named``: Parameters in named tuples and dataclasses, with numbers among them.
- ``containers``: Parameters in lists and tuples, and in mixed precision.
- ``mixtures``: Dicts of plain numbers, structures inside structures, and blocks of very different sizes.
- ``complex_parameters``: Real functions of complex numbers: the gradient and its conjugate are both right, half of it
  is not.
"""
