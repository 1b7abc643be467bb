"""Legends outside of the axes, where they hide no data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from minigrad.plotting.drawing.canvas import figure_of

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.legend import Legend

Handles: TypeAlias = "Sequence[tuple[str, Artist | tuple[Artist, ...]]]"
"""The labels of a legend with their artists; of several artists, later ones are drawn over earlier ones."""

OVERHANG: Final = 1.2
"""The largest width of a legend, in units of that of the axes."""

LOWEST: Final = 0.3
"""The least part of their height that axes keep when they are lowered to make room."""


def legend_above(axes: Axes, handles: Handles | None = None, *, title: str | None = None, size: float = 8.5) -> Legend:
    """A legend above the axes in as few rows as possible, for which the figure's layout makes room.

    Without a layout the axes become lower.

    Args:
        handles: labels and artists; by default all artists of the axes that have a label.
        title: a line above.
        size: of the letters, in points.
    """
    if handles is None:
        artists, labels = axes.get_legend_handles_labels()
        handles = list(zip(labels, artists, strict=True))
    legend, rows = _legend(axes, handles, title, size, 1), 1
    while rows < len(handles) and legend.get_window_extent().width > OVERHANG * axes.bbox.width:
        rows += 1
        legend = _legend(axes, handles, title, size, rows)
    figure = figure_of(axes)
    if figure.get_layout_engine() is None:
        place, room = axes.get_position(), legend.get_window_extent().height / figure.bbox.height
        axes.set_position((place.x0, place.y0, place.width, max(LOWEST * place.height, place.height - room)))
    return legend


def _legend(axes: Axes, handles: Handles, title: str | None, size: float, rows: int) -> Legend:
    return axes.legend(
        [artist for _, artist in handles],
        [label for label, _ in handles],
        title=title,
        loc="lower center",
        bbox_to_anchor=(0.5, 1.0),
        ncols=-(-len(handles) // rows),
        fontsize=size,
        title_fontsize=size,
        alignment="left",
        frameon=False,
        columnspacing=1.2,
    )
