"""Batch normalisation: over the samples of a batch in training, by remembered statistics in use."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_count, require_fraction
from minigrad.arrays import FloatArray, IntArray
from minigrad.layers.base import Params, Pullback
from minigrad.layers.derivatives import matching
from minigrad.layers.normalization.affine import by_column, by_feature
from minigrad.layers.normalization.base import Normalization
from minigrad.layers.normalization.batch_norm_in_training import BatchNormInTraining
from minigrad.layers.normalization.standardized import initial_statistics


@final
@dataclass(frozen=True)
class BatchNorm(Normalization):
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

    Raises:
        TypeError, ValueError: a wrong argument; in ``forward``, inputs with other features or axes.

    >>> layer = BatchNorm(1)
    >>> params = layer.initialize(np.random.default_rng(0)) | layer.initial_state()
    >>> layer.forward(params, np.array([[2.0], [4.0]]))[0].round(3).tolist()
    [[2.0], [4.0]]
    >>> layer.in_training(np.random.default_rng(0)).forward(params, np.array([[2.0], [4.0]]))[0].round(3).tolist()
    [[-1.0], [1.0]]

    Source: Ioffe and Szegedy (2015), Batch normalization, algorithms 1 and 2; Saitoh (2016), section 6.3.
    """

    structure_is_tested: ClassVar[bool] = True

    momentum: float = field(default=0.9, kw_only=True)
    input_axes: int = field(default=1, kw_only=True)

    @override
    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "momentum", require_fraction("momentum", self.momentum))
        object.__setattr__(self, "input_axes", require_count("input_axes", self.input_axes))

    def initial_state(self) -> dict[str, FloatArray]:
        """Mean 0 and variance 1."""
        return initial_statistics(self.n_features)

    def in_training(self, rng: np.random.Generator) -> BatchNormInTraining:
        """The layer that normalises a batch by itself; nothing in it is random."""
        del rng
        return BatchNormInTraining(self.n_features, self.momentum, epsilon=self.epsilon, input_axes=self.input_axes)

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        self.require_features(inputs)
        running_mean, running_variance = self.by_name(params, ("running_mean", "running_variance"))
        spread: FloatArray = np.sqrt(by_feature(running_variance, self.input_axes) + self.epsilon)
        z: FloatArray = (inputs - by_feature(running_mean, self.input_axes)) / spread
        outputs, of_params = self.affine(params, z)

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            d_params, d_z = of_params(d_outputs)
            return d_params, matching(d_z / spread, inputs)

        return outputs, pullback

    def forward_columns(
        self, params: Params, inputs: FloatArray, column: IntArray, contents: FloatArray
    ) -> tuple[IntArray, FloatArray]:
        """Each feature by itself."""
        del inputs
        mean, variance, scale, shift = (
            by_column(params[name], column, contents) for name in ("running_mean", "running_variance", "scale", "shift")
        )
        return column, (contents - mean) / np.sqrt(variance + self.epsilon) * scale + shift
