"""Is a point whose gradient is zero a minimum, a saddle point or a maximum? The eigenvalues of the Hessian tell."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import Float64Array, FloatArray, Shape
from minigrad.descent.endings import Ending
from minigrad.descent.oracle import Oracle
from minigrad.descent.outcome import DescentOutcome
from minigrad.differentiators.difference import CentralDifference

PER_LINE = 8
"""Evaluations that ``CentralDifference().estimate_hessian`` takes at least for each of its n (n + 1) / 2 lines."""


def with_curvature(ending: Ending, oracle: Oracle, x: FloatArray) -> Ending:
    """The ending of a run that arrived at a stationary point, and what the curvature of ``fun`` says of that point.

    An eigenvalue of a symmetric matrix moves by at most the norm of a perturbation (Weyl 1912), so the sign of one is known
    where it is larger than the norm of the Hessian's error bounds. A negative one is no success. The Hessian costs some
    4 n (n + 1) evaluations, and is taken where the run itself has cost as many.
    """
    cost = PER_LINE * x.size * (x.size + 1) // 2 + 1
    if cost > oracle.nfev:
        return _and(ending, f"whether it is a minimum was not looked at (some {cost} evaluations)")
    try:
        estimate = CentralDifference().estimate_hessian(oracle.value, x.astype(np.float64))
    except Exception as error:  # a function that cannot be evaluated around x is no reason to lose the run
        return _and(ending, f"whether it is a minimum is not known: near it `fun` raises {type(error).__name__}: {error}")
    return _judged(ending, estimate.value.reshape(x.size, x.size), float(np.linalg.norm(estimate.error)), x.shape)


def _judged(ending: Ending, hessian: Float64Array, uncertain: float, shape: Shape) -> Ending:
    values, directions = np.linalg.eigh(hessian)
    if values[0] < -uncertain:
        kind = "maximum" if values[-1] < -uncertain else "saddle point"
        way = _rounded(directions[:, 0]).reshape(shape)
        text = f"this is a {kind}, no minimum: `fun` curves down along {_short(way)}, with curvature {values[0]:.3g}"
        return Ending(DescentOutcome.NO_MINIMUM, f"{ending.message}; {text}. Start again from a little beside it")
    if values[0] > uncertain:
        return _and(ending, f"this is a minimum: every curvature is positive, the least is {values[0]:.3g}")
    return _and(ending, f"whether it is a minimum is not known: the least curvature is {values[0]:.1g} +- {uncertain:.1g}")


def _and(ending: Ending, text: str) -> Ending:
    return Ending(ending.outcome, f"{ending.message}; {text}")


def _rounded(direction: Float64Array) -> Float64Array:
    """Two decimals, and the sign with which the largest entry is positive; 0.0 and not -0.0."""
    sign = float(np.sign(direction[np.abs(direction).argmax()]))
    return np.asarray(np.round(direction * sign, 2) + 0.0, dtype=np.float64)


def _short(array: Float64Array) -> str:
    return np.array2string(array, separator=", ", threshold=8, edgeitems=2).replace("\n", "").replace("[ ", "[").replace(".,", ",").replace(".]", "]")
