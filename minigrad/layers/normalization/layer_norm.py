"""Layer normalisation: over the features of each sample."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from minigrad.arrays import FloatArray, IntArray
from minigrad.layers.base import Params, Pullback
from minigrad.layers.derivatives import matching
from minigrad.layers.normalization.base import Normalization
from minigrad.layers.normalization.standardized import Standardized


@final
@dataclass(frozen=True)
class LayerNorm(Normalization):
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

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        self.require_features(inputs)
        standardized = Standardized.of(inputs, (-1,), self.epsilon)
        outputs, of_params = self.affine(params, standardized.z)

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            d_params, d_z = of_params(d_outputs)
            return d_params, matching(standardized.pulled_back(d_z), inputs)

        return outputs, pullback

    def parameter_reach(
        self, inputs: FloatArray, name: str, index: tuple[IntArray, ...]
    ) -> tuple[IntArray, FloatArray]:
        """scale[j] changes column j with slope z[:, j], shift[j] with slope 1."""
        if name == "shift":
            return index[0], np.ones((index[0].size, len(inputs)), inputs.dtype)
        return index[0], Standardized.of(inputs, (-1,), self.epsilon).z.T[index[0]]
