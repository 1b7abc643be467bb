"""The picture of a gradient check: where the gradient is wrong, by how much, and how the Taylor remainder shrinks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from minigrad.arguments import require_instance
from minigrad.checking.names import GivenNames
from minigrad.checking.reporting.marks import Mark, marked
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.rules.verdict import Verdict
from minigrad.layout import Block
from minigrad.plotting.drawing.canvas import canvas, figure_of
from minigrad.plotting.drawing.styles import WRONG
from minigrad.plotting.reports.divided import divide
from minigrad.plotting.reports.marked_map import HIGH, LOW, Part, draw_map
from minigrad.plotting.reports.remainder import draw_remainder
from minigrad.plotting.reports.report_words import about_entries, about_hidden, about_screening, verdict_in_words
from minigrad.plotting.reports.screened import draw_screened, most_telling

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.image import AxesImage

MOST_MAPS = 6
"""More would be too small to read at 640 x 480."""


def plot_gradient_report(report: GradientReport, *, ax: Axes | None = None) -> Axes:
    """A map of the relative error |analytic - numeric| / max of both for each array of parameters, as log10.

    Entries that fail are marked by crosses and named, inconclusive ones by circles; where nothing was measured, the map
    is hatched. More than a hundred in one array are outlined together. A vector of more than 50 entries is folded into
    rows, an array of more than two axes is laid out in rows and columns of several. The Taylor remainder has a panel of
    its own where it was measured. At most six maps are drawn, those of failing arrays first; the words above them say
    which are not.

    A report of mode="screen" holds no single entries: the picture shows how far each block is off, in units of its
    bound.

    Args:
        report: what :func:`~minigrad.check_gradient` returned, or one read by ``GradientReport.from_json``.
        ax: where to draw; by default on a new figure. The panels divide its place among them.

    Returns:
        the axes given or made, an empty frame with the words as its text; the panels are further axes of its figure,
        first the maps. The collections of a map are its marks, with offsets (column, row): failed, inconclusive,
        confirmed.

    Raises:
        MissingExtraError: matplotlib is not installed.
        TypeError: ``report`` is not a report. ValueError: ``ax`` was placed by hand.

    >>> import minigrad as mg
    >>> report = mg.check_gradient(lambda x: float(x[0] ** 2 * x[1]), lambda x: [2 * x[0] * x[1], 0.0], [1.0, 3.0])
    >>> ax = plot_gradient_report(report)
    >>> ax.figure.axes[1].collections[0].get_offsets().tolist()  # the entry x[1]
    [[1.0, 0.0]]
    """
    require_instance("report", report, GradientReport)
    frame = canvas(ax)
    draw = _draw_screened if report.screened else _draw_entries
    draw(frame, report)
    return frame


def _draw_screened(frame: Axes, report: GradientReport) -> None:
    shown = most_telling(report.screened)
    hidden = [block for block in report.screened if block not in shown]
    failing = any(block.verdict is Verdict.FAIL for block in hidden)
    said = about_hidden([block.name for block in hidden], len(report.screened), failing=failing)
    (axes,) = divide(frame, [*verdict_in_words(report), *about_screening(report), *said], 1, beside=False)
    draw_screened(axes, shown)


def _draw_entries(frame: Axes, report: GradientReport) -> None:
    parts, order = parts_of(report), report.order
    shown = _most_telling(parts)
    hidden = [part for part in parts if part not in shown]
    failing = any(part.count(Mark.FAILED) for part in hidden)
    said = about_hidden([part.block.name for part in hidden], len(parts), failing=failing)
    lines = [*verdict_in_words(report), *about_entries(report, parts), *said]
    places = divide(frame, lines, len(shown), beside=order is not None)
    images = [draw_map(axes, part) for axes, part in zip(places, shown, strict=False)]
    _draw_colours(places[: len(shown)], images[0], report.rtol)
    if order is not None:
        draw_remainder(places[-1], order)


def _draw_colours(maps: list[Axes], image: AxesImage, rtol: float) -> None:
    """What the colours mean, with a line where entries begin to pass whatever their bound."""
    bar = figure_of(maps[0]).colorbar(image, ax=maps)
    bar.set_label(f"log10 of the relative error (line: rtol = {rtol:.2g})", fontsize=8)
    bar.ax.tick_params(labelsize=7)
    bar.ax.axhline(float(np.clip(np.log10(rtol), LOW, HIGH)), color=WRONG, linewidth=2.0)


def parts_of(report: GradientReport) -> list[Part]:
    """The arrays that a report is about; without names, which there are none of beyond 1e5 entries, all of it as
    one."""
    n = report.analytic.size
    whole = Block.at("", 0, report.shape if int(np.prod(report.shape)) == n else (n,))
    blocks = GivenNames(n, report.names.__getitem__).blocks if report.names else (whole,)
    errors, marks = report.relative_errors, {mark: marked(_marks(report), mark) for mark in Mark}
    return [
        Part(block, errors[block.place], {mark: where[block.place] for mark, where in marks.items()})
        for block in blocks
    ]


def _marks(report: GradientReport) -> str:
    """A letter for each entry; of a report of an earlier release only those of the worst entries are known."""
    letters = list(report.marks) or [str(Mark.PASSED)] * report.analytic.size
    for entry in () if report.marks else report.worst:
        mark = Mark.FAILED if entry.verdict is Verdict.FAIL else Mark.INCONCLUSIVE
        letters[int(np.ravel_multi_index(entry.index, report.shape))] = (
            mark if entry.verdict is not Verdict.PASS else Mark.PASSED
        )
    return "".join(letters)


def _most_telling(parts: list[Part]) -> list[Part]:
    """As many as there is room for: those that fail first, then inconclusive ones; in their own order."""
    ranked = sorted(
        range(len(parts)), key=lambda k: (-parts[k].count(Mark.FAILED), -parts[k].count(Mark.INCONCLUSIVE), k)
    )
    return [parts[k] for k in sorted(ranked[:MOST_MAPS])]
