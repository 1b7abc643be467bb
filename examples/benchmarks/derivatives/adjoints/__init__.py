"""Linear operators, and claims about their adjoints.

- ``problem``: A linear operator, the adjoint that somebody wrote for it, and the wrong ones.
- ``convolutions``: Convolutions with their boundaries, differences and sums.
- ``signals``: Fourier transforms, masks, gathering and interpolation.
- ``images``: Operators on images and tables: differences, sums along rays, means of blocks, shifts.
- ``products``: Products with matrices and solves: complex ones, ill-conditioned ones, in float32, as operators.
"""
