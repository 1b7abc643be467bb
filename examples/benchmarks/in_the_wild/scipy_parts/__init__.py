"""Cases of the other parts of scipy.

- ``distributions``: scipy.stats: the density as the derivative of the distribution function, and what else has a
  derivative.
- ``interpolants``: scipy.interpolate: interpolants and splines with the derivatives that their classes have.
- ``minimisation``: scipy.optimize: Rosenbrock's function, losses of least_squares, transformations, and the functions
  of its tests.
- ``equations``: scipy.integrate and scipy.odr: Jacobians of differential equations, boundary conditions and models of
  regression.
- ``operators``: scipy.sparse.linalg: linear operators and solvers, and their adjoints.
- ``transforms``: scipy.fft, scipy.ndimage, scipy.signal and scipy.linalg: transforms and filters with adjoints,
  functions of matrices.
"""
