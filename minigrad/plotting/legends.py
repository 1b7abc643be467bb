"""Legends that hide nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from minigrad.plotting.canvas import DPI, figure_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes


LETTER: Final = 0.48
"""Mean width of a letter, in font sizes;"""
HANDLE: Final = 45.0
"""and pixels of what stands before and after each label."""


def legend_above(axes: Axes, *, columns: int = 1, size: float = 9.0) -> None:
    """A legend on top of the axes, for which the figure's layout makes room; without a layout the axes become lower.

    Args:
        axes: what is in their legend must have been drawn.
        columns: how many columns it has at most; fewer, if they would be wider than the figure.
        size: of the letters, in points.
    """
    while columns > 1 and _width(axes.get_legend_handles_labels()[1], columns, size) > 1.25 * axes.get_window_extent().width:
        columns -= 1
    legend = axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=columns, fontsize=size, frameon=False)
    figure = figure_of(axes)
    if figure.get_layout_engine() is None:
        place, room = axes.get_position(), legend.get_window_extent().height / figure.bbox.height
        axes.set_position((place.x0, place.y0, place.width, max(0.3 * place.height, place.height - room)))


def _width(labels: Sequence[str], columns: int, size: float) -> float:
    """About how many pixels wide the legend is, which is filled column by column."""
    rows = -(-len(labels) // columns)
    longest = [max(map(len, labels[first : first + rows])) for first in range(0, len(labels), rows)]
    return sum(longest) * LETTER * size * DPI / 72.0 + HANDLE * len(longest)
