"""Batch normalisation: each feature over the samples of a batch in training, by remembered statistics in use."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_count, require_fraction, require_positive
from minigrad.arrays import FloatArray, IntArray
from minigrad.layers.base import Layer, Params, Pullback
from minigrad.layers.normalization.affine import (
    affine,
    all_but_features,
    by_feature,
    initial_affine,
    matching,
    require_features,
)
from minigrad.layers.normalization.standardized import Standardized


@final
@dataclass(frozen=True)
class BatchNorm(Layer):
    """outputs = scale * z + shift, with z = (inputs - mean) / sqrt(variance + epsilon) for each feature.

    In training, mean and variance are those of the batch, and each batch moves the running ones, by which inputs are
    normalised in use: running = momentum * running + (1 - momentum) * batch, with the variance divided by n - 1 as an
    estimate for all data. What PyTorch calls momentum is 1 - momentum. Leave the bias out before it, as in ``Dense(2,
    3, bias=False)``: subtracting the mean removes a bias, whose derivative in training is zero.

    Args:
        n_features: features, or channels, of a sample; ``scale`` starts at 1, ``shift`` at 0.
        momentum: how much of the running statistics a batch keeps, in [0, 1).
        epsilon: keeps the division finite where a feature is constant.
        input_axes: how many axes a sample has; 3 for (channels, height, width), with statistics for each channel.

    >>> layer = BatchNorm(1)
    >>> params = layer.initialize(np.random.default_rng(0)) | layer.initial_state()
    >>> layer.forward(params, np.array([[2.0], [4.0]]))[0].round(3).tolist()
    [[2.0], [4.0]]
    >>> layer.in_training(np.random.default_rng(0)).forward(params, np.array([[2.0], [4.0]]))[0].round(3).tolist()
    [[-1.0], [1.0]]

    Source: Ioffe and Szegedy (2015), Batch normalization, algorithms 1 and 2; Saitoh (2016), section 6.3.
    """

    structure_is_tested: ClassVar[bool] = True

    n_features: int
    momentum: float = field(default=0.9, kw_only=True)
    epsilon: float = field(default=1e-5, kw_only=True)
    input_axes: int = field(default=1, kw_only=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "n_features", require_count("n_features", self.n_features))
        object.__setattr__(self, "momentum", require_fraction("momentum", self.momentum))
        object.__setattr__(self, "epsilon", require_positive("epsilon", self.epsilon))
        object.__setattr__(self, "input_axes", require_count("input_axes", self.input_axes))

    @property
    def n_inputs(self) -> int:
        """The number of features."""
        return self.n_features

    @property
    def n_outputs(self) -> int:
        """The number of features."""
        return self.n_features

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        del rng
        return initial_affine(self.n_features)

    def initial_state(self) -> dict[str, FloatArray]:
        """Mean 0 and variance 1."""
        return {"running_mean": np.zeros(self.n_features), "running_variance": np.ones(self.n_features)}

    def in_training(self, rng: np.random.Generator) -> BatchNormInTraining:
        """The layer that normalises a batch by itself; nothing in it is random."""
        del rng
        return BatchNormInTraining(self)

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        require_features(self, inputs, self.n_features, self.input_axes)
        spread: FloatArray = np.sqrt(by_feature(params["running_variance"], self.input_axes) + self.epsilon)
        z: FloatArray = (inputs - by_feature(params["running_mean"], self.input_axes)) / spread
        outputs, of_params = affine(params, z, self.input_axes)

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            d_params, d_z = of_params(d_outputs)
            return d_params, matching(d_z / spread, inputs)

        return outputs, pullback

    def forward_columns(
        self, params: Params, inputs: FloatArray, column: IntArray, contents: FloatArray
    ) -> tuple[IntArray, FloatArray]:
        """Each column by its own statistics and parameters."""
        del inputs
        own, rows = _of_columns(params, column, contents)
        outputs, _ = replace(self, n_features=rows.shape[2]).forward(own, rows)
        return column, outputs.reshape(contents.shape)


@final
@dataclass(frozen=True)
class BatchNormInTraining(Layer):
    """A :class:`BatchNorm` in training: with the statistics of the batch, which it learns.

    Derivative: with d_z = scale * d_outputs and means over the batch, d_inputs = (d_z - mean(d_z) - z mean(z d_z)) /
    sqrt(variance + epsilon).

    Args:
        layer: the layer in use. A batch of one number for each feature becomes 0 and teaches nothing.
    """

    mixes_samples = True
    structure_is_tested: ClassVar[bool] = True

    layer: BatchNorm

    @property
    @override
    def input_axes(self) -> int:
        return self.layer.input_axes

    @property
    def n_inputs(self) -> int:
        """The number of features."""
        return self.layer.n_features

    @property
    def n_outputs(self) -> int:
        """The number of features."""
        return self.layer.n_features

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return self.layer.initialize(rng)

    def initial_state(self) -> dict[str, FloatArray]:
        """That of the layer in use."""
        return self.layer.initial_state()

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        return self._applied(params, inputs, self._standardized(inputs))

    def forward_and_state(
        self, params: Params, inputs: FloatArray
    ) -> tuple[FloatArray, Pullback, dict[str, FloatArray]]:
        """The same, and the running statistics moved towards those of the batch."""
        batch = self._standardized(inputs)
        return *self._applied(params, inputs, batch), self._moved(params, batch)

    def forward_columns(
        self, params: Params, inputs: FloatArray, column: IntArray, contents: FloatArray
    ) -> tuple[IntArray, FloatArray]:
        """Each column by its own statistics and parameters."""
        del inputs
        own, rows = _of_columns(params, column, contents)
        outputs, _ = BatchNormInTraining(replace(self.layer, n_features=rows.shape[2])).forward(own, rows)
        return column, outputs.reshape(contents.shape)

    def _standardized(self, inputs: FloatArray) -> Standardized:
        require_features(self.layer, inputs, self.layer.n_features, self.input_axes)
        return Standardized.of(inputs, all_but_features(self.input_axes), self.layer.epsilon)

    def _applied(self, params: Params, inputs: FloatArray, batch: Standardized) -> tuple[FloatArray, Pullback]:
        outputs, of_params = affine(params, batch.z, self.input_axes)

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            d_params, d_z = of_params(d_outputs)
            return d_params, matching(batch.pulled_back(d_z), inputs)

        return outputs, pullback

    def _moved(self, params: Params, batch: Standardized) -> dict[str, FloatArray]:
        """The running statistics after this batch."""
        keep, old = self.layer.momentum, {name: params[name] for name in self.initial_state()}
        numbers = batch.z.size // batch.mean.size  # of each feature
        if numbers == 1:
            return {name: array.copy() for name, array in old.items()}
        found = {"running_mean": batch.mean, "running_variance": batch.variance * (numbers / (numbers - 1))}
        flat = {name: value.reshape(*value.shape[: -1 - self.input_axes], -1) for name, value in found.items()}
        return {name: keep * array + (1.0 - keep) * flat[name] for name, array in old.items()}


def _of_columns(params: Params, column: IntArray, contents: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
    """Copies of a layer that have these columns only: parameters (k, width), and inputs (k, samples, width, ...)."""
    features = column.reshape(len(column), -1)
    rows = contents.reshape(*contents.shape[:2], features.shape[1], *contents.shape[1 + column.ndim :])
    return {name: array[features] for name, array in params.items()}, rows
