"""Batch normalisation in training: by the statistics of the batch, which it learns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from minigrad.arrays import FloatArray, IntArray
from minigrad.layers.base import Params, Pullback
from minigrad.layers.derivatives import matching
from minigrad.layers.normalization.affine import all_but_features, by_column
from minigrad.layers.normalization.base import Normalization
from minigrad.layers.normalization.standardized import Standardized, initial_statistics


@final
@dataclass(frozen=True)
class BatchNormInTraining(Normalization):
    """A :class:`~minigrad.layers.BatchNorm` in training: with the statistics of the batch, which it learns.

    Derivative: with d_z = scale * d_outputs and means over the batch, d_inputs = (d_z - mean(d_z) - z mean(z d_z)) /
    sqrt(variance + epsilon). A batch of one number for each feature becomes 0 and teaches nothing.

    Args:
        n_features, momentum, epsilon, input_axes: as there.
    """

    mixes_samples = True
    structure_is_tested: ClassVar[bool] = True

    momentum: float
    input_axes: int = field(default=1, kw_only=True)

    def initial_state(self) -> dict[str, FloatArray]:
        """Mean 0 and variance 1."""
        return initial_statistics(self.n_features)

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
        """Each feature by itself."""
        del inputs
        scale, shift = (by_column(params[name], column, contents) for name in ("scale", "shift"))
        over = (1,) if column.ndim == 2 else tuple(range(1, contents.ndim))
        return column, Standardized.of(contents, over, self.epsilon).z * scale + shift

    def parameter_reach(
        self, inputs: FloatArray, name: str, index: tuple[IntArray, ...]
    ) -> tuple[IntArray, FloatArray]:
        """scale[j] changes column j with slope z[:, j], shift[j] with slope 1."""
        z = self._standardized(inputs).z if name == "scale" else np.ones_like(inputs)
        return index[0], np.moveaxis(z[:, index[0]], 0, 1)

    def _standardized(self, inputs: FloatArray) -> Standardized:
        self.require_features(inputs)
        return Standardized.of(inputs, all_but_features(self.input_axes), self.epsilon)

    def _applied(self, params: Params, inputs: FloatArray, batch: Standardized) -> tuple[FloatArray, Pullback]:
        outputs, of_params = self.affine(params, batch.z)

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            d_params, d_z = of_params(d_outputs)
            return d_params, matching(batch.pulled_back(d_z), inputs)

        return outputs, pullback

    def _moved(self, params: Params, batch: Standardized) -> dict[str, FloatArray]:
        """The running statistics after this batch."""
        keep, names = self.momentum, ("running_mean", "running_variance")
        old = dict(zip(names, self.by_name(params, names), strict=True))
        numbers = batch.z.size // batch.mean.size  # of each feature
        if numbers == 1:
            return {name: array.copy() for name, array in old.items()}
        found = {"running_mean": batch.mean, "running_variance": batch.variance * (numbers / (numbers - 1))}
        flat = {name: value.reshape(*value.shape[: -1 - self.input_axes], -1) for name, value in found.items()}
        return {name: keep * array + (1.0 - keep) * flat[name] for name, array in old.items()}
