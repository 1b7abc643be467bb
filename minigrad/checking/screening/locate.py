"""From a block in which something is wrong to the entries themselves, by halving.

A direction that moves half of the entries shows which half is wrong; k wrong entries among n take about k log2(n)
measurements. The half that is not measured follows by subtraction, because both halves move as they did together.
"""

from __future__ import annotations

from minigrad.arrays import Float64Array
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.screening.directions import Directions
from minigrad.checking.screening.gap import Gap
from minigrad.checking.screening.screening_settings import SCREENING


def locate(gap: Gap, directions: Directions, claimed: Float64Array, most: int) -> list[int]:
    """The wrong entries among those that a direction moves.

    Large errors hide small ones, so what was found is put right and the direction measured again.

    Args:
        gap: along the direction; it refutes the gradient.
        directions: measures the gap along any other.
        claimed: (n,) the gradient.
        most: the number of evaluations, in all, after which no more are looked for.
    """
    found: list[int] = []
    while gap.refuted and len(found) < SCREENING.entries and directions.probe.evaluations < most:
        singles = _halve(gap, directions, claimed, most)
        found += [int(single.direction.entries[0]) for single in singles]
        claimed = _corrected(claimed, singles)
        left = abs(gap.size - sum(single.size for single in singles))
        if not singles or left <= CHECK.outside * (gap.bound + sum(single.bound for single in singles)):
            break
        gap = directions.gap_at(claimed, gap.direction, gap.steps)
    return found


def _corrected(claimed: Float64Array, singles: list[Gap]) -> Float64Array:
    """The gradient with these entries put right, so that they no longer hide others."""
    result = claimed.copy()
    for single in singles:
        result[single.direction.entries] -= single.size / single.direction.weights
    return result


def _halve(gap: Gap, directions: Directions, claimed: Float64Array, most: int) -> list[Gap]:
    """Follow the gap down to single entries, the clearest half first."""
    groups, singles = [gap], list[Gap]()
    while groups and len(singles) < SCREENING.entries and directions.probe.evaluations < most:
        groups.sort(key=lambda group: abs(group.size) / group.bound)
        group = groups.pop()
        if group.direction.entries.size == 1:
            singles.append(group)
        else:
            groups += [half for half in _split(group, directions, claimed) if half.refuted]
    return singles


def _split(group: Gap, directions: Directions, claimed: Float64Array) -> tuple[Gap, Gap]:
    """Both halves; the second one by subtraction where that is precise enough."""
    left, right = group.direction.halves()
    first = directions.gap_at(claimed, left, group.steps)
    second = group.rest(right, first)
    unclear = SCREENING.unclear * second.bound < abs(second.size) <= SCREENING.clear * second.bound
    if unclear or not (first.refuted or second.refuted):
        second = directions.gap_at(claimed, right, second.steps)
    return first, second
