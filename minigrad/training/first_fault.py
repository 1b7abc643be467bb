"""Where the first number that is not finite came from, in a step of training that went wrong."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from minigrad.arrays import FloatArray
from minigrad.networks.risk import EmpiricalRisk
from minigrad.quantities import named


class FirstFault(NamedTuple):
    """A number that ended the training."""

    place: str
    """Where it is, in words."""
    value: float
    layer: str | None = None
    """The layer that computed it, if a layer did."""
    parameter: str | None = None
    """The element of theta to which it belongs, if it belongs to one."""


def first_fault(batch: EmpiricalRisk, gradient: FloatArray | None, following: FloatArray | None) -> FirstFault | None:
    """The first number that is not finite, in the order of computation: outputs of layers, losses of samples, gradient,
    next parameters; the longest of these where all are finite.

    Args:
        batch: the loss as a function of theta; the network has the theta before the step.
        gradient: at that theta, (P,), if it was computed.
        following: the parameters after the step, (P,), if it was taken.
    """
    with np.errstate(all="ignore"):
        fault = _in_forward_pass(batch)
        if fault is None and gradient is not None:
            fault = _in_vector(batch, gradient, "the gradient with respect to")
        if fault is None and following is not None:
            fault = _in_vector(batch, following, "the next value of") or _largest(batch, following)
    return fault


def _in_forward_pass(batch: EmpiricalRisk) -> FirstFault | None:
    outputs = batch.x
    layers = batch.network.layers
    for number, (layer, outputs) in enumerate(zip(layers, batch.layer_outputs(batch.network.theta), strict=True), 1):
        if (index := _first(outputs)) is not None:
            name = f"layer {number} of {len(layers)}, {named(layer)}"
            return FirstFault(f"the outputs of {name}, for sample {index[0]}", float(outputs[index]), layer=name)
    losses = batch.objective.sample_values(outputs, batch.targets)
    index = _first(losses)
    return None if index is None else FirstFault(f"the loss of sample {index[0]}", float(losses[index]))


def _in_vector(batch: EmpiricalRisk, vector: FloatArray, what: str) -> FirstFault | None:
    index = _first(vector)
    if index is None:
        return None
    name = batch.name(index[0])
    return FirstFault(f"{what} {name}", float(vector[index]), parameter=name)


def _largest(batch: EmpiricalRisk, vector: FloatArray) -> FirstFault:
    index = int(np.abs(vector).argmax())
    return FirstFault(f"the next value of {batch.name(index)}", float(vector[index]), parameter=batch.name(index))


def _first(array: FloatArray) -> tuple[int, ...] | None:
    """The index of the first number that is not finite."""
    wrong = np.argwhere(~np.isfinite(array))
    return tuple(int(place) for place in wrong[0]) if len(wrong) else None
