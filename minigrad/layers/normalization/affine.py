"""The second half of a normalisation: a scale and a shift for each feature, which are learned."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from minigrad.arrays import FloatArray, IntArray
from minigrad.layers.derivatives import matching, require_outputs_shape

AffinePullback: TypeAlias = Callable[[FloatArray], tuple[dict[str, FloatArray], FloatArray]]
"""From dL/d(outputs) to dL/d(params) and dL/dz."""


def affine(scale: FloatArray, shift: FloatArray, z: FloatArray, axes: int) -> tuple[FloatArray, AffinePullback]:
    """scale * z + shift, with one number for each feature.

    Args:
        scale, shift: (..., features).
        z: (..., samples, features, other axes of a sample).
        axes: how many axes a sample has.
    """
    factor = by_feature(scale, axes)
    outputs: FloatArray = z * factor + by_feature(shift, axes)

    def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
        require_outputs_shape(d_outputs, outputs)
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
