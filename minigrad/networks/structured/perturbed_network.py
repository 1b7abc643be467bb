"""The loss of a network with one parameter moved, computing again only what that parameter can reach.

A weight of a dense layer moves one column of the layer's outputs, one of a convolution one channel. Activations,
poolings and normalisations keep it one column. The next dense layer or convolution adds something to each output, and
only from there on is everything computed, for many parameters at once. Activations before the moved layer are computed
once.

Stacks of activations (copies, samples, features) lie in memory with the features first: reductions over features, such
as those of a softmax, then run along contiguous memory, and layers and objectives need not take care of it.
"""

from __future__ import annotations

from functools import cached_property
from typing import final

import numpy as np

from minigrad.arrays import Float64Array, FloatArray, IntArray
from minigrad.networks.risk_terms import RiskTerms
from minigrad.networks.samples import Data
from minigrad.networks.structured.column_store import ColumnStore
from minigrad.networks.structured.parameter_arrays import LayerRole, ParameterArray
from minigrad.objectives.columns import ColumnValues, RespondsToOneColumn


@final
class PerturbedNetwork:
    """A network at theta, of which single parameters are moved.

    It keeps what all moves share: parameters and activations.
    """

    def __init__(
        self,
        roles: tuple[LayerRole, ...],
        terms: RiskTerms,
        theta: Float64Array,
        data: Data,
    ) -> None:
        self._roles = roles
        self._theta = theta
        self._blocks = terms.network.architecture.parameters.blocks
        self._penalized = terms.penalized
        self._objective = terms.objective
        self._targets = data.targets
        self._weights = data.weights
        self._params = terms.split(theta)
        self._stores = [ColumnStore(data.x)]
        for role, own in zip(roles, self._params, strict=True):
            self._stores.append(ColumnStore(role.layer.forward(own, self._stores[-1].values)[0]))

    @cached_property
    def scale(self) -> float:
        """The largest number among the activations, or 1: what rounding errors are relative to."""
        return max(1.0, *(float(np.abs(store.values).max()) for store in self._stores))

    @property
    def loss(self) -> float:
        """The loss with nothing moved."""
        mean = self._objective.mean_values(self._stores[-1].values, self._targets, weights=self._weights)
        return float(mean) + self._price

    @cached_property
    def _column_values(self) -> ColumnValues | None:
        """The objective's own way of updating one column, if it has one."""
        if isinstance(self._objective, RespondsToOneColumn) and self._stores[-1].values.shape[-1] > 1:
            return self._objective.column_values(self._stores[-1].values, self._targets)
        return None

    def losses(self, array: ParameterArray, coordinate: IntArray, move: Float64Array) -> Float64Array:
        """The loss with each of k elements of one parameter moved by itself, given by their places in theta: (k,)."""
        losses = self._mean_losses(array, array.index(coordinate), move)
        if self._penalized.parts:
            losses = losses + self._price + self._penalized.changes(coordinate, self._theta[coordinate], move)
        return losses

    @cached_property
    def _price(self) -> float:
        """What theta costs by itself."""
        return float(self._penalized.value(self._theta))

    def _mean_losses(self, array: ParameterArray, index: tuple[IntArray, ...], move: Float64Array) -> Float64Array:
        role, inputs = self._roles[array.layer], self._stores[array.layer].values
        if role.reaching is not None:
            column, slope = role.reaching.parameter_reach(inputs, array.name, index)
            contents: FloatArray = slope * move.reshape(-1, *[1] * (slope.ndim - 1))
            contents += self._stores[array.layer + 1].read(column)
            return self._from_columns(array.layer + 1, column, contents)
        own = self._params[array.layer]
        names = [block.name for block in self._blocks[array.layer]]
        copies = {**own, **{name: np.repeat(own[name][np.newaxis], move.size, axis=0) for name in names}}
        copies[array.name][(np.arange(move.size), *index)] += move
        outputs, _ = role.layer.forward(copies, inputs)
        return self._from_stack(array.layer + 1, outputs)

    def _from_columns(self, first: int, column: IntArray, contents: FloatArray) -> Float64Array:
        """The losses when layer ``first`` gets inputs of which some columns have other contents (k, samples, ...)."""
        for number in range(first, len(self._roles)):
            role, own, store = self._roles[number], self._params[number], self._stores[number]
            if role.layer.elementwise:
                contents, _ = role.layer.forward(own, contents)
            elif role.keeping is not None:
                column, contents = role.keeping.forward_columns(own, store.values, column, contents)
            elif role.spreading is not None:
                added = role.spreading.input_spread(own, column, contents - store.read(column))
                return self._from_stack(number + 1, self._stores[number + 1].added_to(added))
            else:
                return self._from_stack(number, store.replaced(column, contents))
        if self._column_values is not None and column.ndim == 1:
            return self._objective.mean(self._column_values(column, contents), weights=self._weights)
        return self._from_stack(len(self._roles), self._stores[-1].replaced(column, contents))

    def _from_stack(self, first: int, stack: FloatArray) -> Float64Array:
        """The losses when layer ``first`` gets a stack of inputs (k, samples, features)."""
        for role, own in zip(self._roles[first:], self._params[first:], strict=True):
            stack, _ = role.layer.forward(own, stack)
        return self._objective.mean_values(stack, self._targets, weights=self._weights)
