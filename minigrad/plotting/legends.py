"""Legends that hide nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minigrad.plotting.canvas import figure_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def legend_above(axes: Axes, *, columns: int = 1, size: float = 9.0) -> None:
    """A legend on top of the axes, for which the figure's layout makes room; without a layout the axes become lower."""
    legend = axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=columns, fontsize=size, frameon=False)
    figure = figure_of(axes)
    if figure.get_layout_engine() is None:
        place, room = axes.get_position(), legend.get_window_extent().height / figure.bbox.height
        axes.set_position((place.x0, place.y0, place.width, max(0.3 * place.height, place.height - room)))
