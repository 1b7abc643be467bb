"""Forward and backward passes in plain numpy: two functions, or methods of one object.

- ``base``: The abstract ``Passes``: a forward and a backward pass in plain numpy.
- ``function_passes``: Passes in two functions: ``f_forward`` and ``f_backward``.
- ``object_passes``: Passes in methods of one object, which keeps parameters and their gradients.
"""
