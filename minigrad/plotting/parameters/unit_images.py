"""The weights of each unit of a layer as an image in the shape of its inputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from minigrad.arguments import require_count
from minigrad.arrays import Float64Array, FloatArray
from minigrad.plotting.drawing.signed_image import signed_image

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_UNITS = 64
"""The largest number of images of units in one picture."""


def units_to_draw(arrays: Mapping[str, FloatArray], shape: tuple[int, int]) -> tuple[str, FloatArray]:
    """Name and values (n_inputs, n_units) of the first array each of whose columns is an image of ``shape``.

    Raises:
        TypeError, ValueError: ``shape`` is not two counts, or no array has such columns.
    """
    if not isinstance(shape, Sequence):
        raise TypeError(f"`shape` must be (rows, columns) of an image, got {shape!r}")
    if len(shape) != 2:
        raise ValueError(f"`shape` must be (rows, columns) of an image, got {shape!r}")
    for count in shape:
        require_count("shape", count)
    for name, array in arrays.items():
        if array.ndim == 2 and len(array) == shape[0] * shape[1]:
            return name, array
    known = ", ".join(f"{name} {array.shape}" for name, array in arrays.items())
    raise ValueError(
        f"`shape` must have rows * columns = n_inputs for a weight (n_inputs, n_units) among {known}, got {shape}"
    )


def draw_unit_images(axes: Axes, name: str, weight: FloatArray, shape: tuple[int, int]) -> None:
    """Draw the first 64 columns of ``weight`` as images, row by row, with the numbers of the units at the edges."""
    shown = weight[:, :MOST_UNITS].T.reshape(-1, *shape)
    columns = int(np.ceil(np.sqrt(len(shown))))
    image = mosaic(shown, columns)
    signed_image(axes, image, label="weight", aspect="equal")
    height, width = shape[0] + 1, shape[1] + 1
    axes.set_xticks(np.arange(columns) * width + (width - 2) / 2, [f"+{number}" for number in range(columns)])
    rows = np.arange(0, len(shown), columns)
    axes.set_yticks(np.arange(len(rows)) * height + (height - 2) / 2, [str(number) for number in rows])
    axes.set_xlabel("number of the unit: row + column")
    axes.tick_params(length=0)
    axes.set_title(f"{name}: {len(shown)} of {weight.shape[1]} units", fontsize="medium")


def mosaic(images: FloatArray, columns: int) -> Float64Array:
    """Images (n, height, width) in rows of ``columns``, with one blank (NaN) pixel between them.

    >>> mosaic(np.arange(3.0).reshape(3, 1, 1), 2)
    array([[ 0., nan,  1.],
           [nan, nan, nan],
           [ 2., nan, nan]])
    """
    count, height, width = images.shape
    rows = -(-count // columns)
    tiles = np.full((rows * columns, height + 1, width + 1), np.nan)
    tiles[:count, :height, :width] = images
    joined = tiles.reshape(rows, columns, height + 1, width + 1).swapaxes(1, 2)
    return joined.reshape(rows * (height + 1), -1)[:-1, :-1]
