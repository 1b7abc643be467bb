"""Cases of the other parts of scipy.

- ``distributions``: scipy.stats: the density as the derivative of the distribution function, and what else has a
  derivative.
- ``interpolants``: scipy.interpolate: interpolants and splines with the derivatives that their classes have.
- ``minimisation``: scipy.optimize: Rosenbrock's function, losses of least_squares, transformations, and the functions
  of its tests.
- ``equations``: scipy.integrate and scipy.odr: Jacobians of differential equations, boundary conditions and models of
  regression.
- ``operators``: scipy.sparse.linalg: linear operators and solvers, and their adjoints.
- ``optional_modules``: Modules that not every scipy has: its tests, which need pytest, and what it is going to remove.
- ``transforms``: scipy.fft, scipy.ndimage, scipy.signal, scipy.linalg: transforms, filters, and derivatives of matrix
  functions.
"""
