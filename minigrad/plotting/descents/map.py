"""Paths of descents over the contours of the function that they descend, one panel for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.descent import DescentResult
from minigrad.plotting.descents.clipping import inside, until_it_stays_outside
from minigrad.plotting.descents.ending import ending_of
from minigrad.plotting.descents.visible_part import RUNAWAY, points_of
from minigrad.plotting.drawing.callout import write_near
from minigrad.plotting.drawing.canvas import figure_of, lay_out, panels
from minigrad.plotting.drawing.contours import colour_bar, draw_contours, sample
from minigrad.plotting.drawing.frame import Frame
from minigrad.plotting.drawing.levels import levels_for
from minigrad.plotting.drawing.shortened_names import short
from minigrad.plotting.drawing.styles import WRONG
from minigrad.probes.function_types import ScalarFunction

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DOTS: Final = 0.025
"""Distance of the dots that mark steps, as a part of the diagonal of the axes; shorter steps share a dot."""

ROUNDING: Final = 1e-9
"""A point this close to an edge of the frame, as a part of the frame, is where a path was cut off."""

ARROW: Final = 0.15
"""Length of the arrow where a path leaves the frame, as a part of the frame."""


def draw_map(axes: Axes, results: Mapping[str, DescentResult], fun: ScalarFunction, frame: Frame) -> None:
    """Every path in a panel of its own, or on ``axes`` if there is only one; contours, levels and frame are the same in
    all."""
    surface = sample(fun, frame, shape=next(iter(results.values())).x.shape)
    levels = levels_for(surface.values.compressed())
    places = panels(axes, len(results)) if len(results) > 1 else [axes]
    size = 9.0 if len(places) <= 4 else 7.0
    filled = [draw_contours(place, surface, levels) for place in places]
    colour_bar(filled[0], surface, places)
    for place, (label, result) in zip(places, results.items(), strict=True):
        frame.show(place, equal=len(places) == 1)
        place.set_title(_title(label, result), fontsize=size + 1.0)
    if len(places) > 1:
        _label_outer(places)
    lay_out(figure_of(axes))  # so that the panels have their places, which words need
    if len(places) > 1:
        _fit_titles(places, size + 1.0)
    for place, result in zip(places, results.values(), strict=True):
        _draw_run(place, result, frame, size)


def _title(label: str, result: DescentResult) -> str:
    """A line for the label and, below it, two short ones for the ending; one line for a run without a label."""
    return "\n".join([short(label), *ending_of(result).split(", ")]) if label else ending_of(result)


def _fit_titles(places: Sequence[Axes], size: float) -> None:
    """Smaller letters than of this size in all titles, where one would run into that of the next panel."""
    shares = [place.get_window_extent().width / place.title.get_window_extent().width for place in places]
    for place in places:
        place.title.set_fontsize(size * min(1.0, *shares))


def _label_outer(places: Sequence[Axes]) -> None:
    """Names and numbers of the axes on the left and below only, since they are the same in all panels."""
    spec = places[0].get_subplotspec()
    columns = spec.get_gridspec().ncols if spec else 1
    for number, place in enumerate(places):
        if number % columns:
            place.set_ylabel("")
            place.tick_params(labelleft=False)
        if number + columns < len(places):
            place.set_xlabel("")
            place.tick_params(labelbottom=False)


def _draw_run(axes: Axes, result: DescentResult, frame: Frame, size: float) -> None:
    """The visible part of the path, its start, and its end: a star, or an arrow or a cross if it ran away or left the
    frame."""
    path = points_of(result)
    taken = visible = inside(until_it_stays_outside(path, frame), frame)
    if visible.size:
        _draw_line(axes, visible)
    if frame.holds(path[:1]).all():
        axes.plot(*path[0], "o", color="white", markeredgecolor="black", markersize=8, zorder=4, label="start")
        taken = write_near(axes, frame, "start", path[0], taken, size=size)
    if frame.holds(path[-1:]).all() and result.outcome not in RUNAWAY:
        axes.plot(*path[-1], "*", color="white", markeredgecolor="black", markersize=13, zorder=4, label="end")
        write_near(axes, frame, "end", path[-1], taken, size=size)
        return
    words, where = "\n".join(ending_of(result).split(", ")), frame.centre
    if visible.size:
        _draw_exit(axes, visible, frame)
        where = visible[-1]
    write_near(
        axes, frame, words if visible.size else f"outside of the frame\n{words}", where, taken, size=size, color=WRONG
    )


def _draw_line(axes: Axes, visible: Float64Array) -> None:
    """A white line with black edges, which shows on every colour, and a dot at each step that is long enough to be told
    apart."""
    axes.plot(*visible.T, color="black", linewidth=3.0, zorder=3)
    axes.plot(
        *visible.T, color="white", linewidth=1.4, marker="o", markersize=4.5, markeredgecolor="black",
        markeredgewidth=0.6, markevery=DOTS, zorder=3, label="path",
    )  # fmt: skip


def _draw_exit(axes: Axes, visible: Float64Array, frame: Frame) -> None:
    """An arrow where the path leaves the frame; a cross at its last point inside, where the next one is not finite."""
    last = visible[-1]
    on_edge = bool(np.any(np.minimum(np.abs(last - frame.low), np.abs(last - frame.high)) <= ROUNDING * frame.size))
    if not on_edge or len(visible) < 2 or not np.isfinite(visible[-2]).all() or np.array_equal(visible[-2], last):
        axes.plot(
            *last, "X", color=WRONG, markeredgecolor="black", markersize=10, clip_on=False, zorder=4, label="exit"
        )
        return
    way = last - visible[-2]
    tail = last - way * min(1.0, ARROW / float(np.linalg.norm(way / frame.size)))
    arrow = {
        "facecolor": WRONG,
        "edgecolor": "black",
        "width": 4.0,
        "headwidth": 12.0,
        "headlength": 12.0,
        "shrink": 0.0,
    }
    axes.annotate("", xy=last.tolist(), xytext=tail.tolist(), arrowprops=arrow, zorder=4)
