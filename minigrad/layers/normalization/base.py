"""The base of all normalisations: their size, and their two parameters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_array, require_count, require_positive
from minigrad.arrays import FloatArray
from minigrad.layers.base import Layer, Params
from minigrad.layers.normalization.affine import AffinePullback, affine
from minigrad.layers.own_params import own_params


@dataclass(frozen=True)
class Normalization(Layer):
    """A layer with as many outputs as inputs, each with a scale, initially 1, and a shift, initially 0.

    Args:
        n_features: features, or channels, of a sample.
        epsilon: what is added to a variance before its root divides.
    """

    n_features: int
    epsilon: float = field(default=1e-5, kw_only=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "n_features", require_count("n_features", self.n_features))
        object.__setattr__(self, "epsilon", require_positive("epsilon", self.epsilon))

    @final
    @property
    def n_inputs(self) -> int:
        """The number of features."""
        return self.n_features

    @final
    @property
    def n_outputs(self) -> int:
        """The number of features."""
        return self.n_features

    @final
    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        del rng
        return {"scale": np.ones(self.n_features), "shift": np.zeros(self.n_features)}

    @final
    def affine(self, params: Params, z: FloatArray) -> tuple[FloatArray, AffinePullback]:
        """scale * z + shift."""
        scale, shift = self.by_name(params, ("scale", "shift"))
        return affine(scale, shift, z, self.input_axes)

    @final
    def by_name(self, params: Params, names: Iterable[str]) -> tuple[FloatArray, ...]:
        """Arrays with one number for each feature, checked."""
        return own_params(self, params, dict.fromkeys(names, (self.n_features,)))

    @final
    def require_features(self, inputs: FloatArray) -> None:
        """Raise unless ``inputs`` are samples with this number of axes and of features."""
        require_array("inputs", inputs)
        axes = self.input_axes
        if inputs.ndim <= axes or inputs.shape[-axes] != self.n_features:
            more = ", height, width" if axes == 3 else ", ..." if axes > 1 else ""
            raise ValueError(
                f"`inputs` of {self} must have shape (..., samples, {self.n_features}{more}), got {inputs.shape}"
            )
