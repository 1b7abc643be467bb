"""An evaluator of the mean loss of a network that asks a moved network for many values at once.

The moved network is :class:`~minigrad.networks.structured.perturbed.MovedNetwork`.

What a network's layers say about their structure is compared with what they compute, on samples of elements from each
parameter array, in every request; and what a stack of copies cannot answer, because a layer of the user's does not take
stacks, is evaluated one by one.
"""

from __future__ import annotations

from typing import TypeGuard, final

import numpy as np
from typing_extensions import override

from minigrad.arrays import AnyArray, Float64Array, IntArray
from minigrad.networks.structured.agreement import Agreement
from minigrad.networks.structured.perturbed import MovedNetwork, Place
from minigrad.networks.structured.plan import Pairs, Structure
from minigrad.probes.evaluators import Catch, Evaluator, joined_groups
from minigrad.probes.lines import CoordinateLines, Lines

MALLOC_HINT = 2**24
"""Bytes of a block that is allocated and freed, untouched, before large stacks are.

The C library of Linux hands freed blocks back to the system if they are larger than the largest that it has seen freed
(128 KiB at first, at most 32 MiB). Each stack would be paged in anew, at three times the cost of computing it.
"""


@final
class StructuredEvaluator:
    """An evaluator of the mean loss of a network on given data, for the lines of a gradient.

    Args:
        structure: what the loss is made of.
        fallback: evaluates other lines, imaginary steps, what cannot be stacked, and the samples that must agree.
    """

    def __init__(self, structure: Structure, fallback: Evaluator) -> None:
        self._structure = structure
        self._fallback = fallback
        self._kept: tuple[Float64Array, MovedNetwork] | None = None
        self._pairs: tuple[IntArray, Pairs] | None = None
        self._base: tuple[MovedNetwork, float] | None = None

    @override
    def __reduce__(self) -> tuple[type[StructuredEvaluator], tuple[Structure, Evaluator]]:
        return StructuredEvaluator, (self._structure, self._fallback)  # activations are quicker computed than sent

    def __call__(self, lines: Lines, line: IntArray, step: Float64Array, catch: Catch, /) -> AnyArray:
        """The values of the loss at ``step`` along each ``line``."""
        if not _is_structured(lines, step):
            return self._fallback(lines, line, step, catch)
        moved = self._at(lines.origin.x)
        if self._structure.has_large_stacks:
            np.empty(MALLOC_HINT, np.uint8)
        result: Float64Array = np.empty(line.size)
        pairs = self._structure.pairs(lines.coordinates[line])
        self._pairs = line, pairs  # for `checked`, which comes next
        for place, group in self._structure.groups(pairs):
            result[group] = self._losses(moved, place, lines, line[group], step[group], catch)
        return result

    def parts(self, lines: Lines, line: IntArray, step: Float64Array, /) -> list[IntArray]:
        """Positions of pairs in groups that are evaluated together; see :class:`Evaluator`."""
        if not _is_structured(lines, step):
            return self._fallback.parts(lines, line, step)
        return joined_groups(
            [group for _, group in self._structure.groups(self._structure.pairs(lines.coordinates[line]))]
        )

    def checked(
        self, lines: Lines, line: IntArray, step: Float64Array, values: AnyArray, catch: Catch, /
    ) -> tuple[AnyArray, int]:
        """Compare samples of ``values`` with the whole network, as
        :class:`~minigrad.networks.structured.agreement.Agreement` says."""
        if not _is_structured(lines, step) or not step.any():
            return values, 0
        arrays = [own for own in self._pairs_of(lines, line) if self._structure.must_agree(own[0], own[1].size)]
        if not arrays:
            return values, 0
        moved, extra = self._at(lines.origin.x), 0
        if self._base is None or self._base[0] is not moved:
            self._base, extra = (moved, moved.loss), 1
        agreement = Agreement(self._structure, moved, self._fallback, lines, self._structure.next_turn())
        for place, pairs in arrays:
            if not agreement.holds(place, line[pairs], step[pairs], values[pairs].astype(np.float64), self._base[1]):
                values = np.array(values)
                values[pairs] = self._fallback(lines, line[pairs], step[pairs], catch)
                extra += pairs.size
        return values, agreement.evaluations + extra

    def _pairs_of(self, lines: CoordinateLines, line: IntArray) -> Pairs:
        """Which pairs move an element of which parameter array; known where they were evaluated here just now."""
        known = self._pairs
        return known[1] if known is not None and known[0] is line else self._structure.pairs(lines.coordinates[line])

    def _at(self, x: Float64Array) -> MovedNetwork:
        """The network at x, kept from one request to the next."""
        kept = self._kept
        if kept is None or kept[0] is not x:
            self._kept = kept = x, self._structure.at(x)
        return kept[1]

    def _losses(
        self,
        moved: MovedNetwork,
        place: Place,
        lines: CoordinateLines,
        line: IntArray,
        step: Float64Array,
        catch: Catch,
    ) -> AnyArray:
        """The losses for one group of pairs; one by one if a layer takes no stacks, or for a point outside its
        domain."""
        if place in self._structure.one_by_one:
            return self._fallback(lines, line, step, catch)
        coordinate = lines.coordinates[line]
        try:
            return moved.losses(place, place.index(coordinate), lines.ends(line, step) - lines.origin.x[coordinate])
        except Exception as error:
            one_by_one = self._fallback(lines, line, step, catch)
            if np.isfinite(one_by_one.astype(np.float64)).all():
                raise ValueError(f"{self._structure.complaint(place)}, but fails when it is used: {error}") from error
            return one_by_one


def _is_structured(lines: Lines, step: Float64Array) -> TypeGuard[CoordinateLines]:
    return isinstance(lines, CoordinateLines) and step.dtype.kind == "f"
