"""A picture as the pixels that it consists of."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from minigrad.arrays import Float64Array
from minigrad.plotting.canvas import DPI, figure_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D


def pixels(ax: Axes) -> npt.NDArray[np.uint8]:
    """The whole figure of ``ax`` at 100 dots per inch, (height, width, 3), row 0 at the top."""
    figure, buffer = figure_of(ax), BytesIO()
    figure.savefig(buffer, format="raw", dpi=DPI)
    width, height = (DPI * figure.get_size_inches()).round().astype(int).tolist()
    return np.frombuffer(buffer.getvalue(), np.uint8).reshape(height, width, 4)[..., :3]


def colours_near(
    ax: Axes, x: float, y: float, *, reach: int = 2, image: npt.NDArray[np.uint8] | None = None
) -> set[tuple[int, ...]]:
    """The colours of the pixels around the point (x, y) of the data of ``ax``; ``image`` are its pixels, if they are known."""
    image = pixels(ax) if image is None else image
    column, row = ax.transData.transform((x, y)).tolist()
    top, left = image.shape[0] - 1 - int(row), int(column)
    patch = image[top - reach : top + reach + 1, left - reach : left + reach + 1].reshape(-1, 3)
    return {tuple(colour) for colour in patch.tolist()}


def data_of(line: Line2D) -> Float64Array:
    """x and y of the points of a line, (2, n)."""
    return np.array(line.get_data(), dtype=np.float64)


def legend_labels(ax: Axes) -> list[str]:
    """The words of the legend; none where there is no legend."""
    legend = ax.get_legend()
    return [text.get_text() for text in legend.get_texts()] if legend else []
