"""What stays the same from one numeric gradient of a risk to the next: its layers' roles, and how parameters are
grouped."""

from __future__ import annotations

from typing import TypeAlias, final

import numpy as np

from minigrad.arrays import Float64Array, FloatArray, IntArray
from minigrad.layers.base import Layer, Params
from minigrad.layers.dense import Dense
from minigrad.layers.relu import ReLU
from minigrad.layers.sigmoid import Sigmoid
from minigrad.layers.tanh import Tanh
from minigrad.networks.base import Network
from minigrad.networks.chain import chain_forward
from minigrad.networks.structured.perturbed import MovedNetwork, Place, Role, find_places
from minigrad.objectives.base import Objective
from minigrad.objectives.mean_squared_error import MeanSquaredError
from minigrad.objectives.softmax_cross_entropy import SoftmaxCrossEntropy
from minigrad.objectives.targets import Targets

Pairs: TypeAlias = list[tuple[Place, IntArray]]
"""Parameter arrays, and the positions in a request of the pairs that move one of their elements."""

SMALL_BLOCK = 2**17
"""Blocks up to this many bytes are never handed back."""

MAX_GROUP = 128
"""Parameters moved at once, at most: beyond, the cost of a call is spread thinly enough."""

MAX_BYTES = 2**20
"""Memory that one stack of activations may take, so that it stays in the processor's cache."""

MANY = 64
"""In requests of this many points or more, samples for each parameter array make no difference to the cost."""

MOST_SAMPLES = 8
"""So many in turn, spread by the golden ratio, meet each stretch of 15 % of an array's elements."""

OWN_LAYERS = (Dense, ReLU, Sigmoid, Tanh)
OWN_OBJECTIVES = (MeanSquaredError, SoftmaxCrossEntropy)


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
        self.sizes: dict[Place, int] = {
            place: max(1, min(MAX_GROUP, max_bytes // (8 * place.floats))) for place in self.places
        }
        self.one_by_one: frozenset[Place] = self._taking_no_stacks()
        self._settled: set[Place] = set()
        self._turn = 0
        self.has_large_stacks: bool = any(8 * size * place.floats > SMALL_BLOCK for place, size in self.sizes.items())

    def at(self, theta: Float64Array) -> MovedNetwork:
        """The network at theta, ready to be moved."""
        return MovedNetwork(self.roles, self.objective, self.network.split(theta), self.x, self.targets)

    def must_agree(self, place: Place, count: int) -> bool:
        """Whether ``count`` losses with elements of this array moved have samples compared with the whole network.

        Long requests have, always. A short one would notice the cost, and has where a layer or objective of the user's
        says something; what minigrad's own say is tested elsewhere, and need agree only once.
        """
        return place not in self.one_by_one and (count >= MANY or place not in self._settled)

    def settle(self, place: Place) -> None:
        """Remember that there was a sample that agreed."""
        if self._is_own(place):
            self._settled.add(place)

    def samples(self, place: Place, count: int) -> int:
        """How many of ``count`` moved elements of one array are samples, besides the one that moves the loss most."""
        if count < MANY:
            return 0
        return 1 if self._is_own(place) else min(MOST_SAMPLES, count // (MANY // 4))

    def _is_own(self, place: Place) -> bool:
        """Whether all that says something about the effect of this array is minigrad's."""
        layers = self.roles[place.layer :]
        return isinstance(self.objective, OWN_OBJECTIVES) and all(isinstance(role.layer, OWN_LAYERS) for role in layers)

    def next_turn(self) -> int:
        """A number that is another one each time, so that each request has other samples compared."""
        self._turn += 1
        return self._turn

    def _taking_no_stacks(self) -> frozenset[Place]:
        """Parameters that must be moved one by one, since their layer, one after it or the objective takes no stacks.

        Found out at the network's own theta, once.
        """
        params = self.network.split(self.network.theta.astype(np.float64))
        inputs = [np.resize(self.x, (3, self.x.shape[-1]))]
        with np.errstate(all="ignore"):
            for role, own in zip(self.roles, params, strict=True):
                inputs.append(role.layer.forward(own, inputs[-1])[0])
            objective = self._objective_takes_stacks(chain_forward(self.network.layers, params, self.x))
            parts = zip(self.roles, params, inputs[:-1], strict=True)
            layers = [_takes_stacks_of_inputs(role.layer, own, rows) for role, own, rows in parts]
            return frozenset(
                place
                for place in self.places
                if not (objective and all(layers[place.layer + 1 :]))
                or not _takes_stacks_of_params(self.roles[place.layer], params[place.layer], inputs[place.layer])
            )

    def _objective_takes_stacks(self, outputs: FloatArray) -> bool:
        pair = outputs, outputs[::-1]
        try:
            means = self.objective.mean_values(np.stack(pair), self.targets)
        except Exception:
            return False
        return np.allclose(means, [self.objective.mean_values(own, self.targets) for own in pair], equal_nan=True)

    def complaint(self, place: Place) -> str:
        """The beginning of the message about something that is said about a structure, and is not so."""
        return (
            f"something that {self.roles[place.layer].layer}, a layer after it, or {self.objective} says about its "
            "structure is wrong: check `parameter_reach`, `input_spread`, `elementwise` and `column_values`"
        )

    def pairs(self, coordinate: IntArray) -> Pairs:
        """The positions of pairs that move an element of the same parameter array, for those that have any."""
        order = np.argsort(coordinate, kind="stable")
        edges = np.searchsorted(
            coordinate[order], [*(place.start for place in self.places), self.places[-1].stop]
        ).tolist()
        parts = zip(self.places, edges[:-1], edges[1:], strict=True)
        return [(place, order[first:last]) for place, first, last in parts if last > first]

    def groups(self, pairs: Pairs) -> Pairs:
        """The same, in groups of bounded size."""
        return [
            (place, own[start : start + self.sizes[place]])
            for place, own in pairs
            for start in range(0, own.size, self.sizes[place])
        ]


def _takes_stacks_of_params(role: Role, params: Params, inputs: FloatArray) -> bool:
    """Whether a layer computes for copies of its parameters what it computes for each; or need not, as it tells their
    reach.

    There are as many copies as samples, so that one axis can be mistaken for the other.
    """
    if role.reaching is not None:
        return True
    copies = [{name: np.asarray(value + move) for name, value in params.items()} for move in _moves(inputs)]
    try:
        stack, _ = role.layer.forward({name: np.stack([own[name] for own in copies]) for name in params}, inputs)
        return _is_stack_of(stack, [role.layer.forward(own, inputs)[0] for own in copies])
    except Exception:
        return False


def _takes_stacks_of_inputs(layer: Layer, params: Params, inputs: FloatArray) -> bool:
    """The same for copies of its inputs."""
    copies = [inputs + move for move in _moves(inputs)]
    try:
        stack, _ = layer.forward(params, np.stack(copies))
        return _is_stack_of(stack, [layer.forward(params, own)[0] for own in copies])
    except Exception:
        return False


def _moves(inputs: FloatArray) -> Float64Array:
    return np.arange(len(inputs)) / len(inputs)


def _is_stack_of(stack: FloatArray, alone: list[FloatArray]) -> bool:
    return stack.shape[1:] == alone[0].shape and np.allclose(stack, alone, equal_nan=True)
