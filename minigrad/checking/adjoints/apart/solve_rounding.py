"""Whether two maps differ by what rounding makes of the solution of an ill-conditioned system.

A solver is exact for a matrix M + E next to the given one, with E of the size of rounding, and for the transposed
matrix it has another E. Its maps differ by A E A, with A = M^-1: much more than the rounding that single calls show,
and along the largest singular vectors of A only.

Source: Higham (2002), Accuracy and Stability of Numerical Algorithms, 2nd edition, sections 7.1 and 9.3.
"""

from __future__ import annotations

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.checking.adjoints.adjoint_settings import ADJOINT


def solved(forward: Float64Array, adjoint: Float64Array, noise: float, epsilon: float) -> bool:
    """Whether A E A with an E of some roundings of M explains the difference.

    Args:
        forward, adjoint: (m, n) all entries of A by both maps.
        noise: what each entry may be off by.
        epsilon: of the arithmetic.
    """
    difference = forward - adjoint
    u, s, v = np.linalg.svd(forward, full_matrices=False)
    if not np.linalg.norm(difference) < 0.5 * np.linalg.norm(forward) or s[-1] <= 0.0:
        return False
    along = np.abs(u.T @ difference @ v.T)
    across = np.linalg.norm(difference - u @ (u.T @ difference)) + np.linalg.norm(difference - (difference @ v.T) @ v)
    noise = noise * np.sqrt(difference.size)
    if across > noise:
        return False
    error = np.maximum(along - noise, 0.0) / s[:, np.newaxis] / s
    return bool(np.max(error) * s[-1] <= ADJOINT.solved * epsilon)
