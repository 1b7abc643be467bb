"""``learning_rate_limit``: beyond which learning rate gradient descent diverges."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from minigrad.arguments import as_generator, require_instance
from minigrad.arrays import EPSILON, Float64Array, Rng, as_float_array, require_shape
from minigrad.networks.risk import EmpiricalRisk
from minigrad.training.health.health_settings import HEALTH

Product: TypeAlias = Callable[[Float64Array], Float64Array]
"""From a vector to a symmetric matrix times it."""


def learning_rate_limit(risk: EmpiricalRisk, theta: npt.ArrayLike | None = None, *, rng: Rng = 0) -> float:
    """2 / lambda_max, with lambda_max the largest eigenvalue of the Hessian of ``risk`` at theta.

    Near a minimum, gradient descent with a larger learning rate moves away along that eigenvector, and with a smaller
    one it converges; half of the limit is fastest along it. Momentum m allows (1 + m) times as much. Adam scales each
    coordinate by itself, so the limit says nothing about it. Far from a minimum the limit changes from step to step.

    Power iteration: v <- H v / ||H v||, with H v by the central difference of the analytic gradient along v, so each
    step takes two gradients. Where the eigenvalue of the largest size is negative, a second one with a shifted H finds
    the largest.

    Args:
        risk: the loss as a function of theta.
        theta: the point, (P,); by default that of the risk's network.
        rng: draws the first vector.

    Returns:
        the limit; infinity where no curvature is positive.

    Raises:
        TypeError, ValueError: ``risk`` is no EmpiricalRisk, or ``theta`` does not fit it.

    >>> import minigrad as mg
    >>> x, t = [[2.0, 0.0], [0.0, 1.0]], [[1.0], [1.0]]
    >>> risk = mg.EmpiricalRisk(mg.SimpleNet(2, 1, rng=0), mg.MeanSquaredError(), x, t)
    >>> round(mg.learning_rate_limit(risk), 4)  # the loss is ((2 a - 1)^2 + (b - 1)^2) / 2, with curvatures 4 and 1
    0.5

    Source: LeCun, Simard and Pearlmutter (1993), Automatic learning rate maximization by on-line estimation of the
    Hessian's eigenvectors, NIPS 5.
    """
    require_instance("risk", risk, EmpiricalRisk)
    given = risk.network.theta if theta is None else as_float_array("theta", theta)
    require_shape("theta", given, risk.network.theta.shape)
    point = given.astype(np.float64)
    start = as_generator("rng", rng).standard_normal(point.size)
    with np.errstate(all="ignore"):
        extreme = _extreme_eigenvalue(lambda v: _hessian_times(risk, point, v), start)
        if extreme < 0.0:
            shifted = _extreme_eigenvalue(lambda v: _hessian_times(risk, point, v) - extreme * v, start)
            extreme += shifted
    return 2.0 / extreme if extreme > 0.0 else float("inf")


def _hessian_times(risk: EmpiricalRisk, theta: Float64Array, v: Float64Array) -> Float64Array:
    """H v for a vector of length 1."""
    step = np.cbrt(EPSILON["d"]) * max(1.0, float(np.linalg.norm(theta)))
    change = risk.gradient(theta + step * v) - risk.gradient(theta - step * v)
    return np.asarray(change / (2.0 * step), dtype=np.float64)


def _extreme_eigenvalue(times: Product, v: Float64Array) -> float:
    """The eigenvalue of the largest size of a symmetric matrix, by power iteration from v."""
    v = v / np.linalg.norm(v)
    value = 0.0
    for _ in range(HEALTH.products):
        product = times(v)
        before, value = value, float(v @ product)
        length = float(np.linalg.norm(product))
        if not 0.0 < length < np.inf or abs(value - before) <= HEALTH.tolerance * abs(value):
            break
        v = product / length
    return value
