"""A picture as the pixels that it consists of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from minigrad.arrays import Float64Array
from minigrad.plotting.drawing.canvas import DPI, figure_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D


class Canvas(Protocol):
    """What is used of matplotlib's canvas, whose methods have no types."""

    def draw(self) -> None: ...

    def buffer_rgba(self) -> memoryview: ...


def pixels(ax: Axes) -> npt.NDArray[np.uint8]:
    """The whole figure of ``ax`` at 100 dots per inch, (height, width, 3), row 0 at the top."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    assert figure_of(ax).dpi == DPI
    canvas: Canvas = FigureCanvasAgg(figure_of(ax))
    canvas.draw()  # savefig would draw it twice
    return np.array(canvas.buffer_rgba())[..., :3]


def colours_near(
    ax: Axes, x: float, y: float, *, reach: int = 2, image: npt.NDArray[np.uint8] | None = None
) -> set[tuple[int, ...]]:
    """The colours of the pixels around the point (x, y) of the data of ``ax``; ``image`` are its pixels, if they are
    known."""
    image = pixels(ax) if image is None else image
    column, row = ax.transData.transform((x, y)).tolist()
    top, left = image.shape[0] - 1 - int(row), int(column)
    patch = image[top - reach : top + reach + 1, left - reach : left + reach + 1].reshape(-1, 3)
    return {tuple(colour) for colour in patch.tolist()}


def color_at(image: npt.NDArray[np.uint8], ax: Axes, x: float, y: float) -> Float64Array:
    """The colour (3,), from 0 to 1, of one point of the data of ``ax`` in its picture."""
    column, row = ax.transData.transform((x, y)).tolist()
    color: Float64Array = image[len(image) - 1 - int(row), int(column)] / 255.0
    return color


def grey(color: Float64Array) -> Float64Array:
    """The brightness of colours (..., 3) in a greyscale print. Source: ITU-R Recommendation BT.601."""
    return 0.299 * color[..., 0] + 0.587 * color[..., 1] + 0.114 * color[..., 2]


def count_of(image: npt.NDArray[np.uint8], color: str) -> int:
    """How many pixels have this colour, up to rounding."""
    from matplotlib.colors import to_rgb

    return int((np.abs(image / 255.0 - to_rgb(color)) < 0.01).all(axis=-1).sum())


def legend_hides(ax: Axes, others: Sequence[Axes]) -> bool:
    """Whether the legend of ``ax`` overlaps what ``others`` show, or leaves the picture, once that has been drawn."""
    legend = ax.get_legend()
    assert legend is not None
    box, whole = legend.get_window_extent(), figure_of(ax).bbox
    inside = box.x0 >= whole.x0 and box.x1 <= whole.x1 and box.y0 >= whole.y0 and box.y1 <= whole.y1
    return not inside or any(box.overlaps(other.bbox) for other in others)


def data_of(line: Line2D) -> Float64Array:
    """x and y of the points of a line, (2, n)."""
    return np.array(line.get_data(), dtype=np.float64)


def legend_labels(ax: Axes) -> list[str]:
    """The words of the legend; none where there is no legend."""
    legend = ax.get_legend()
    return [text.get_text() for text in legend.get_texts()] if legend else []
