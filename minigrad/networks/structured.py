"""An evaluator of the mean loss of a network that asks :class:`~minigrad.networks.moved.MovedNetwork` for many values at once.

What a network's layers say about their structure is compared with what they compute, once for each parameter array; and
what a stack of copies cannot answer, because a layer of the user's does not take stacks, is evaluated one by one.
"""

from __future__ import annotations

import math
from typing import TypeGuard, final

import numpy as np
from typing_extensions import override

from minigrad.arrays import AnyArray, Float64Array, IntArray
from minigrad.differentiators.evaluators import Catch, Evaluator, joined_groups
from minigrad.differentiators.lines import CoordinateLines, Lines
from minigrad.networks.moved import MovedNetwork, Place
from minigrad.networks.structure import Structure

MALLOC_HINT = 2**24
"""Bytes of a block that is allocated and freed, untouched, before large stacks are.

The C library of Linux hands freed blocks back to the system if they are larger than the largest that it has seen freed
(128 KiB at first, at most 32 MiB). Each stack would be paged in anew, at three times the cost of computing it.
"""

ROUNDING = 1e-10
"""How far two ways of computing one loss may lie apart, relative to the largest activation."""


@final
class StructuredEvaluator:
    """An evaluator of the mean loss of a network on given data, for the lines of a gradient.

    Args:
        structure: what the loss is made of.
        fallback: evaluates other lines, imaginary steps, what cannot be stacked, and one element of each parameter,
            which must agree.
    """

    def __init__(self, structure: Structure, fallback: Evaluator) -> None:
        self._structure = structure
        self._fallback = fallback
        self._kept: tuple[Float64Array, MovedNetwork] | None = None

    @override
    def __reduce__(self) -> tuple[type[StructuredEvaluator], tuple[Structure, Evaluator]]:
        return StructuredEvaluator, (self._structure, self._fallback)  # activations are quicker computed than sent

    def __call__(self, lines: Lines, line: IntArray, step: Float64Array, catch: Catch, /) -> AnyArray:
        if not _is_structured(lines, step):
            return self._fallback(lines, line, step, catch)
        moved = self._at(lines.origin.x)
        if self._structure.has_large_stacks:
            np.empty(MALLOC_HINT, np.uint8)
        result: Float64Array = np.empty(line.size)
        for place, group in self._structure.groups(lines.coordinates[line]):
            result[group] = self._losses(moved, place, lines, line[group], step[group], catch)
        return result

    def parts(self, lines: Lines, line: IntArray, step: Float64Array, /) -> list[IntArray]:
        """Positions of pairs in groups that are evaluated together; see :class:`Evaluator`."""
        if not _is_structured(lines, step):
            return self._fallback.parts(lines, line, step)
        return joined_groups([group for _, group in self._structure.groups(lines.coordinates[line])])

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
        """The losses for one group of pairs; one by one if a layer takes no stacks, or for a point outside its domain."""
        coordinate = lines.coordinates[line]
        index = place.index(coordinate)
        try:
            losses = moved.losses(place, index, lines.ends(line, step) - lines.origin.x[coordinate])
        except Exception as error:
            one_by_one = self._fallback(lines, line, step, catch)
            if np.isfinite(one_by_one.astype(np.float64)).all() and self._structure.takes_stacks(lines.origin.x):
                raise ValueError(f"{self._structure.complaint(place)}, but fails when it is used: {error}") from error
            return one_by_one
        if place in self._structure.trusted or self._agree(losses, moved, place, lines, line, step):
            return losses
        return self._fallback(lines, line, step, catch)

    def _agree(
        self,
        losses: Float64Array,
        moved: MovedNetwork,
        place: Place,
        lines: CoordinateLines,
        line: IntArray,
        step: Float64Array,
    ) -> bool:
        """Whether the largest and the smallest loss are what the whole network gives; False where it takes no stacks.

        Raises:
            ValueError: a layer or the objective says something about its structure that is not so.
        """
        extremes = np.array([losses.argmax(), losses.argmin()])
        expected = self._fallback(lines, line[extremes], step[extremes], ())
        for own, loss, number in zip(losses[extremes].tolist(), expected.tolist(), line[extremes].tolist(), strict=True):
            finite = math.isfinite(own), math.isfinite(loss)
            if not any(finite) or math.isclose(own, loss, rel_tol=ROUNDING, abs_tol=ROUNDING * moved.scale):
                continue
            # What overflows in one order of sums, and not in another, is nobody's mistake.
            if not all(finite) or not self._structure.takes_stacks(lines.origin.x):
                return False
            raise ValueError(
                f"{self._structure.complaint(place)}, but with {lines.name(number)} moved the loss becomes {loss!r}, not {own!r}"
            )
        if line.size > 1:  # one copy is no stack yet
            self._structure.trusted.add(place)
        return True


def _is_structured(lines: Lines, step: Float64Array) -> TypeGuard[CoordinateLines]:
    return isinstance(lines, CoordinateLines) and step.dtype.kind == "f"
