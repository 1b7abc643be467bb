"""Legends that stand outside of the axes, so that they hide no data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from minigrad.plotting.canvas import figure_of

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.legend import Legend

Handles: TypeAlias = "Mapping[str, Artist | tuple[Artist, ...]]"
"""What each label of a legend stands for; of several artists, the later are drawn over the earlier."""

CHARACTER = 4.8 / 72.0
"""Inches that a character of a legend takes on average, or a little more."""

SYMBOL = 7
"""Characters that would have room in the place of a symbol and of the gap after a column."""

LOWEST = 0.3
"""Axes keep this part of their height at least."""


def legend_above(axes: Axes, handles: Handles | None = None, *, title: str | None = None) -> Legend:
    """A legend on the upper edge of the axes, in as few rows as it needs; a figure without a layout has the axes lowered.

    Without ``handles`` it explains whatever on the axes has a label.
    """
    figure = figure_of(axes)
    if handles is None:
        artists, labels = axes.get_legend_handles_labels()
        handles = dict(zip(labels, artists))
    legend = axes.legend(
        list(handles.values()),
        list(handles),
        title=title,
        loc="lower left",
        bbox_to_anchor=(0.0, 1.01),
        borderaxespad=0.0,
        frameon=False,
        fontsize="small",
        title_fontsize="small",
        alignment="left",
        columnspacing=1.2,
        ncols=columns_in(int(axes.bbox.width / figure.dpi / CHARACTER), list(handles)),
    )
    if figure.get_layout_engine() is None:
        place, room = axes.get_position(), legend.get_window_extent().height / figure.bbox.height
        axes.set_position((place.x0, place.y0, place.width, max(LOWEST * place.height, place.height - room)))
    return legend


def columns_in(room: int, labels: Sequence[str]) -> int:
    """In how many columns, filled one after the other, the labels are no wider than ``room`` characters; one at least.

    >>> columns_in(60, ["a", "b", "c", "the last one"]), columns_in(30, ["a", "b", "c", "the last one"])
    (4, 2)
    """
    for rows in range(1, len(labels) + 1):
        columns = [labels[first : first + rows] for first in range(0, len(labels), rows)]
        if sum(SYMBOL + max(map(len, column)) for column in columns) <= room:
            return len(columns)
    return 1
