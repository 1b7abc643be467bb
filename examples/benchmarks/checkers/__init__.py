"""Other checkers of gradients, each asked in the same way.

- ``others``: Other checkers of gradients, each asked in the same way: torch, scipy and the book.
- ``torch_node``: A function with a gradient by hand as torch takes them: an ``autograd.Function`` of one tensor.
"""
