"""Which parameters may be moved many at once: those of which all that follows takes stacks of copies."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import Float64Array, FloatArray
from minigrad.layers.base import Layer, Params
from minigrad.layout import Block
from minigrad.networks.risk_terms import RiskTerms
from minigrad.networks.samples import Data
from minigrad.networks.structured.parameter_arrays import LayerRole, ParameterArray
from minigrad.objectives.base import Objective
from minigrad.objectives.targets import Targets


def taking_no_stacks(
    terms: RiskTerms,
    data: Data,
    roles: tuple[LayerRole, ...],
    arrays: tuple[ParameterArray, ...],
) -> frozenset[ParameterArray]:
    """Parameters that must be moved one by one, since their layer, one after it or the objective takes no stacks.

    Tried out at the network's own theta.
    """
    params = terms.split(terms.network.theta.astype(np.float64))
    inputs = [np.resize(data.x, (3, *data.x.shape[1:]))]
    with np.errstate(all="ignore"):
        for role, own in zip(roles, params, strict=True):
            inputs.append(role.layer.forward(own, inputs[-1])[0])
        every = _objective_takes_stacks(terms.objective, terms.composition.forward(params, data.x), data.targets)
        parts = zip(roles, params, inputs[:-1], strict=True)
        layers = [_takes_stacks_of_inputs(role.layer, own, rows) for role, own, rows in parts]
        return frozenset(
            array
            for array in arrays
            if not (every and all(layers[array.layer + 1 :]))
            or not _takes_stacks_of_params(
                roles[array.layer],
                terms.network.architecture.parameters.blocks[array.layer],
                params[array.layer],
                inputs[array.layer],
            )
        )


def _objective_takes_stacks(objective: Objective, outputs: FloatArray, targets: Targets) -> bool:
    pair = outputs, outputs[::-1]
    try:
        means = objective.mean_values(np.stack(pair), targets)
    except Exception:
        return False
    return np.allclose(means, [objective.mean_values(own, targets) for own in pair], equal_nan=True)


def _takes_stacks_of_params(role: LayerRole, blocks: tuple[Block, ...], params: Params, inputs: FloatArray) -> bool:
    """Whether a layer computes for copies of its parameters what it computes for each, or need not, since it declares
    their reach.

    There are as many copies as samples, so that one axis can be mistaken for the other.
    """
    if role.reaching is not None:
        return True
    names = [block.name for block in blocks]
    copies = [{name: np.asarray(params[name] + move) for name in names} for move in _moves(inputs)]
    stacks = {name: np.stack([own[name] for own in copies]) for name in names}
    try:
        stack, _ = role.layer.forward({**params, **stacks}, inputs)
        return _is_stack_of(stack, [role.layer.forward({**params, **own}, inputs)[0] for own in copies])
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
