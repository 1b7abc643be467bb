"""``plot_gradient_report``: where a gradient is wrong, by how much, and how the Taylor remainder shrinks."""

from __future__ import annotations

from dataclasses import replace
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
"""The largest number of maps that are readable at 640 x 480."""


def plot_gradient_report(report: GradientReport, *, ax: Axes | None = None) -> Axes:
    """A map of the relative error |analytic - numeric| / max of both for each array of parameters, as log10; of a
    Jacobian or a Hessian for the matrix.

    Crosses mark entries that fail, circles inconclusive ones; hatched entries were not measured. More than 100 in one
    array are outlined together. Long vectors are folded into rows. The Taylor remainder has its own panel. At most six
    arrays are drawn, failing ones first; the text above lists the others.

    A report of mode="screen" has no single entries: the picture shows the gap of each block in units of its bound.

    Args:
        report: what :func:`~minigrad.check_gradient` or another check returned, or one read by
            ``GradientReport.from_json``.
        ax: where to draw; by default on a new figure. The panels divide its area.

    Returns:
        the axes, an empty frame with the text. The panels are further axes of its figure, first the maps, whose
        collections are the marks (failed, inconclusive, confirmed) with offsets (column, row).

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
    """The colour bar, with a line at the relative error ``rtol``, below which entries pass."""
    bar = figure_of(maps[0]).colorbar(image, ax=maps)
    bar.set_label(f"log10 of the relative error (line: rtol = {rtol:.2g})", fontsize=8)
    bar.ax.tick_params(labelsize=7)
    bar.ax.axhline(float(np.clip(np.log10(rtol), LOW, HIGH)), color=WRONG, linewidth=2.0)


def parts_of(report: GradientReport) -> list[Part]:
    """The arrays of a report; the whole gradient as one where there are no names, as beyond 1e5 entries."""
    n = report.analytic.size
    whole = Block.at("", 0, report.shape if int(np.prod(report.shape)) == n else (n,))
    blocks = GivenNames(n, report.names.__getitem__).blocks if report.names else (whole,)
    blocks = _one_matrix(report, blocks) or blocks
    errors, marks = report.relative_errors, {mark: marked(_marks(report), mark) for mark in Mark}
    return [
        Part(_titled(report, block), errors[block.place], {mark: where[block.place] for mark, where in marks.items()})
        for block in blocks
    ]


def _one_matrix(report: GradientReport, rows: tuple[Block, ...]) -> tuple[Block, ...]:
    """A Jacobian as one array, where its rows are those of a vector, ``f[0] / x``, ``f[1] / x``, ...; else none."""
    inputs = {block.name.partition(" / ")[2] for block in rows}
    outputs = [block.name.partition(" / ")[0] for block in rows]
    if len(rows) < 2 or len(inputs) > 1 or outputs != [f"f[{number}]" for number in range(len(rows))]:
        return ()
    shapes = {block.shape for block in rows}
    return (Block.at(f"f / {inputs.pop()}", 0, (len(rows), *shapes.pop())),) if len(shapes) == 1 else ()


def _titled(report: GradientReport, block: Block) -> Block:
    """The array with a name: those of products such as <A x1, y1> tell of no array."""
    return block if block.name or report.compared == "entries" else replace(block, name="products")


def _marks(report: GradientReport) -> str:
    """A letter for each entry; a report of an earlier release has only those of the worst entries."""
    letters = list(report.marks) or [str(Mark.PASSED)] * report.analytic.size
    for entry in () if report.marks else report.worst:
        mark = Mark.FAILED if entry.verdict is Verdict.FAIL else Mark.INCONCLUSIVE
        letters[int(np.ravel_multi_index(entry.index, report.shape))] = (
            mark if entry.verdict is not Verdict.PASS else Mark.PASSED
        )
    return "".join(letters)


def _most_telling(parts: list[Part]) -> list[Part]:
    """The arrays that are drawn: failing ones first, then inconclusive ones; in their original order."""
    ranked = sorted(
        range(len(parts)), key=lambda k: (-parts[k].count(Mark.FAILED), -parts[k].count(Mark.INCONCLUSIVE), k)
    )
    return [parts[k] for k in sorted(ranked[:MOST_MAPS])]
