"""Which part of the plane a picture of descents shows, where the caller does not say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.descent import DescentOutcome, DescentResult
from minigrad.plotting.frame import Frame

RUNAWAY: Final = (DescentOutcome.DIVERGED, DescentOutcome.FROZEN)
"""Endings of runs whose points say nothing of where there is something to see."""

MARGIN: Final = 0.2
"""Room on each side, as a part of the larger side of what is shown."""

FAR: Final = 10.0
"""Where all runs ran away, the frame reaches to their first step, and no further than so many times the size of the start."""


def default_frame(results: Sequence[DescentResult]) -> Frame:
    """The box around the starts and around all points at which a run, unless it ran away, was no higher than at its start."""
    shown = np.concatenate([_shown(result) for result in results])
    if not np.ptp(shown, axis=0).any():
        shown = np.concatenate([shown, *(_first_step(result) for result in results)])
    low, high = shown.min(axis=0), shown.max(axis=0)
    side = float((high - low).max())
    margin = MARGIN * side if side > 0.0 else 1.25 * max(1.0, float(np.abs(shown).max()))
    return Frame(low - margin, high + margin)


def points_of(result: DescentResult) -> Float64Array:
    """The path as (n, 2), in double precision."""
    return result.path.reshape(-1, 2).astype(np.float64)


def _shown(result: DescentResult) -> Float64Array:
    path = points_of(result)
    if result.outcome in RUNAWAY or result.outcome is DescentOutcome.HARDLY_MOVED:
        return path[:1]
    seen: BoolArray = np.isfinite(path).all(axis=1) & (result.values <= result.values[0])
    return path[seen]


def _first_step(result: DescentResult) -> Float64Array:
    path = points_of(result)[:2]
    if result.outcome not in RUNAWAY or not np.isfinite(path).all():
        return path[:1]
    reach = FAR * max(1.0, float(np.abs(path[0]).max()))
    step: Float64Array = np.clip(path, path[0] - reach, path[0] + reach)
    return step
