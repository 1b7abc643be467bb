"""What pullbacks have in common: the shape that they are given, and the one that they return."""

from __future__ import annotations

import numpy as np

from minigrad.arguments import require_array
from minigrad.arrays import FloatArray, sum_to_shape


def require_outputs_shape(d_outputs: FloatArray, outputs: FloatArray) -> None:
    """Raise unless the derivative with respect to the outputs has their shape."""
    if getattr(d_outputs, "shape", None) != outputs.shape:
        require_array("d_outputs", d_outputs)
        raise ValueError(f"`d_outputs` must have the shape of the outputs, {outputs.shape}, got {d_outputs.shape}")


def matching(gradient: FloatArray, original: FloatArray) -> FloatArray:
    """``gradient`` in the shape and dtype of ``original``, summed over the axes along which that was broadcast.

    >>> matching(np.ones((4, 2, 3)), np.zeros((1, 3), np.float32))
    array([[8., 8., 8.]], dtype=float32)
    """
    if type(gradient) is np.ndarray and gradient.dtype is original.dtype and gradient.shape == original.shape:
        return gradient
    return sum_to_shape(gradient, original.shape).astype(original.dtype, copy=False)
