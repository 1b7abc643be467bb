"""What stays the same from one numeric gradient of a risk to the next: its layers' roles, and how parameters are grouped."""

from __future__ import annotations

from typing import final

import numpy as np

from minigrad.arrays import Float64Array, FloatArray, IntArray
from minigrad.layers.base import Layer, Params
from minigrad.networks.base import Network
from minigrad.networks.moved import MovedNetwork, Place, Role, find_places
from minigrad.objectives.base import Objective
from minigrad.objectives.targets import Targets

SMALL_BLOCK = 2**17
"""Blocks up to this many bytes are never handed back."""

MAX_GROUP = 128
"""Parameters moved at once, at most: beyond, the cost of a call is spread thinly enough."""

MAX_BYTES = 2**20
"""Memory that one stack of activations may take, so that it stays in the processor's cache."""


@final
class Structure:
    """What stays the same from one gradient of a risk to the next.

    Args:
        network, objective, x, targets: what the loss is made of; x (samples, features) in float64, targets prepared.
        max_bytes: memory that one stack of activations may take.
    """

    def __init__(
        self, network: Network, objective: Objective, x: FloatArray, targets: Targets, max_bytes: int = MAX_BYTES
    ) -> None:
        self.network = network
        self.objective = objective
        self.x = x
        self.targets = targets
        self.roles: tuple[Role, ...] = tuple(Role.of(layer) for layer in network.layers)
        self.places: tuple[Place, ...] = find_places(network, self.roles, objective, x)
        self.sizes: dict[Place, int] = {place: max(1, min(MAX_GROUP, max_bytes // (8 * place.floats))) for place in self.places}
        self.trusted: set[Place] = set()
        self.has_large_stacks: bool = any(8 * size * place.floats > SMALL_BLOCK for place, size in self.sizes.items())

    def at(self, theta: Float64Array) -> MovedNetwork:
        """The network at theta, ready to be moved."""
        return MovedNetwork(self.roles, self.objective, self.network.split(theta), self.x, self.targets)

    def takes_stacks(self, theta: Float64Array) -> bool:
        """Whether every layer, and the objective, takes stacks of parameters and of inputs, as it should."""
        inputs, outputs = np.resize(self.x, (3, self.x.shape[-1])), self.x
        for role, own in zip(self.roles, self.network.split(theta), strict=True):
            if not _takes_stacks(role.layer, own, inputs):
                return False
            inputs, outputs = role.layer.forward(own, inputs)[0], role.layer.forward(own, outputs)[0]
        try:
            self.objective.mean_values(np.stack([outputs, outputs]), self.targets)
        except Exception:
            return False
        return True

    def complaint(self, place: Place) -> str:
        """The beginning of the message about something that is said about a structure, and is not so."""
        return (
            f"something that {self.roles[place.layer].layer}, a layer after it, or {self.objective} says about its structure is "
            "wrong: check `parameter_reach`, `input_spread`, `elementwise` and `column_values`"
        )

    def groups(self, coordinate: IntArray) -> list[tuple[Place, IntArray]]:
        """The positions of pairs that move an element of the same parameter, in groups of bounded size."""
        groups = []
        order = np.argsort(coordinate, kind="stable")
        edges = np.searchsorted(coordinate[order], [*(place.start for place in self.places), self.places[-1].stop])
        for place, first, last in zip(self.places, edges[:-1].tolist(), edges[1:].tolist(), strict=True):
            size = self.sizes[place]
            groups += [(place, order[start : min(start + size, last)]) for start in range(first, last, size)]
        return groups


def _takes_stacks(layer: Layer, params: Params, inputs: FloatArray) -> bool:
    """Whether ``layer`` computes for copies of its parameters, and of its inputs, what it computes for each alone.

    There are as many copies as samples, so that one axis can be mistaken for the other.
    """
    moves = np.arange(len(inputs)) / len(inputs)
    copies = [({name: np.asarray(value + move) for name, value in params.items()}, inputs + move) for move in moves]
    stacked = {name: np.stack([own[name] for own, _ in copies]) for name in params}
    try:
        by_params, _ = layer.forward(stacked, inputs)
        by_inputs, _ = layer.forward(params, np.stack([moved for _, moved in copies]))
    except Exception:
        return False
    one_by_one = [layer.forward(own, inputs)[0] for own, _ in copies], [layer.forward(params, x)[0] for _, x in copies]
    return all(
        stack.shape[1:] == alone[0].shape and np.allclose(stack, alone, equal_nan=True)
        for stack, alone in zip((by_params, by_inputs), one_by_one, strict=True)
        if params or stack is by_inputs
    )
