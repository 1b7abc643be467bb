"""The part of the plane that a picture of descents shows by default."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.descent import DescentOutcome, DescentResult
from minigrad.descent.descent_settings import SETTINGS
from minigrad.plotting.drawing.frame import Frame

RUNAWAY: Final = (DescentOutcome.DIVERGED, DescentOutcome.FROZEN)
"""Outcomes of runs whose last points are not shown."""

MARGIN: Final = 0.2
"""The margin on each side, as a part of the longer side of the box."""

NARROWEST: Final = 0.8
"""The least length of the shorter side of the frame, as a part of the longer side of the box."""

ALONE: Final = 1.25
"""The margin around a single point, as a multiple of its size."""

FAR: Final = 10.0
"""If all runs diverged, the frame reaches to their first steps, but no further than this multiple of the size of the
start."""


def default_frame(results: Sequence[DescentResult]) -> Frame:
    """The box around all starts, and around the points at which a run that did not diverge was no higher than at its
    start."""
    shown = np.concatenate([_shown(result) for result in results])
    if not np.ptp(shown, axis=0).any():
        shown = np.concatenate([shown, *(_first_step(result) for result in results)])
    low, high = shown.min(axis=0), shown.max(axis=0)
    side = float((high - low).max())
    alone = ALONE * max(1.0, float(np.abs(shown).max())) if side == 0.0 else 0.0
    margin = np.maximum(MARGIN * side + alone, 0.5 * (NARROWEST * side - (high - low)))
    return Frame(low - margin, high + margin)


def points_of(result: DescentResult) -> Float64Array:
    """The path as (nit + 1, x.size), in double precision."""
    return result.path.reshape(len(result.path), -1).astype(np.float64)


def ran_away(result: DescentResult) -> bool:
    """Whether the run diverged, froze, or made its longest step last with as much growth as a diverging run.

    On a function without a minimum a run may fall with growing steps until it stops.
    """
    if result.outcome in RUNAWAY:
        return True
    with np.errstate(all="ignore"):
        lengths = np.abs(np.diff(points_of(result), axis=0)).max(axis=1)
    return lengths.size > 1 and bool(
        lengths[-1] > 0.0 and lengths[-1] >= max(SETTINGS.growth * lengths[0], lengths.max())
    )


def _shown(result: DescentResult) -> Float64Array:
    path = points_of(result)
    if ran_away(result) or result.outcome is DescentOutcome.HARDLY_MOVED:
        return path[:1]
    seen: BoolArray = np.isfinite(path).all(axis=1) & (result.values <= result.values[0])
    return path[seen]


def _first_step(result: DescentResult) -> Float64Array:
    path = points_of(result)[:2]
    if not ran_away(result) or not np.isfinite(path).all():
        return path[:1]
    reach = FAR * max(1.0, float(np.abs(path[0]).max()))
    step: Float64Array = np.clip(path, path[0] - reach, path[0] + reach)
    return step
