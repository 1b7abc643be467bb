"""The parameters that a layer finds in ``params``, checked."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from minigrad.arguments import shown
from minigrad.arrays import FloatArray, Shape
from minigrad.layers.base import Layer, Params


def own_params(layer: Layer, params: Params, shapes: Mapping[str, Shape]) -> tuple[FloatArray, ...]:
    """The arrays of these names, in their order.

    Args:
        layer: whose they are, for messages.
        params: must have them, each with any leading axes, and may have others.
        shapes: their shapes without leading axes.

    Raises:
        TypeError: one is missing. ValueError: one has another shape.
    """
    given: object = params
    if not isinstance(given, Mapping) or not shapes.keys() <= given.keys():
        raise TypeError(
            f"`params` of {layer} must have arrays named {', '.join(map(repr, shapes))}, got {shown(given)}"
        )
    arrays = tuple(params[name] for name in shapes)
    for (name, shape), array in zip(shapes.items(), arrays, strict=True):
        if np.shape(array)[-len(shape) :] != shape:
            wanted = ", ".join(map(str, shape))
            raise ValueError(f"`{name}` of {layer} must have shape (..., {wanted}), got {np.shape(array)}")
    return arrays
