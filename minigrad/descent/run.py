"""The path of a descent so far, and the gradients that its ending is judged by."""

from __future__ import annotations

from collections import deque
from typing import final

import numpy as np

from minigrad.arrays import EPSILON, FloatArray
from minigrad.descent import endings
from minigrad.descent.curvature import with_curvature
from minigrad.descent.divergence import StepHistory
from minigrad.descent.endings import Counsel, Ending
from minigrad.descent.learning_rate_advice import Advice, backtracking_advice, curvature_advice
from minigrad.descent.oracle import Oracle, Slope
from minigrad.descent.outcome import DescentOutcome
from minigrad.descent.result import DescentResult
from minigrad.errors import NonFiniteError
from minigrad.optimizers.norm import euclidean_norm


@final
class Run:
    """Every point and value of a descent, the first gradient and the latest."""

    def __init__(self, oracle: Oracle, start: FloatArray) -> None:
        value = oracle.value(start)
        if not np.isfinite(value):
            raise NonFiniteError(f"`fun` must be finite at `x0`, got {value}")
        self._oracle = oracle
        self.points: list[FloatArray] = [start]
        self.values: list[float] = [value]
        self.steps: StepHistory = StepHistory(value)
        self.slope: Slope = oracle.slope(start, 0)
        self._first = self.slope
        self._first_lost = 0
        self._before_rise = (start, self.slope.gradient, value, start)
        self._last_points: deque[tuple[FloatArray, FloatArray]] = deque([(start, self.slope.gradient)], maxlen=3)

    @property
    def x(self) -> FloatArray:
        """The present point."""
        return self.points[-1]

    @property
    def nit(self) -> int:
        """How many steps have been made."""
        return len(self.points) - 1

    @property
    def stopped_being_finite(self) -> bool:
        """Whether the point or the value there is infinite or NaN."""
        return not np.isfinite(self.values[-1])

    def arrive(self, x: FloatArray) -> bool:
        """Make x the present point and evaluate ``fun`` there; return whether the run has diverged."""
        finite = bool(np.isfinite(x).all())
        value = self._oracle.value(x) if finite else np.nan
        diverges = self.steps.diverges(value, euclidean_norm(x.astype(np.float64) - self.x) if finite else np.inf)
        if self.steps.rises <= 1:
            self._before_rise = (self.x, self.slope.gradient, self.values[-1], x)
        self.points.append(x)
        self.values.append(value)
        return diverges

    def take_gradient(self) -> None:
        """Compute the gradient at the present point."""
        had_lost = bool(self.slope.lost.any())
        self.slope = self._oracle.slope(self.x, self.nit)
        if self.slope.lost.any() and not had_lost:
            self._first_lost = self.nit
        self._last_points.append((self.x, self.slope.gradient))

    def ask(self, x: FloatArray) -> tuple[float, FloatArray]:
        """Value and gradient at a point of a method's choice."""
        if np.array_equal(x, self.x):
            return self.values[-1], self.slope.gradient.copy()
        return self._oracle.ask(x, self.nit)

    def arrived(self, tol: float | None) -> bool:
        """Whether the gradient is as small as requested, and its difference steps were not lost to rounding."""
        return tol is not None and self.slope.largest <= tol and not self.slope.lost.any()

    def ending(self, tol: float | None, counsel: Counsel) -> Ending:
        """The ending of the run as it is now."""
        if self.slope.lost.any():
            return endings.frozen(self.slope, self._first_lost, self.points, self.values)
        if tol is not None and self.slope.largest <= tol:
            return endings.converged(self.slope, tol, self.nit)
        if self.values[-1] > self.values[0]:
            return endings.risen(self.values, curvature_advice(list(self._last_points)))
        return endings.used_up(self._first, self.slope, self.values, tol, counsel)

    def judged_ending(self, tol: float | None, steps: int, counsel: Counsel) -> Ending:
        """:meth:`ending`, and for a stationary point what the curvature shows, if that costs no more than ``steps``
        steps."""
        ending = self.ending(tol, counsel)
        if ending.outcome is not DescentOutcome.CONVERGED:
            return ending
        affordable = self._oracle.nfev * (steps + 1) / (self.nit + 1)
        judged = with_curvature(ending, self._oracle, self.x, self.slope.gradient, affordable)
        start, end = (float(np.abs(point).max()) for point in (self.points[0], self.x))
        lost = (
            end * EPSILON["d"] > max(1.0, start) and judged.outcome is DescentOutcome.CONVERGED and not judged.minimum
        )
        return endings.far_away(judged, start, end) if lost else judged

    def advice(self) -> Advice:
        """A learning rate that would have descended."""
        if self.values[-1] == -np.inf:
            return Advice(np.nan, "No learning rate helps: `fun` is unbounded below, or its formula is wrong there")
        advice = curvature_advice(list(self._last_points))
        return advice if advice.learning_rate > 0.0 else backtracking_advice(self._oracle, *self._before_rise)

    def result(self, ending: Ending, *, known: bool = True) -> DescentResult:
        """The run as a result; ``known`` is whether the gradient has been computed at the present point."""
        gradient = self.slope.gradient if known else np.full_like(self.x, np.nan)
        return DescentResult(
            x=self.x.copy(),
            fun=self.values[-1],
            jac=gradient,
            path=np.stack(self.points),
            values=np.array(self.values),
            nfev=self._oracle.nfev,
            njev=self._oracle.njev,
            nit=self.nit,
            outcome=ending.outcome,
            message=ending.message,
        )
