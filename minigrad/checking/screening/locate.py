"""From "something is wrong among these" to the entries themselves, by halving.

A direction that moves half of the entries shows which half is wrong; k wrong entries among n take about k log2(n)
looks. The half that is not measured follows by subtraction, because both halves move as they did together.
"""

from __future__ import annotations

from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.screening.directional import Gap, Scale

FRESH = 20.0
"""A gap by subtraction that exceeds its bound by less than this factor is measured again."""
MOST = 12


def locate(gap: Gap, scale: Scale, most_evaluations: int) -> list[int]:
    """The wrong entries among a group in which something is wrong for certain.

    Large errors hide small ones, so what was found is put right and the group measured again.

    Args:
        gap: the group.
        scale: measures the gap of any group.
        most_evaluations: when to stop looking.
    """
    found: list[int] = []
    while gap.certain and len(found) < MOST and scale.evaluations < most_evaluations:
        singles = _halve(gap, scale, most_evaluations)
        found += [int(single.entries[0]) for single in singles]
        for single in singles:
            scale.correct(single)
        left = abs(gap.size - sum(single.size for single in singles))
        if not singles or left <= CHECK.outside * (gap.bound + sum(single.bound for single in singles)):
            break
        gap = scale.again(gap)
    return found


def _halve(gap: Gap, scale: Scale, most_evaluations: int) -> list[Gap]:
    """Follow the gap down to single entries, the clearest half first."""
    groups, singles = [gap], list[Gap]()
    while groups and len(singles) < MOST and scale.evaluations < most_evaluations:
        groups.sort(key=lambda group: abs(group.size) / group.bound)
        group = groups.pop()
        if group.entries.size == 1:
            singles.append(group)
        else:
            groups += [half for half in _split(group, scale) if half.certain]
    return singles


def _split(group: Gap, scale: Scale) -> tuple[Gap, Gap]:
    """Both halves; the second one by subtraction where that is precise enough."""
    half = group.entries.size // 2
    first = scale.glance(group.entries[:half], group.weights[:half], group.steps)
    second = group.without(first, half)
    unclear = 0.5 * second.bound < abs(second.size) <= FRESH * second.bound
    return first, scale.again(second) if unclear or not (first.certain or second.certain) else second
