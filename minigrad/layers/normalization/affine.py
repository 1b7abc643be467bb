"""The second half of a normalisation: a scale and a shift for each feature, which are learned."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from minigrad.arguments import require_array
from minigrad.arrays import FloatArray, IntArray, require_shape, sum_to_shape
from minigrad.layers.base import Layer, Params

AffinePullback: TypeAlias = Callable[[FloatArray], tuple[dict[str, FloatArray], FloatArray]]
"""From dL/d(outputs) to dL/d(params) and dL/dz."""


def initial_affine(n_features: int) -> dict[str, FloatArray]:
    """Scales of 1 and shifts of 0."""
    return {"scale": np.ones(n_features), "shift": np.zeros(n_features)}


def affine(params: Params, z: FloatArray, axes: int) -> tuple[FloatArray, AffinePullback]:
    """scale * z + shift, with one number for each feature.

    Args:
        params: ``scale`` and ``shift``, (..., features).
        z: (..., samples, features, other axes of a sample).
        axes: how many axes a sample has.
    """
    scale, shift = params["scale"], params["shift"]
    factor = by_feature(scale, axes)
    outputs: FloatArray = z * factor + by_feature(shift, axes)

    def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
        require_shape("d_outputs", d_outputs, outputs.shape)
        over = all_but_features(axes)
        d_params = {
            "scale": matching((d_outputs * z).sum(axis=over), scale),
            "shift": matching(d_outputs.sum(axis=over), shift),
        }
        return d_params, d_outputs * factor

    return outputs, pullback


def by_feature(values: FloatArray, axes: int) -> FloatArray:
    """(..., features), with axes of length 1 where the samples and the other axes of a sample are."""
    return values[(..., np.newaxis, slice(None), *[np.newaxis] * (axes - 1))]


def by_column(values: FloatArray, column: IntArray, contents: FloatArray) -> FloatArray:
    """The numbers of some columns, in a shape that broadcasts with their contents: (k, samples, ...) for columns (k,),
    (k, samples, width) for columns (k, width)."""
    chosen: FloatArray = values[column]
    return chosen[:, np.newaxis] if column.ndim == 2 else chosen.reshape(-1, *[1] * (contents.ndim - 1))


def all_but_features(axes: int) -> tuple[int, ...]:
    """The axes of the samples and of each sample without its features, the first; counted from the last."""
    return (-1 - axes, *range(1 - axes, 0))


def require_features(layer: Layer, inputs: FloatArray, n_features: int, axes: int) -> None:
    """Raise unless ``inputs`` are samples with this many axes and features."""
    require_array("inputs", inputs)
    if inputs.ndim <= axes or inputs.shape[-axes] != n_features:
        more = ", height, width" if axes == 3 else ", ..." if axes > 1 else ""
        raise ValueError(f"`inputs` of {layer} must have shape (..., samples, {n_features}{more}), got {inputs.shape}")


def matching(gradient: FloatArray, original: FloatArray) -> FloatArray:
    """``gradient`` in the shape and dtype of ``original``, summed over the axes along which that was broadcast."""
    return sum_to_shape(gradient, original.shape).astype(original.dtype, copy=False)
