"""What is kept from one numeric gradient of a risk to the next: its parameter arrays, and their groups."""

from __future__ import annotations

from typing import TypeAlias, final

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.networks.risk_terms import RiskTerms
from minigrad.networks.samples import Data
from minigrad.networks.structured.parameter_arrays import LayerRole, ParameterArray, find_parameter_arrays
from minigrad.networks.structured.perturbed_network import PerturbedNetwork
from minigrad.networks.structured.sample_schedule import SampleSchedule
from minigrad.networks.structured.stacking import taking_no_stacks
from minigrad.networks.structured.structured_settings import STRUCTURED

Pairs: TypeAlias = list[tuple[ParameterArray, IntArray]]
"""Parameter arrays, and the positions in a request of the pairs that move one of their elements."""


@final
class PerturbationPlan:
    """What stays the same from one gradient of a risk to the next.

    Args:
        terms: what the loss is made of.
        data: the samples and their targets, in float64.
        max_bytes: memory that one stack of activations may take.
    """

    def __init__(
        self,
        terms: RiskTerms,
        data: Data,
        max_bytes: int = STRUCTURED.stack_bytes,
    ) -> None:
        self.terms = terms
        self.data = data
        self.roles: tuple[LayerRole, ...] = tuple(LayerRole.of(layer) for layer in terms.composition.layers)
        self.arrays: tuple[ParameterArray, ...] = find_parameter_arrays(terms, self.roles, data.x)
        self.sizes: dict[ParameterArray, int] = {
            array: max(1, min(STRUCTURED.group, max_bytes // (8 * array.floats))) for array in self.arrays
        }
        self.one_by_one: frozenset[ParameterArray] = taking_no_stacks(terms, data, self.roles, self.arrays)
        self.samples: SampleSchedule = SampleSchedule(self.roles, terms.objective)
        self.has_large_stacks: bool = any(
            8 * size * array.floats > STRUCTURED.kept_bytes for array, size in self.sizes.items()
        )

    def at(self, theta: Float64Array) -> PerturbedNetwork:
        """The network at theta, ready to be moved."""
        return PerturbedNetwork(self.roles, self.terms, theta, self.data)

    def complaint(self, array: ParameterArray) -> str:
        """The beginning of the message about a wrong declaration."""
        return (
            f"something that {self.roles[array.layer].layer}, a layer after it, or {self.terms.objective} says about "
            "its structure is wrong: check `parameter_reach`, `forward_columns`, `input_spread`, `elementwise` and "
            "`column_values`"
        )

    def pairs(self, coordinate: IntArray) -> Pairs:
        """The positions of pairs that move an element of the same parameter array, for those that have any."""
        order = np.argsort(coordinate, kind="stable")
        edges = np.searchsorted(
            coordinate[order], [*(array.start for array in self.arrays), self.arrays[-1].stop]
        ).tolist()
        parts = zip(self.arrays, edges[:-1], edges[1:], strict=True)
        return [(array, order[first:last]) for array, first, last in parts if last > first]

    def groups(self, pairs: Pairs) -> Pairs:
        """The same, in groups of bounded size."""
        return [
            (array, own[start : start + self.sizes[array]])
            for array, own in pairs
            for start in range(0, own.size, self.sizes[array])
        ]
