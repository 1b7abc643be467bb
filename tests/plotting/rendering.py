"""What a picture looks like: its pixels, and where things are among them."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

from minigrad.arrays import Float64Array
from minigrad.plotting.canvas import figure_of

Pixels = Float64Array
"""(height, width, 3), from 0 to 1, the uppermost row first."""


def render(ax: Axes) -> Pixels:
    """The picture as it is written to a file."""
    figure, file = figure_of(ax), BytesIO()
    figure.savefig(file, format="rgba", dpi=figure.dpi)
    rgba = np.frombuffer(file.getvalue(), np.uint8).reshape(round(figure.bbox.height), round(figure.bbox.width), 4)
    return rgba[..., :3] / 255.0


def grey(pixels: Float64Array) -> Float64Array:
    """Brightness as in a greyscale print (ITU-R BT.601)."""
    return 0.299 * pixels[..., 0] + 0.587 * pixels[..., 1] + 0.114 * pixels[..., 2]


def pixel_at(pixels: Pixels, ax: Axes, x: float, y: float) -> Float64Array:
    """The colour at a place in the coordinates of ``ax``, once it has been rendered."""
    column, row = ax.transData.transform((x, y))
    color: Float64Array = pixels[len(pixels) - 1 - int(row), int(column)]
    return color


def count_of_color(pixels: Pixels, color: str) -> int:
    """How many pixels have this colour, but for rounding."""
    return int((np.abs(pixels - np.array(to_rgb(color))) < 0.01).all(axis=-1).sum())


def legend_texts(ax: Axes) -> list[str]:
    legend = ax.get_legend()
    return [] if legend is None else [text.get_text() for text in legend.get_texts()]


def legend_hides(ax: Axes, others: Sequence[Axes]) -> bool:
    """Whether the legend of ``ax`` overlaps what ``others`` show, or leaves the picture. Call it after :func:`render`."""
    legend = ax.get_legend()
    assert legend is not None
    box, whole = legend.get_window_extent(), figure_of(ax).bbox
    inside = box.x0 >= whole.x0 and box.x1 <= whole.x1 and box.y0 >= whole.y0 and box.y1 <= whole.y1
    return not inside or any(box.overlaps(other.bbox) for other in others)
