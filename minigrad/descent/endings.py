"""How a descent can end, with the message for each case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from minigrad.arrays import FloatArray
from minigrad.descent.descent_settings import SETTINGS
from minigrad.descent.learning_rate_advice import Advice
from minigrad.descent.oracle import Slope
from minigrad.descent.outcome import DescentOutcome


class Ending(NamedTuple):
    """How a run ended, and why."""

    outcome: DescentOutcome
    message: str
    minimum: bool = False
    """Whether the curvature shows a minimum."""


class Counsel(NamedTuple):
    """What to do if a run has not converged."""

    moved: str
    """Where it is on its way."""
    hardly_moved: str
    """Where it has hardly moved."""


CHANGE_RATE: Final = Counsel(
    "Use more steps or a larger learning rate", "Use a larger learning rate, or start elsewhere if this is a plateau"
)
"""For an optimizer."""
NO_RATE: Final = Counsel("Use more steps", "Start elsewhere if this is a plateau")
"""For a method that chooses the lengths of its steps."""
NOTHING_LOWER: Final = Counsel(
    *("The method finds no lower point: check `jac` there with check_gradient; `fun` may have a kink or noise",) * 2
)
"""For a method that stays where it is."""


def converged(slope: Slope, tol: float, nit: int) -> Ending:
    """The gradient has become as small as requested."""
    sizes = f"the largest gradient entry is {slope.largest:.3g}, `tol` is {tol:.3g}"
    return Ending(DescentOutcome.CONVERGED, f"converged after {nit} steps: {sizes}")


def interrupted(nit: int) -> Ending:
    """The callback raised StopIteration."""
    return Ending(DescentOutcome.STOPPED, f"stopped by the callback after {nit} steps")


def used_up(start: Slope, end: Slope, values: list[float], tol: float | None, counsel: Counsel) -> Ending:
    """All steps have been made: converged, not converged, or hardly moved."""
    moves = f"{_moves(values)}, the largest gradient entry from {start.largest:.9g} to {end.largest:.9g}"
    if tol is None and end.largest <= SETTINGS.converged * start.largest:
        return Ending(DescentOutcome.CONVERGED, f"converged: {moves}")
    wanted = "" if tol is None else f"; `tol` is {tol:.3g}"
    falls = [_fall(start.largest, end.largest), _fall(values[0], values[-1])]
    if len(values) > 1 and all(fall < SETTINGS.unchanged for fall in falls):
        return Ending(DescentOutcome.HARDLY_MOVED, f"hardly moved: {moves}{wanted}. {counsel.hardly_moved}")
    return Ending(DescentOutcome.NOT_CONVERGED, f"not converged: {moves}{wanted}. {counsel.moved}")


def risen(values: list[float], advice: Advice) -> Ending:
    """All steps have been made, and the value is higher than at the start."""
    return Ending(DescentOutcome.NOT_CONVERGED, f"not converged: {_moves(values)}, higher than it began. {advice}")


def diverged(values: list[float], growth: float, advice: Advice) -> Ending:
    """The run diverged, or reached a point or value that is not finite."""
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
    """A run that ended so far from x0 that no digit of x0 is left in x, at a point that is not known to be a
    minimum."""
    where = f"the largest entry of x went from {start:.3g} to {end:.3g}"
    text = f"not converged: {where}, where `fun` may only be flat; use a smaller learning rate ({ending.message})"
    return Ending(DescentOutcome.NOT_CONVERGED, text)


def frozen(end: Slope, first_lost: int, points: list[FloatArray], values: list[float]) -> Ending:
    """The difference step is lost to rounding at the last point, so the numeric gradient there is wrong."""
    nit, step = len(points) - 1, float(end.step[end.lost].max())
    still = last_change(points)
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


def last_change(points: Sequence[FloatArray]) -> int:
    """The last step that changed the point."""
    moved = [k for k in range(1, len(points)) if not np.array_equal(points[k], points[k - 1])]
    return moved[-1] if moved else 0


def _fall(before: float, after: float) -> float:
    """The relative decrease of a number."""
    return (before - after) / max(abs(before), abs(after)) if before != after else 0.0


def _moves(values: list[float]) -> str:
    return f"in {len(values) - 1} steps `fun` went from {values[0]:.9g} to {values[-1]:.9g}"
