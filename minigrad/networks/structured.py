"""An evaluator of the mean loss of a network that asks :class:`~minigrad.networks.moved.MovedNetwork` for many values at once.

What a network's layers say about their structure is compared with what they compute, once for each parameter array; and
what a stack of copies cannot answer, because a layer of the user's does not take stacks, is evaluated one by one.
"""

from __future__ import annotations

import math
from typing import TypeGuard, final

import numpy as np

from minigrad.arrays import AnyArray, Float64Array, FloatArray, IntArray
from minigrad.differentiators.evaluators import Catch, Evaluator
from minigrad.differentiators.lines import CoordinateLines, Lines
from minigrad.layers.base import Layer, Params
from minigrad.networks.base import Network
from minigrad.networks.moved import MovedNetwork, Place, Role, find_places
from minigrad.objectives.base import Objective
from minigrad.objectives.targets import Targets

MALLOC_HINT = 2**24
"""Bytes of a block that is allocated and freed, untouched, before large stacks are.

The C library of Linux hands freed blocks back to the system if they are larger than the largest that it has seen freed
(128 KiB at first, at most 32 MiB). Each stack would be paged in anew, at three times the cost of computing it.
"""

SMALL_BLOCK = 2**17
"""Blocks up to this many bytes are never handed back."""

MAX_GROUP = 128
"""Parameters moved at once, at most: beyond, the cost of a call is spread thinly enough."""

MAX_BYTES = 2**20
"""Memory that one stack of activations may take, so that it stays in the processor's cache."""

ROUNDING = 1e-10
"""How far two ways of computing one loss may lie apart, relative to the largest activation."""


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
        self.roles = tuple(Role.of(layer) for layer in network.layers)
        self.places = find_places(network, self.roles, objective, x)
        self.sizes = {place: max(1, min(MAX_GROUP, max_bytes // (8 * place.floats))) for place in self.places}
        self.trusted: set[Place] = set()
        self.has_large_stacks = any(8 * size * place.floats > SMALL_BLOCK for place, size in self.sizes.items())

    def at(self, theta: Float64Array) -> MovedNetwork:
        """The network at theta, ready to be moved."""
        return MovedNetwork(self.roles, self.objective, self.network.split(theta), self.x, self.targets)

    def takes_stacks(self, theta: Float64Array) -> bool:
        """Whether every layer takes stacks of parameters and of inputs, as it should."""
        inputs = np.resize(self.x, (3, self.x.shape[-1]))
        for role, own in zip(self.roles, self.network.split(theta), strict=True):
            if not _takes_stacks(role.layer, own, inputs):
                return False
            inputs, _ = role.layer.forward(own, inputs)
        return True

    def groups(self, coordinate: IntArray) -> list[tuple[Place, IntArray]]:
        """The positions of pairs that move an element of the same parameter, in groups of bounded size."""
        groups = []
        order = np.argsort(coordinate, kind="stable")
        edges = np.searchsorted(coordinate[order], [*(place.start for place in self.places), self.places[-1].stop])
        for place, first, last in zip(self.places, edges[:-1].tolist(), edges[1:].tolist(), strict=True):
            size = self.sizes[place]
            groups += [(place, order[start : min(start + size, last)]) for start in range(first, last, size)]
        return groups


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

    def __call__(self, lines: Lines, line: IntArray, step: Float64Array, catch: Catch, /) -> AnyArray:
        if not _is_structured(lines, step):
            return self._fallback(lines, line, step, catch)
        moved = self._structure.at(lines.origin.x)
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
        return [group for _, group in self._structure.groups(lines.coordinates[line])]

    def _losses(
        self,
        moved: MovedNetwork,
        place: Place,
        lines: CoordinateLines,
        line: IntArray,
        step: Float64Array,
        catch: Catch,
    ) -> AnyArray:
        """The losses for one group of pairs."""
        coordinate = lines.coordinates[line]
        index = np.unravel_index(coordinate - place.start, place.shape)
        try:
            losses = moved.losses(place, index, lines.ends(line, step) - lines.origin.x[coordinate])
        except Exception:
            # A layer that takes no stacks, or a point outside the domain of one: taken one by one, it will be told which.
            return self._fallback(lines, line, step, catch)
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
            both_nan = own != own and loss != loss
            if both_nan or math.isclose(own, loss, rel_tol=ROUNDING, abs_tol=ROUNDING * moved.scale):
                continue
            if not self._structure.takes_stacks(lines.origin.x):
                return False
            raise ValueError(
                f"{self._structure.roles[place.layer].layer} says where {lines.name(number)} reaches, but its `forward` "
                f"disagrees: the loss becomes {loss!r}, not {own!r}; check `parameter_reach`, `input_spread`, `elementwise` "
                "and `column_values` of the layers and the objective"
            )
        if line.size > 1:  # one copy is no stack yet
            self._structure.trusted.add(place)
        return True


def _is_structured(lines: Lines, step: Float64Array) -> TypeGuard[CoordinateLines]:
    return isinstance(lines, CoordinateLines) and step.dtype.kind == "f"


def _takes_stacks(layer: Layer, params: Params, inputs: FloatArray) -> bool:
    """Whether ``layer`` computes for copies of its parameters, and of its inputs, what it computes for each alone.

    There are as many copies as samples, so that one axis can be mistaken for the other.
    """
    moves = np.arange(len(inputs)) / len(inputs)
    copies = [({name: value + move for name, value in params.items()}, inputs + move) for move in moves]
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
