"""The value after each step of one or several descents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.descent import DescentResult
from minigrad.plotting.descents.clipping import inside
from minigrad.plotting.descents.ending import ending_of
from minigrad.plotting.descents.visible_part import ran_away
from minigrad.plotting.drawing.frame import Frame
from minigrad.plotting.drawing.legends import legend_above
from minigrad.plotting.drawing.shortened_names import legend_label, short
from minigrad.plotting.drawing.styles import WRONG, Style, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDE: Final = 100.0
"""Values are drawn logarithmically if they are positive and the largest is so many times the smallest."""

MARKS: Final = 10
"""Markers on each line."""


def draw_curves(axes: Axes, results: Mapping[str, DescentResult]) -> None:
    """One line for each run; one that ran away ends in a cross at its last finite value, or where it leaves the
    frame."""
    runs = {label: _finite_part(result) for label, result in results.items()}
    label_of_values = "f(x)"
    if _spans_decades(values := np.concatenate([run[:, 1] for run in runs.values()])):
        axes.set_yscale("log")
        if (values == 0.0).any():
            label_of_values = "f(x), with 0 at the lower edge"
            runs = _with_zeros_at_the_edge(axes, runs, float(values[values > 0.0].min()))
    else:
        _keep_in_view(
            axes, [runs[label] for label, result in results.items() if not ran_away(result)], list(runs.values())
        )
    for number, (label, result) in enumerate(results.items()):
        words = legend_label(f"{short(label)}: {ending_of(result)}") if label else ending_of(result)
        _draw_curve(axes, runs[label], style(number), words, ran_away(result))
    axes.set_xlabel("step")
    axes.set_ylabel(label_of_values)
    legend_above(axes)


def _finite_part(result: DescentResult) -> Float64Array:
    """The number of each step with a finite value and that value, (n, 2)."""
    finite = np.flatnonzero(np.isfinite(result.values))
    return np.stack([finite.astype(np.float64), result.values[finite]], axis=1)


def _spans_decades(values: Float64Array) -> bool:
    """Whether no value is negative, and those above zero span decades."""
    positive = values[values > 0.0]
    return bool((values >= 0.0).all()) and positive.size > 0 and float(positive.max()) > WIDE * float(positive.min())


def _with_zeros_at_the_edge(axes: Axes, runs: Mapping[str, Float64Array], lowest: float) -> dict[str, Float64Array]:
    """The runs with a number in place of zeros that a logarithmic axis can show, a tenth of the ``lowest`` value above
    zero."""
    axes.set_ylim(bottom=0.1 * lowest)
    return {label: np.maximum(run, [0.0, 0.1 * lowest]) for label, run in runs.items()}


def _keep_in_view(axes: Axes, settled: Sequence[Float64Array], every: Sequence[Float64Array]) -> None:
    """Limits that runs which did not run away set, and the starts of all others; of runs that all ran away, their
    values."""
    values = np.concatenate([run[:, 1] for run in settled or every] + [run[:1, 1] for run in every])
    margin = 0.05 * (float(np.ptp(values)) or max(1.0, abs(float(values[0]))))
    axes.set_ylim(float(values.min()) - margin, float(values.max()) + margin)


def _draw_curve(axes: Axes, run: Float64Array, look: Style, words: str, crossed: bool) -> None:
    marked = max(1, -(-len(run) // MARKS))
    axes.plot(
        *run.T,
        color=look.color,
        linestyle=look.linestyle,
        marker=look.marker,
        markersize=5,
        markevery=marked,
        label=words,
    )
    if not crossed:
        return
    (low, high), last = axes.get_ylim(), run[-1]
    if axes.get_yscale() == "linear":
        last = inside(run, Frame(np.array([0.0, low]), np.array([run[-1, 0], high])))[-1]
    axes.plot(*last, "X", color=WRONG, markeredgecolor="black", markersize=10, zorder=4, clip_on=False)
