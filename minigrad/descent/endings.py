"""The ways in which a descent can end, each said in words and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from minigrad.arrays import FloatArray
from minigrad.descent.divergence import Advice
from minigrad.descent.oracle import Slope
from minigrad.descent.outcome import DescentOutcome

CONVERGED = 1e-6
"""Without `tol`: the largest gradient entry must fall to this part of what it was at x0."""

STILL = 0.01
"""A run in which neither `fun` nor the gradient fell by more than this part of itself has hardly moved."""


class Ending(NamedTuple):
    """How a run ended, and why."""

    outcome: DescentOutcome
    message: str
    minimum: bool = False
    """Whether the curvature shows a minimum."""


def converged(slope: Slope, tol: float, nit: int) -> Ending:
    """The gradient has become as small as was asked for."""
    sizes = f"the largest gradient entry is {slope.largest:.3g}, `tol` is {tol:.3g}"
    return Ending(DescentOutcome.CONVERGED, f"converged after {nit} steps: {sizes}")


def interrupted(nit: int) -> Ending:
    """The callback raised StopIteration."""
    return Ending(DescentOutcome.STOPPED, f"stopped by the callback after {nit} steps")


def used_up(start: Slope, end: Slope, values: list[float], tol: float | None) -> Ending:
    """All steps have been made: converged, still on the way, or hardly moved."""
    moves = f"{_moves(values)}, the largest gradient entry from {start.largest:.9g} to {end.largest:.9g}"
    if tol is None and end.largest <= CONVERGED * start.largest:
        return Ending(DescentOutcome.CONVERGED, f"converged: {moves}")
    wanted = "" if tol is None else f"; `tol` is {tol:.3g}"
    if len(values) > 1 and _fall(start.largest, end.largest) < STILL and _fall(*values[:: len(values) - 1]) < STILL:
        advice = "Use a larger learning rate, or start elsewhere if this is a plateau"
        return Ending(DescentOutcome.HARDLY_MOVED, f"hardly moved: {moves}{wanted}. {advice}")
    return Ending(
        DescentOutcome.NOT_CONVERGED, f"not converged: {moves}{wanted}. Use more steps or a larger learning rate"
    )


def risen(values: list[float], advice: Advice) -> Ending:
    """All steps have been made and have led upwards."""
    return Ending(DescentOutcome.NOT_CONVERGED, f"not converged: {_moves(values)}, higher than it began. {advice}")


def diverged(values: list[float], growth: float, advice: Advice) -> Ending:
    """The run ran away, or ran into something that is not finite."""
    nit, last = len(values) - 1, values[-1]
    if np.isfinite(last):
        how = (
            f"each step is {growth:.3g} times as long as the one before, and `fun` went from {values[0]:.6g} to "
            f"{last:.6g}"
        )
    elif last == -np.inf:
        how = "`fun` is -inf there, so it has no minimum"
    else:
        how = f"the point or `fun` ({last}) is not finite there; the step before, `fun` was {values[-2]:.6g}"
    return Ending(DescentOutcome.DIVERGED, f"diverged at step {nit}: {how}. {advice}")


def far_away(ending: Ending, start: float, end: float) -> Ending:
    """A run that ended where nothing of x0 is left, not even in the last digit, at a point that is not known to be a
    minimum."""
    where = f"the largest entry of x went from {start:.3g} to {end:.3g}"
    text = f"not converged: {where}, where `fun` may only be flat; use a smaller learning rate ({ending.message})"
    return Ending(DescentOutcome.NOT_CONVERGED, text)


def frozen(end: Slope, first_lost: int, points: list[FloatArray], values: list[float]) -> Ending:
    """The difference step is lost to rounding at the last point, so the gradient that is seen there is not the true
    one."""
    nit, step = len(points) - 1, float(end.step[end.lost].max())
    still = standing_since(points)
    why = (
        f"x + h == x there for h = {step:.3g} (first in some coordinate after step {first_lost}), "
        "so the numeric gradient is exactly zero"
    )
    fun = f"`fun` is {values[-1]:.9g} and was {values[0]:.9g} at the start: this is no minimum"
    advice = "Use a step that scales with x, as CentralDifference() does, and a smaller learning rate"
    if bool(end.lost.all()) and still < nit:
        rest = f"the remaining {nit - still} steps did nothing. {fun}. {advice}"
        return Ending(DescentOutcome.FROZEN, f"frozen after step {still}: {why}, and {rest}")
    where = f"in {int(end.lost.sum())} of {end.lost.size} coordinates"
    return Ending(DescentOutcome.FROZEN, f"the gradient is lost {where}: {why}. {fun}. {advice}")


def standing_since(points: Sequence[FloatArray]) -> int:
    """The step after which the point never changed again."""
    moved = [k for k in range(1, len(points)) if not np.array_equal(points[k], points[k - 1])]
    return moved[-1] if moved else 0


def _fall(before: float, after: float) -> float:
    """By what part of itself a number has fallen."""
    return (before - after) / max(abs(before), abs(after)) if before != after else 0.0


def _moves(values: list[float]) -> str:
    return f"in {len(values) - 1} steps `fun` went from {values[0]:.9g} to {values[-1]:.9g}"
