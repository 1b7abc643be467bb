"""Forward and backward passes in plain numpy: two functions, or methods of one object.

- ``base``: The interface of a forward and a backward pass in plain numpy, as courses and books write them.
- ``function_passes``: Passes that are two functions: ``f_forward`` and ``f_backward``.
- ``object_passes``: Passes that are methods of one object, which keeps parameters and their gradients.
"""
