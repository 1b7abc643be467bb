"""Whether two maps differ by what rounding makes of the solution of an ill-conditioned system.

A solver is exact for a matrix M + E next to the given one, with E of the size of rounding, and for the transposed
matrix it has another E. Its maps differ by A E A, with A = M^-1: much more than the rounding that single calls show,
and along the largest singular vectors of A only.

Source: Higham (2002), Accuracy and Stability of Numerical Algorithms, 2nd edition, sections 7.1 and 9.3.
"""

from __future__ import annotations

from math import sqrt

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.checking.adjoints.adjoint_settings import ADJOINT
from minigrad.checking.rules.verdict import Verdict


def solved(forward: Float64Array, adjoint: Float64Array, noise: float, epsilon: float) -> Verdict:
    """Whether A E A with an E of some roundings of M explains the difference: PASS, FAIL, or INCONCLUSIVE where A may
    be a map without an inverse.

    Args:
        forward, adjoint: (m, n) all entries of A by both maps.
        noise: what each entry may be off by.
        epsilon: of the arithmetic.
    """
    noise *= sqrt(forward.size)
    largest = float(np.linalg.norm(forward, 2))
    if backward_error(forward, adjoint, noise, noise) <= ADJOINT.solved * epsilon:
        return Verdict.PASS
    rank = max(forward.shape) * epsilon * largest  # as numpy's matrix_rank has it
    small = float(np.linalg.norm(forward - adjoint)) <= ADJOINT.inside_solutions * float(np.linalg.norm(forward))
    likely = small and backward_error(forward, adjoint, noise, rank) <= ADJOINT.solved * epsilon
    return Verdict.INCONCLUSIVE if likely else Verdict.FAIL


def backward_error(forward: Float64Array, adjoint: Float64Array, noise: float, least: float) -> float:
    """The size of E relative to M, infinite where no E of the kind explains the difference.

    Args:
        forward, adjoint: (m, n) all entries of A by both maps.
        noise: of the whole difference.
        least: singular values of A below this are those of a map without an inverse, and do not count.
    """
    difference = forward - adjoint
    u, s, v = np.linalg.svd(forward, full_matrices=False)
    known = s > least
    if not known.any():
        return float("inf")
    u, s, v = u[:, known], s[known], v[known]
    along = u.T @ difference @ v.T
    if np.linalg.norm(difference - u @ along @ v) > noise:
        return float("inf")
    error = np.maximum(np.abs(along) - noise, 0.0) / s[:, np.newaxis] / s
    return float(np.max(error) * s[-1])
