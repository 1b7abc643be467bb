"""Which losses are compared with the whole network: how many, how often, and whose."""

from __future__ import annotations

import math
from typing import Final, final

from minigrad.networks.structured.parameter_arrays import LayerRole, ParameterArray
from minigrad.networks.structured.structured_settings import STRUCTURED
from minigrad.objectives.base import Objective

GOLDEN: Final = (math.sqrt(5.0) - 1.0) / 2.0
"""Multiples of the golden ratio, less their whole part, spread over [0, 1) most evenly, wherever one stops."""


@final
class SampleSchedule:
    """Decides about samples, and remembers across the requests for one risk what has been compared.

    Long requests are always compared. Short ones would notice the cost, and are compared where a layer or the
    objective does not declare ``structure_is_tested``; where all do, each array once.
    """

    def __init__(self, roles: tuple[LayerRole, ...], objective: Objective) -> None:
        tested, last = objective.structure_is_tested, len(roles)
        while tested and last and roles[last - 1].layer.structure_is_tested:
            last -= 1
        self._first_tested = last if tested else len(roles)
        self._agreed: set[ParameterArray] = set()
        self._turn = 0

    def must_compare(self, array: ParameterArray, count: int) -> bool:
        """Whether ``count`` losses with elements of this array moved have samples compared."""
        return count >= STRUCTURED.long_request or array not in self._agreed

    def note_agreement(self, array: ParameterArray) -> None:
        """Remember that there was a sample that agreed."""
        if self._is_tested(array):
            self._agreed.add(array)

    def more_samples(self, array: ParameterArray, count: int) -> int:
        """How many of ``count`` moved elements are samples, besides the one that moves the loss most."""
        if count < STRUCTURED.long_request:
            return 0
        return 1 if self._is_tested(array) else min(STRUCTURED.most_samples, count // (STRUCTURED.long_request // 4))

    def _is_tested(self, array: ParameterArray) -> bool:
        """Whether tests cover all declarations that the effect of this array depends on."""
        return array.layer >= self._first_tested

    def next_turn(self) -> int:
        """A number that is another one each time, so that each request has other samples compared."""
        self._turn += 1
        return self._turn


def spread_sample(turn: int, number: int, size: int) -> int:
    """Which of ``size`` elements is sample ``number``: far from the last ones, in this request and in those before."""
    return int((turn * STRUCTURED.most_samples + number) * GOLDEN % 1.0 * size)
