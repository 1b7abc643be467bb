"""Cases of scipy.special.

- ``bessel_functions``: scipy.special: Bessel, Hankel, Kelvin, Airy and Struve functions, and integrals of them.
- ``gamma_functions``: scipy.special: gamma and beta functions, exponential integrals, logarithms and powers.
- ``error_functions``: scipy.special: error functions, distributions, elliptic integrals and functions, hypergeometric
  functions.
- ``polynomials``: scipy.special: orthogonal polynomials, Legendre and Mathieu functions, spheroidal wave functions,
  softmax.
"""
