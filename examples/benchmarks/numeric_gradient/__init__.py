"""What a numeric gradient costs: minigrad, the book's loop, and other libraries, in one run and as ratios.

- ``contests``: How large the contests are, and networks in minigrad's way beside the same networks in the book's way.
- ``book``: The book's network, whose arrays are changed in place, one number at a time, by the article's own loop.
- ``peers``: The same derivatives by other libraries, over a sample of the weights, and extrapolated.
- ``networks``: Gradients of networks: the times of the book's loop, of peers and of minigrad, and how costs grow with
  the width.
- ``black_box``: Gradients of functions of ten milliseconds of which nothing is known, shared between two workers.
"""
