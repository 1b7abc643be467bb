"""The layers of a network with what they declare about their structure, and its parameter arrays."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import FloatArray, IntArray, Shape
from minigrad.layers.base import Layer
from minigrad.layers.reach import KeepsColumns, ReachesOneColumn, SpreadsOneColumn
from minigrad.networks.risk_terms import RiskTerms
from minigrad.objectives.base import Objective
from minigrad.objectives.columns import RespondsToOneColumn


@final
@dataclass(frozen=True)
class LayerRole:
    """A layer, and the same object again for each protocol that it implements.

    The test for a protocol is slow, so it is made once.
    """

    layer: Layer
    reaching: ReachesOneColumn | None
    keeping: KeepsColumns | None
    spreading: SpreadsOneColumn | None

    @staticmethod
    def of(layer: Layer) -> LayerRole:
        """The layer with the protocols that it implements."""
        return LayerRole(
            layer,
            layer if isinstance(layer, ReachesOneColumn) else None,
            layer if isinstance(layer, KeepsColumns) else None,
            layer if isinstance(layer, SpreadsOneColumn) else None,
        )


@final
@dataclass(frozen=True)
class ParameterArray:
    """One parameter array of one layer.

    Attributes:
        layer: the number of the layer.
        name: what the layer calls the array.
        start: where it begins in theta.
        shape: its shape.
        floats: how many numbers one copy of the moved network takes, in its largest stack.
    """

    layer: int
    name: str
    start: int
    shape: Shape
    floats: int

    @property
    def stop(self) -> int:
        """Where it ends in theta."""
        return self.start + math.prod(self.shape)

    def index(self, coordinate: IntArray) -> tuple[IntArray, ...]:
        """Where coordinates of theta lie in this array; no axes for a single number."""
        return np.unravel_index(coordinate - self.start, self.shape) if self.shape else ()


def find_parameter_arrays(terms: RiskTerms, roles: tuple[LayerRole, ...], x: FloatArray) -> tuple[ParameterArray, ...]:
    """All parameter arrays, in the order of theta."""
    network, objective = terms.network, terms.objective
    shapes = [x.shape[1:]]
    inputs = x[:2]  # since a layer that mixes samples may refuse a single one
    for role, own in zip(roles, terms.split(network.theta.astype(x.dtype, copy=False)), strict=True):
        with np.errstate(all="ignore"):
            inputs, _ = role.layer.forward(own, inputs)
        shapes.append(inputs.shape[1:])
    arrays = []
    for number, blocks in enumerate(terms.network.architecture.parameters.blocks):
        first = _first_stacked(roles, objective, number)
        moved = [*map(math.prod, shapes[first:]), *(math.prod(shape[1:]) for shape in shapes[number + 1 : first])]
        copied = 0 if roles[number].reaching else sum(block.size for block in blocks)
        floats = max(copied, len(x) * max(moved, default=1))
        arrays += [ParameterArray(number, block.name, block.place.start, block.shape, floats) for block in blocks]
    return tuple(arrays)


def _first_stacked(roles: tuple[LayerRole, ...], objective: Objective, moved: int) -> int:
    """The first activations of which whole stacks are made when a parameter of layer ``moved`` moves."""
    first = moved + 1
    if roles[moved].reaching is None:
        return first
    while first < len(roles) and (roles[first].layer.elementwise or roles[first].keeping is not None):
        first += 1
    if first == len(roles):
        return first + isinstance(objective, RespondsToOneColumn)
    return first + (roles[first].spreading is not None)
