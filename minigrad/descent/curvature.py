"""Whether a stationary point is a minimum, a saddle point or a maximum, by the eigenvalues of the Hessian."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from minigrad.arrays import EPSILON, Float64Array, FloatArray, Shape
from minigrad.descent.descent_settings import SETTINGS
from minigrad.descent.endings import Ending
from minigrad.descent.oracle import Oracle
from minigrad.descent.outcome import DescentOutcome
from minigrad.differentiators.estimate import Estimate
from minigrad.differentiators.fixed.difference import CentralDifference


class Curvature(NamedTuple):
    """The eigenvalues of a Hessian, ascending, with a bound on their error, its eigenvectors and the steps used."""

    values: Float64Array
    directions: Float64Array
    uncertain: float
    steps: Float64Array

    @classmethod
    def of(cls, estimate: Estimate, size: int) -> Curvature:
        """From an estimate of the Hessian with ``size`` rows.

        A perturbation changes an eigenvalue of a symmetric matrix by at most its spectral norm (Weyl 1912), which is at
        most the largest row sum of absolute values; unlike squares, these neither overflow nor underflow. The last term
        is the rounding of ``eigh``.
        """
        values, directions = np.linalg.eigh(estimate.value.reshape(size, size))
        largest_error = float(estimate.error.reshape(size, size).sum(axis=1).max())
        rounding = size * EPSILON["d"] * float(np.abs(values).max())
        return cls(values, directions, largest_error + rounding, estimate.step.reshape(size, size).diagonal())

    def comparison(self, gradient: Float64Array) -> tuple[Float64Array, float]:
        """A direction along which to compare values, and how far: along the first eigenvector if its curvature is
        negative, else towards the stationary point.

        At least as far as the steps of the Hessian, and several Newton steps.
        """
        along = self.directions.T @ gradient / self.values  # the Newton step, in eigenvectors
        newton = along[0] * self.directions[:, 0] if self.values[0] < 0.0 else self.directions @ along
        length = float(np.linalg.norm(newton))
        direction = self.directions[:, 0] if self.values[0] < 0.0 or length == 0.0 else newton / length
        within = np.divide(self.steps, np.abs(direction), out=np.full(direction.size, np.inf), where=direction != 0.0)
        return direction, max(float(within.min()), SETTINGS.newton_steps * length)


def with_curvature(ending: Ending, oracle: Oracle, x: FloatArray, gradient: FloatArray, affordable: float) -> Ending:
    """``ending``, of a run that arrived at a stationary point, with what the curvature of ``fun`` shows there.

    An eigenvalue counts as positive or negative where it exceeds its error bound, and only if the values of ``fun`` on
    both sides of x agree: the gradient may be small on a long slope, and an error bound is an estimate. The Hessian
    takes about 4 n (n + 1) evaluations, and is computed only where that is ``affordable``.
    """
    cost = SETTINGS.hessian_cost * x.size * (x.size + 1) // 2 + 1
    if cost > affordable:
        return _with_text(ending, f"whether it is a minimum was not checked (about {cost} evaluations)")
    try:
        with np.errstate(all="ignore"):  # the domain of `fun` may end near x
            estimate = CentralDifference().estimate_hessian(oracle.value, x.astype(np.float64))
            return _judged(ending, Curvature.of(estimate, x.size), oracle, x, gradient)
    except Exception as error:  # the run must not be lost because `fun` fails near x
        return _with_text(
            ending, f"whether it is a minimum is not known: near it there was a {type(error).__name__}: {error}"
        )


def _judged(ending: Ending, curvature: Curvature, oracle: Oracle, x: FloatArray, gradient: FloatArray) -> Ending:
    least, highest, uncertain = float(curvature.values[0]), float(curvature.values[-1]), curvature.uncertain
    if not abs(least) > uncertain:
        return _with_text(
            ending, f"whether it is a minimum is not known: the least curvature is {least:.1g} +- {uncertain:.1g}"
        )
    direction, reach = curvature.comparison(gradient.astype(np.float64).ravel())
    step = reach * direction.reshape(x.shape)
    here, beside = oracle.value(x), [oracle.value(x + step), oracle.value(x - step)]
    if least > 0.0 and min(beside) > here:
        known = _with_text(ending, f"this is a minimum: every curvature is positive, the least is {least:.3g}")
        return known._replace(minimum=True)
    down = f"along {_short(_rounded(direction), x.shape)}"
    if least < 0.0 and min(beside) < here:
        found = f"`fun` curves down {down}, with curvature {least:.3g}"
        kind = "maximum" if highest < -uncertain else "saddle point"
        text = f"this is a {kind}, no minimum: {found}. Start again from a little beside it"
        if max(beside) >= here:
            text = f"this is no minimum: {found}, and falls on that way. Use more steps or a smaller `tol`"
        return Ending(DescentOutcome.NO_MINIMUM, f"{ending.message}; {text}")
    beside_it = f"`fun` is {'no higher' if least > 0.0 else 'no lower'} {reach:.1g} beside it {down}"
    return _with_text(
        ending, f"whether it is a minimum is not known: the least curvature is {least:.3g}, but {beside_it}"
    )


def _with_text(ending: Ending, text: str) -> Ending:
    return Ending(ending.outcome, f"{ending.message}; {text}")


def _rounded(direction: Float64Array) -> Float64Array:
    """Two decimals, and the sign with which the largest entry is positive; 0.0 and not -0.0."""
    sign = float(np.sign(direction[np.abs(direction).argmax()]))
    return np.asarray(np.round(direction * sign, 2) + 0.0, dtype=np.float64)


def _short(direction: Float64Array, shape: Shape) -> str:
    text = np.array2string(
        direction.reshape(shape), separator=", ", threshold=8, edgeitems=2, formatter={"float_kind": "{:g}".format}
    )
    return " ".join(line.strip() for line in text.splitlines())
