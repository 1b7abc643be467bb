"""A text inside a picture, placed where it covers no line and no point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.plotting.drawing.frame import Frame

if TYPE_CHECKING:
    from matplotlib.axes import Axes

GAP: Final = 9.0
"""The distance between text and lines in pixels, for the box of the text and the width of lines and markers."""

PLACES: Final = 25
"""The number of positions that are tried along each side."""

SAMPLES: Final = 2000
"""The number of points along a path that the text must not cover, besides corners."""

CELLS: Final = 150
"""The number of cells along each side of the frame; points in the same cell count as one."""


def write_near(
    axes: Axes, frame: Frame, text: str, near: Float64Array, path: Float64Array, *, size: float, color: str = "white"
) -> Float64Array:
    """Write ``text`` in a white box with an edge of this ``color``, as close to ``near`` as possible without covering
    ``path``.

    A line leads from the box to ``near``, if it is not next to it.

    Args:
        axes: where to write; they must have their final position in the figure.
        frame: what they show.
        text: what is written.
        near: the point that the text belongs to, (2,).
        path: (n, 2), a line inside the frame, in pieces that a row of NaN separates.
        size: of the letters, in points.
        color: of the edge of the box.

    Returns:
        the path with the diagonals of the box added, (n + 6, 2), so that the next text does not cover it.
    """
    from matplotlib.text import Text

    box_style = {"boxstyle": "round,pad=0.2", "facecolor": "white", "edgecolor": color, "alpha": 0.9}
    words = axes.annotate(
        text,
        near.tolist(),
        frame.centre.tolist(),
        ha="center",
        va="center",
        fontsize=size,
        linespacing=1.1,
        zorder=5,
        bbox=box_style,
        arrowprops={"arrowstyle": "-", "color": color, "linewidth": 1.0},
    )
    whole, own = axes.get_window_extent(), Text.get_window_extent(words)  # without the line
    box = (np.array([own.width, own.height]) + 2.0 * GAP) / [whole.width, whole.height]
    corner = _free_corner((near - frame.low) / frame.size, _filled_in(path, frame), np.minimum(box, 1.0))
    (left, bottom), (right, top) = (frame.low + frame.size * corner), (frame.low + frame.size * (corner + box))
    words.set_position((0.5 * float(left + right), 0.5 * float(bottom + top)))
    gap = [np.nan, np.nan]
    return np.array([*path, gap, [left, bottom], [right, top], gap, [left, top], [right, bottom]])


def _filled_in(path: Float64Array, frame: Frame) -> Float64Array:
    """Points along all segments of the path, as parts of the frame."""
    part = np.linspace(0.0, 1.0, max(2, SAMPLES // max(1, len(path))))[:, np.newaxis, np.newaxis]
    every = np.concatenate([path, (path[:-1] + part * np.diff(path, axis=0)).reshape(-1, 2)])
    inside = (every[np.isfinite(every).all(axis=1)] - frame.low) / frame.size
    cells: Float64Array = np.unique(np.round(inside * CELLS), axis=0)
    return cells / CELLS


def _free_corner(near: Float64Array, obstacles: Float64Array, box: Float64Array) -> Float64Array:
    """The lower left corner of the box: the free one closest to ``near``, or the one that covers least."""
    sides = [np.linspace(0.0, 1.0 - part, PLACES) for part in box.tolist()]
    corners = np.stack(np.meshgrid(*sides), axis=-1).reshape(-1, 1, 2)
    covered = np.all((obstacles >= corners) & (obstacles <= corners + box), axis=2).sum(axis=1)
    distance = np.linalg.norm(corners[:, 0] + box / 2 - near, axis=1)
    corner: Float64Array = corners[np.lexsort((distance, covered))[0], 0]
    return corner
