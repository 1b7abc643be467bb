"""Groups of lines that need the same work next: a window that fits, or a complete ladder."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, anywhere
from minigrad.differentiators.adaptive.change_window import change_window
from minigrad.differentiators.adaptive.ladder import COARSE, RUNGS, SECOND_SENTINEL, SENTINEL, SLOTS
from minigrad.differentiators.adaptive.state import State

WINDOW, LADDER, SECOND = (
    np.isin(np.arange(SLOTS)[:, np.newaxis], slots)
    for slots in ([*range(RUNGS)[COARSE], SENTINEL], range(RUNGS), [SECOND_SENTINEL])
)


"""The slots that show whether a window fits, those of the ladder, and the second sentinel, as column masks."""


class Group(NamedTuple):
    """Lines, the slots of each that are evaluated next, and whether their ladders are complete then."""

    state: State
    need: BoolArray
    ladder: bool


def group_of(state: State, lines: BoolArray, slots: BoolArray, *, ladder: bool = False) -> list[Group]:
    """These lines, with what is missing in these slots."""
    if not anywhere(lines):
        return []
    part = state.take(lines)
    return [Group(part, part.missing(slots), ladder)]


def with_window(
    state: State, lines: BoolArray, window: Float64Array, slots: BoolArray, *, ladder: bool = False
) -> list[Group]:
    """These lines with other windows."""
    if not anywhere(lines):
        return []
    part = state.take(lines)
    change_window(part, window[lines], renew_sentinel=not ladder)
    return [Group(part, part.missing(slots), ladder)]


def joined(groups: list[Group]) -> list[Group]:
    """One group of the lines whose windows are adjusted, and one of those with ladders, where there are any."""
    kinds = [[group for group in groups if group.ladder is ladder] for ladder in (False, True)]
    return [kind[0] if len(kind) == 1 else _one(kind) for kind in kinds if kind]


def _one(groups: list[Group]) -> Group:
    need = np.concatenate([group.need for group in groups], axis=1)
    return Group(State.join([group.state for group in groups]), need, groups[0].ladder)
