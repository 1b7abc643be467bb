"""The arguments of a risk, checked: samples, targets that fit the outputs, and the seed of a training mode."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from minigrad.arguments import require_integer, shown
from minigrad.arrays import FloatArray
from minigrad.networks.base import Network
from minigrad.networks.samples import Data
from minigrad.objectives.base import Objective
from minigrad.objectives.targets import Targets, prepare_targets
from minigrad.objectives.weights import as_sample_weight


def as_data(
    network: Network, objective: Objective, x: npt.ArrayLike, t: npt.ArrayLike, sample_weight: npt.ArrayLike | None
) -> Data:
    """Copies of the samples and their targets.

    Raises:
        TypeError, ValueError: data that are not numeric, not finite, or do not fit the network or each other.
    """
    rows, single = network.architecture.as_samples("x", x)
    shape = _outputs_shape(network, rows)
    targets = prepare_targets(objective.target_kind, t, shape[1:] if single else shape, name="t")
    weights = None if sample_weight is None else as_sample_weight("sample_weight", sample_weight, len(rows))
    return Data(rows, targets, weights).read_only()


def as_targets(network: Network, objective: Objective, rows: FloatArray, t: npt.ArrayLike) -> Targets:
    """Targets for samples that have been checked."""
    return prepare_targets(objective.target_kind, t, _outputs_shape(network, rows), name="t")


def as_key(training: int) -> int:
    """The seed of a training mode, a whole number of at least 0."""
    require_integer("training", training)
    if training < 0:
        raise ValueError(f"`training` must be None or a whole number of at least 0, got {shown(training)}")
    return int(training)


def _outputs_shape(network: Network, rows: FloatArray) -> tuple[int, int]:
    """(n_samples, n_outputs); raises if the samples do not fit the network.

    Evaluated on two samples, since a layer that mixes samples may refuse a single one.
    """
    with np.errstate(all="ignore"):
        outputs = _outputs(network, rows[:2].astype(network.dtype, copy=False))
    if outputs.ndim != 2:
        raise ValueError(
            "`network` must have one row of outputs for each sample, shape (n_samples, n_outputs), got "
            f"{outputs.shape} for {len(rows[:2])} samples; Flatten before Dense gives each sample one axis"
        )
    return len(rows), outputs.shape[1]


def _outputs(network: Network, inputs: FloatArray) -> FloatArray:
    """The outputs in use; raises where a layer, or the one that stands in for it in training, would take axes of a
    sample for samples, and samples for copies."""
    composition = network.architecture.composition
    training = composition.in_training(np.random.default_rng(0))
    params = network.split(network.theta)
    for number, (layer, other, own) in enumerate(zip(composition.layers, training.layers, params, strict=True)):
        axes = inputs.ndim - 1
        if axes != other.input_axes and not other.elementwise:
            raise ValueError(
                f"`layers[{number}]` must get samples with as many axes as its `input_axes` says, {other.input_axes}, "
                f"got samples of shape {inputs.shape[1:]} for {layer}; let it take {axes} with `input_axes`, or put "
                f"Flatten({axes}) before it"
            )
        inputs, _ = layer.forward(own, inputs)
    return inputs
