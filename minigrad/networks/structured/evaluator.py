"""An evaluator of the mean loss of a network that computes again only what a moved parameter reaches.

What a network's layers declare about their structure is compared with what they compute, on samples of elements from
each parameter array, in every request. Where a layer of the user's does not take stacks of copies, parameters are moved
one by one.
"""

from __future__ import annotations

from typing import TypeGuard, final

import numpy as np
from typing_extensions import override

from minigrad.arrays import AnyArray, Float64Array, IntArray
from minigrad.networks.structured.parameter_arrays import ParameterArray
from minigrad.networks.structured.perturbed_network import PerturbedNetwork
from minigrad.networks.structured.plan import Pairs, PerturbationPlan
from minigrad.networks.structured.sample_comparison import SampleComparison
from minigrad.networks.structured.structured_settings import STRUCTURED
from minigrad.probes.evaluators import ComparedEvaluator, Evaluator
from minigrad.probes.function_types import Catch
from minigrad.probes.lines import CoordinateLines, Lines
from minigrad.probes.splitting import joined_groups


@final
class StructuredEvaluator(ComparedEvaluator):
    """An evaluator of the mean loss of a network on given data, for the lines of a gradient.

    Args:
        plan: what the loss is made of.
        fallback: evaluates other lines, imaginary steps, what cannot be stacked, and the samples that must agree.
    """

    def __init__(self, plan: PerturbationPlan, fallback: Evaluator) -> None:
        self._plan = plan
        self._fallback = fallback
        self._kept: tuple[Float64Array, PerturbedNetwork] | None = None
        self._pairs: tuple[IntArray, Pairs] | None = None
        self._base: tuple[PerturbedNetwork, float] | None = None

    @override
    def __reduce__(self) -> tuple[type[StructuredEvaluator], tuple[PerturbationPlan, Evaluator]]:
        return StructuredEvaluator, (self._plan, self._fallback)  # activations are quicker computed than sent

    @override
    def __call__(self, lines: Lines, line: IntArray, step: Float64Array, catch: Catch, /) -> AnyArray:
        """The values of the loss at ``step`` along each ``line``."""
        if not _is_structured(lines, step):
            return self._fallback(lines, line, step, catch)
        perturbed = self._at(lines.origin.x)
        if self._plan.has_large_stacks:
            np.empty(STRUCTURED.untouched_bytes, np.uint8)
        result: Float64Array = np.empty(line.size)
        pairs = self._plan.pairs(lines.coordinates[line])
        self._pairs = line, pairs  # for `compared`, which comes next
        for array, group in self._plan.groups(pairs):
            result[group] = self._losses(perturbed, array, lines, line[group], step[group], catch)
        return result

    @override
    def parts(self, lines: Lines, line: IntArray, step: Float64Array, /) -> list[IntArray]:
        """Positions of pairs in groups that are evaluated together; see :class:`Evaluator`."""
        if not _is_structured(lines, step):
            return self._fallback.parts(lines, line, step)
        return joined_groups([group for _, group in self._plan.groups(self._plan.pairs(lines.coordinates[line]))])

    @override
    def compared(
        self, lines: Lines, line: IntArray, step: Float64Array, values: AnyArray, catch: Catch, /
    ) -> tuple[AnyArray, int]:
        """Compare samples of ``values`` with the whole network: see :class:`SampleComparison`."""
        if not _is_structured(lines, step) or not step.any():
            return values, 0
        arrays = [own for own in self._pairs_of(lines, line) if self._must_compare(*own)]
        if not arrays:
            return values, 0
        perturbed, extra = self._at(lines.origin.x), 0
        if self._base is None or self._base[0] is not perturbed:
            self._base, extra = (perturbed, perturbed.loss), 1
        turn = self._plan.samples.next_turn()
        comparison = SampleComparison(self._plan, perturbed, self._fallback, lines, turn)
        for array, pairs in arrays:
            if not comparison.holds(array, line[pairs], step[pairs], values[pairs].astype(np.float64), self._base[1]):
                values = np.array(values)
                values[pairs] = self._fallback(lines, line[pairs], step[pairs], catch)
                extra += pairs.size
        return values, comparison.evaluations + extra

    def _must_compare(self, array: ParameterArray, pairs: IntArray) -> bool:
        return array not in self._plan.one_by_one and self._plan.samples.must_compare(array, pairs.size)

    def _pairs_of(self, lines: CoordinateLines, line: IntArray) -> Pairs:
        """Which pairs move an element of which parameter array; known where they were evaluated here just now."""
        known = self._pairs
        return known[1] if known is not None and known[0] is line else self._plan.pairs(lines.coordinates[line])

    def _at(self, x: Float64Array) -> PerturbedNetwork:
        """The network at x, kept from one request to the next."""
        kept = self._kept
        if kept is None or kept[0] is not x:
            self._kept = kept = x, self._plan.at(x)
        return kept[1]

    def _losses(
        self,
        perturbed: PerturbedNetwork,
        array: ParameterArray,
        lines: CoordinateLines,
        line: IntArray,
        step: Float64Array,
        catch: Catch,
    ) -> AnyArray:
        """The losses for one group of pairs; one by one if a layer takes no stacks, or for a point outside its
        domain."""
        if array in self._plan.one_by_one:
            return self._fallback(lines, line, step, catch)
        coordinate = lines.coordinates[line]
        try:
            return perturbed.losses(array, coordinate, lines.ends(line, step) - lines.origin.x[coordinate])
        except Exception as error:
            one_by_one = self._fallback(lines, line, step, catch)
            if np.isfinite(one_by_one.astype(np.float64)).all():
                raise ValueError(f"{self._plan.complaint(array)}, but fails when it is used: {error}") from error
            return one_by_one


def _is_structured(lines: Lines, step: Float64Array) -> TypeGuard[CoordinateLines]:
    return isinstance(lines, CoordinateLines) and step.dtype.kind == "f"
