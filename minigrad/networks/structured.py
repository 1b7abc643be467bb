"""The loss of a network with one parameter moved, computing again only what that parameter can reach.

A weight of a dense layer moves one column of the layer's outputs. An elementwise layer keeps it one column. The next dense
layer adds a multiple of one row of its weight to each output, and only from there on is everything computed, for many
parameters at once. Activations before the moved layer are computed once.

Stacks of activations (copies, samples, features) lie in memory with the features first: reductions over features, such as
those of a softmax, then run along contiguous memory, and no layer or objective needs to know.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TypeGuard, final

import numpy as np

from minigrad.arrays import AnyArray, Float64Array, FloatArray, IntArray, Shape
from minigrad.differentiators.evaluators import Catch, Evaluator
from minigrad.differentiators.lines import CoordinateLines, Lines
from minigrad.layers.structure import ReachesOneColumn, SpreadsOneColumn
from minigrad.networks.base import Network
from minigrad.objectives.base import Objective
from minigrad.objectives.structure import ColumnValues, RespondsToOneColumn
from minigrad.objectives.targets import Targets

MALLOC_HINT = 2**24
"""Bytes of a block that is allocated and freed, untouched, before the stacks are.

The C library of Linux hands freed blocks back to the system if they are larger than the largest that it has seen freed
(128 KiB at first, at most 32 MiB). Each stack would be paged in anew, at three times the cost of computing it.
"""

MAX_GROUP = 128
"""Parameters moved at once, at most: beyond, the cost of a call is spread thinly enough."""

MAX_BYTES = 2**20
"""Memory that one stack of activations may take, so that it stays in the processor's cache."""


@final
@dataclass(frozen=True)
class _Place:
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


@final
class _Base:
    """All that the moved networks share: parameters and activations at theta, (samples, features) and transposed."""

    def __init__(self, network: Network, objective: Objective, theta: Float64Array, x: FloatArray, targets: Targets) -> None:
        self.layers = network.layers
        self.objective = objective
        self.targets = targets
        self.params = network.split(theta)
        self.activations = [x]
        for layer, own in zip(self.layers, self.params, strict=True):
            self.activations.append(layer.forward(own, self.activations[-1])[0])
        self.transposed = [np.ascontiguousarray(values.T) for values in self.activations]
        # Asking whether an object fits a protocol is slow, so it is asked once.
        self.reaching = [layer if isinstance(layer, ReachesOneColumn) else None for layer in self.layers]
        self.spreading = [layer if isinstance(layer, SpreadsOneColumn) else None for layer in self.layers]

    def widest_stack(self, moved: int) -> int:
        """The features of the largest activations that are stacked when a parameter of layer ``moved`` moves."""
        first = moved + 1
        if self.reaching[moved]:
            while first < len(self.layers) and self.layers[first].elementwise:
                first += 1
            if first == len(self.layers) and isinstance(self.objective, RespondsToOneColumn):
                return 1
            first += first < len(self.layers) and self.spreading[first] is not None
        widest: int = max(values.shape[-1] for values in self.activations[first:])
        return widest

    @cached_property
    def column_values(self) -> ColumnValues | None:
        """The objective's own way of updating one column, if it has one."""
        if isinstance(self.objective, RespondsToOneColumn) and self.activations[-1].shape[-1] > 1:
            return self.objective.column_values(self.activations[-1], self.targets)
        return None

    def losses(self, place: _Place, index: tuple[IntArray, ...], move: Float64Array) -> Float64Array:
        """The loss with each of k elements of one parameter moved by itself: (k,)."""
        layer, inputs = self.layers[place.layer], self.activations[place.layer]
        reaching = self.reaching[place.layer]
        if reaching is not None:
            column, slope = reaching.parameter_reach(inputs, place.name, index)
            contents: FloatArray = slope * move[:, np.newaxis]
            contents += self.transposed[place.layer + 1][column]
            return self._from_column(place.layer + 1, column, contents)
        copies = {name: np.repeat(value[np.newaxis], move.size, axis=0) for name, value in self.params[place.layer].items()}
        copies[place.name][(np.arange(move.size), *index)] += move
        outputs, _ = layer.forward(copies, inputs)
        return self._from_stack(place.layer + 1, outputs)

    def _from_column(self, first: int, column: IntArray, contents: FloatArray) -> Float64Array:
        """The losses when layer ``first`` gets inputs of which one column has other contents (k, samples)."""
        for number in range(first, len(self.layers)):
            layer, spreading = self.layers[number], self.spreading[number]
            if layer.elementwise:
                contents, _ = layer.forward(self.params[number], contents)
            elif spreading is not None:
                change = contents - self.transposed[number][column]
                row = spreading.input_spread(self.params[number], column)
                return self._from_stack(number + 1, _added(self.transposed[number + 1], row, change))
            else:
                return self._from_stack(number, _replaced(self.transposed[number], column, contents))
        if self.column_values is not None:
            values = self.column_values(column, contents)
            means: Float64Array = np.add.reduce(values, axis=-1) / values.shape[-1]
            return means
        return self._from_stack(len(self.layers), _replaced(self.transposed[-1], column, contents))

    def _from_stack(self, first: int, stack: FloatArray) -> Float64Array:
        """The losses when layer ``first`` gets a stack of inputs (k, samples, features)."""
        for layer, own in zip(self.layers[first:], self.params[first:], strict=True):
            stack, _ = layer.forward(own, stack)
        return self.objective.mean_values(stack, self.targets)


@final
class StructuredEvaluator:
    """An evaluator of the mean loss of a network on given data, for the lines of a gradient.

    Args:
        network, objective, x, targets: what the loss is made of; x (samples, features) in float64, targets prepared.
        fallback: evaluates other lines, imaginary steps, and one element of each parameter, which must agree.
        max_bytes: memory that one stack of activations may take.
    """

    def __init__(
        self,
        network: Network,
        objective: Objective,
        x: FloatArray,
        targets: Targets,
        fallback: Evaluator,
        *,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        self._network = network
        self._objective = objective
        self._x = x
        self._targets = targets
        self._fallback = fallback
        self._max_bytes = max_bytes
        self._places = _places(network, objective, x)
        self._trusted: set[_Place] = set()

    def __call__(self, lines: Lines, line: IntArray, step: Float64Array, catch: Catch, /) -> AnyArray:
        if not _is_structured(lines, step):
            return self._fallback(lines, line, step, catch)
        theta = lines.origin.x
        base = _Base(self._network, self._objective, theta, self._x, self._targets)
        np.empty(MALLOC_HINT, np.uint8)
        coordinate = lines.coordinates[line]
        move = (theta[coordinate] + step) - theta[coordinate]
        result: Float64Array = np.empty(line.size)
        for place, group in self._groups(coordinate):
            index = np.unravel_index(coordinate[group] - place.start, place.shape)
            result[group] = base.losses(place, index, move[group])
            self._compare(place, lines, line[group[:1]], step[group[:1]], result[group[:1]])
        return result

    def parts(self, lines: Lines, line: IntArray, step: Float64Array) -> list[IntArray]:
        """Positions of pairs in groups that are evaluated together; see :class:`Evaluator`."""
        if not _is_structured(lines, step):
            return self._fallback.parts(lines, line, step)
        return [group for _, group in self._groups(lines.coordinates[line])]

    def _groups(self, coordinate: IntArray) -> list[tuple[_Place, IntArray]]:
        """The positions of pairs that move an element of the same parameter, in groups of bounded size."""
        groups = []
        order = np.argsort(coordinate, kind="stable")
        ordered = coordinate[order]
        for place in self._places:
            first, last = np.searchsorted(ordered, [place.start, place.stop])
            size = max(1, min(MAX_GROUP, self._max_bytes // (8 * place.floats)))
            groups += [(place, order[start : min(start + size, last)]) for start in range(first, last, size)]
        return groups

    def _compare(
        self, place: _Place, lines: Lines, line: IntArray, step: Float64Array, result: Float64Array
    ) -> None:
        """Raise if what a layer says about its structure is not what its ``forward`` does; once for each parameter."""
        if place in self._trusted:
            return
        expected = self._fallback(lines, line, step, ())
        if not np.allclose(result, expected, rtol=1e-7, atol=1e-9, equal_nan=True):
            raise ValueError(
                f"{self._network.layers[place.layer]} says where {lines.name(int(line[0]))} reaches, but its `forward` "
                f"disagrees: the loss becomes {float(expected[0])!r}, not {float(result[0])!r}; check `parameter_reach`, "
                "`input_spread` and `column_values` of the layers and the objective"
            )
        self._trusted.add(place)


def _is_structured(lines: Lines, step: Float64Array) -> TypeGuard[CoordinateLines]:
    return isinstance(lines, CoordinateLines) and step.dtype.kind == "f"


def _places(network: Network, objective: Objective, x: FloatArray) -> list[_Place]:
    """All parameter arrays, in the order of theta."""
    base = _Base(network, objective, network.theta.astype(np.float64), x[:1], np.zeros(1, np.int64))
    places = []
    for number, own in enumerate(network.split(np.arange(network.layout.size, dtype=np.float64))):
        copied = 0 if base.reaching[number] else sum(value.size for value in own.values())
        floats = max(copied, len(x) * base.widest_stack(number))
        places += [_Place(number, name, int(value.flat[0]), value.shape, floats) for name, value in own.items()]
    return places


def _added(transposed: FloatArray, row: FloatArray, change: FloatArray) -> FloatArray:
    """Copies of activations (features, samples) with row[k] times change[k] added: (k, samples, features), features first."""
    stack = np.empty((len(transposed), *change.shape), change.dtype)  # numpy would choose another layout by itself
    np.multiply(row.T[:, :, np.newaxis], change, out=stack)
    stack += transposed[:, np.newaxis, :]
    return stack.transpose(1, 2, 0)


def _replaced(transposed: FloatArray, column: IntArray, contents: FloatArray) -> FloatArray:
    """Copies of activations (features, samples) with one column of each replaced: (k, samples, features), features first."""
    stack: FloatArray = np.repeat(transposed[:, np.newaxis, :], column.size, axis=1)
    stack[column, np.arange(column.size)] = contents
    return stack.transpose(1, 2, 0)
