"""Layer normalisation: over the features of each sample."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_array, require_count, require_positive
from minigrad.arrays import FloatArray, IntArray, require_shape, sum_to_shape
from minigrad.layers.base import Layer, Params, Pullback


@final
@dataclass(frozen=True)
class LayerNorm(Layer):
    """outputs = scale * z + shift, with z = (inputs - mean) / sqrt(variance + epsilon).

    Mean and variance are those of each sample's features, the variance without Bessel's correction. Derivatives:
    d_scale and d_shift are the sums of d_outputs * z and of d_outputs over samples; with d_z = scale * d_outputs and
    means over features, d_inputs = (d_z - mean(d_z) - z mean(z d_z)) / sqrt(variance + epsilon).

    Args:
        n_features: features of each sample; ``scale`` (n_features,) starts at 1, ``shift`` (n_features,) at 0.
        epsilon: keeps the division finite where all features of a sample are equal.

    Raises:
        TypeError, ValueError: ``n_features`` is no whole number of at least 1, or ``epsilon`` is not positive; in
            ``forward``, inputs of another width.

    >>> layer = LayerNorm(4)
    >>> outputs, _ = layer.forward(layer.initialize(np.random.default_rng(0)), np.array([[1.0, 2.0, 3.0, 4.0]]))
    >>> outputs.round(4)
    array([[-1.3416, -0.4472,  0.4472,  1.3416]])

    Source: Ba, Kiros and Hinton (2016), Layer normalization, equation 4.
    """

    structure_is_tested: ClassVar[bool] = True

    n_features: int
    epsilon: float = field(default=1e-5, kw_only=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "n_features", require_count("n_features", self.n_features))
        object.__setattr__(self, "epsilon", require_positive("epsilon", self.epsilon))

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
        return {"scale": np.ones(self.n_features), "shift": np.zeros(self.n_features)}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        require_array("inputs", inputs)
        if inputs.ndim < 2 or inputs.shape[-1] != self.n_features:
            raise ValueError(
                f"`inputs` of {self} must have shape (..., samples, {self.n_features}), got {inputs.shape}"
            )
        scale, shift = params["scale"], params["shift"]
        z, spread = self._normalised(inputs)
        outputs: FloatArray = z * scale[..., np.newaxis, :] + shift[..., np.newaxis, :]

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            require_shape("d_outputs", d_outputs, outputs.shape)
            d_z: FloatArray = d_outputs * scale[..., np.newaxis, :]
            along = (z * d_z).mean(axis=-1, keepdims=True)
            d_inputs: FloatArray = (d_z - d_z.mean(axis=-1, keepdims=True) - z * along) / spread
            d_params = {
                "scale": _matching((d_outputs * z).sum(axis=-2), scale),
                "shift": _matching(d_outputs.sum(axis=-2), shift),
            }
            return d_params, _matching(d_inputs, inputs)

        return outputs, pullback

    def parameter_reach(
        self, inputs: FloatArray, name: str, index: tuple[IntArray, ...]
    ) -> tuple[IntArray, FloatArray]:
        """scale[j] changes column j with slope z[:, j], shift[j] with slope 1."""
        if name == "shift":
            return index[0], np.ones((index[0].size, len(inputs)), inputs.dtype)
        return index[0], self._normalised(inputs)[0].T[index[0]]

    def _normalised(self, inputs: FloatArray) -> tuple[FloatArray, FloatArray]:
        """z, and what the differences from the mean were divided by."""
        z: FloatArray = inputs - inputs.mean(axis=-1, keepdims=True)
        spread: FloatArray = np.sqrt(np.square(z).mean(axis=-1, keepdims=True) + self.epsilon)
        z /= spread
        return z, spread


def _matching(gradient: FloatArray, original: FloatArray) -> FloatArray:
    """``gradient`` in the shape and dtype of ``original``, summed over the axes along which that was broadcast."""
    return sum_to_shape(gradient, original.shape).astype(original.dtype, copy=False)
