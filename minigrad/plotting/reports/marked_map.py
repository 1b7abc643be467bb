"""One array of a checked gradient as a map of its relative errors, with the entries marked that do not pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.checking.reporting.marks import Mark
from minigrad.layout import Block
from minigrad.plotting.drawing.shortened_names import short
from minigrad.plotting.drawing.styles import SEQUENTIAL, WRONG
from minigrad.plotting.reports.sheet import Sheet

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.image import AxesImage

LOW, HIGH = -16.0, 0.0
"""log10 of the relative errors with the first and the last colour."""
MOST_MARKERS = 100
"""Where more entries of one array have a mark, they are outlined together instead of marked one by one."""
LONGEST_NAME = 22
"""Letters of a name that fit above a map."""


class Look(NamedTuple):
    """How entries with one mark are shown: a marker in two colours, or the line around many of them."""

    marker: str
    face: str
    edge: str
    line: str
    linestyle: str


LOOKS: Final = {
    Mark.FAILED: Look("X", WRONG, "black", WRONG, "-"),
    Mark.INCONCLUSIVE: Look("o", "white", "black", "black", ":"),
    Mark.CONFIRMED: Look("o", "black", "white", "black", "-."),
}
"""In the order in which they are drawn; what passes and what was not checked has no mark."""


@final
@dataclass(frozen=True, eq=False)
class Part:
    """One array of a report: its name and shape, and for each entry its relative error and where each mark is."""

    block: Block
    errors: Float64Array
    marks: dict[Mark, BoolArray]

    def count(self, mark: Mark) -> int:
        """How many entries have it."""
        return int(np.count_nonzero(self.marks[mark]))

    @property
    def title(self) -> str:
        """The name, and how many entries fail."""
        name = short(self.block.name or "gradient", LONGEST_NAME)
        failed = self.count(Mark.FAILED)
        return f"{name}\n{failed} of {self.errors.size} fail" if failed else name


def draw_map(axes: Axes, part: Part) -> AxesImage:
    """Draw one array. Where nothing was measured, the background shows, which is hatched.

    Collections of ``axes``: for each look that occurs its markers, whose offsets are (column, row), or its outline.
    """
    sheet = Sheet.of(part.block.shape)
    axes.patch.set(facecolor="white", hatch="////", edgecolor="#999999")
    with np.errstate(divide="ignore"):
        shown = np.clip(np.log10(part.errors), LOW, HIGH)
    image = axes.imshow(
        sheet.image(shown), vmin=LOW, vmax=HIGH, aspect="auto", cmap=SEQUENTIAL, interpolation="nearest"
    )
    _blank(axes, sheet)
    for mark, look in LOOKS.items():
        if part.marks[mark].any():
            _mark(axes, sheet, part.marks[mark], look)
    axes.set_title(part.title, fontsize=8, parse_math=False)
    _name_ticks(axes, sheet)
    return image


def _blank(axes: Axes, sheet: Sheet) -> None:
    """White where the last row of a folded vector has ended, so that it is not taken for entries without a
    measurement."""
    from matplotlib.patches import Rectangle

    if sheet.missing:
        corner = sheet.columns - sheet.missing - 0.5, sheet.rows - 1.5
        axes.add_patch(Rectangle(corner, sheet.missing, 1.0, facecolor="white", edgecolor="none"))


def _mark(axes: Axes, sheet: Sheet, where: BoolArray, look: Look) -> None:
    from matplotlib.collections import LineCollection

    entries = np.flatnonzero(where)
    if entries.size <= MOST_MARKERS:
        size = 36.0 if max(sheet.rows, sheet.columns) <= 12 else 25.0
        columns, rows = sheet.places(entries)
        axes.scatter(
            columns, rows, s=size, marker=look.marker, c=look.face, edgecolors=look.edge, linewidths=0.6, clip_on=False
        )
        return
    edges = outline(sheet.image(where.astype(np.float64)) == 1.0)
    axes.add_collection(
        LineCollection(list(edges), colors=look.line, linestyles=look.linestyle, linewidths=1.2, clip_on=False)
    )


def outline(inside: BoolArray) -> Float64Array:
    """(k, 2, 2): the borders between cells inside and outside, each from (x, y) to (x, y).

    >>> outline(np.array([[True]]))[:2].tolist()
    [[[-0.5, -0.5], [0.5, -0.5]], [[-0.5, 0.5], [0.5, 0.5]]]
    """
    padded = np.pad(inside, 1)
    y, x = np.nonzero(padded[1:] != padded[:-1])
    across = np.stack([np.stack([x - 1.5, y - 0.5], axis=-1), np.stack([x - 0.5, y - 0.5], axis=-1)], axis=1)
    y, x = np.nonzero(padded[:, 1:] != padded[:, :-1])
    down = np.stack([np.stack([x - 0.5, y - 1.5], axis=-1), np.stack([x - 0.5, y - 0.5], axis=-1)], axis=1)
    return np.concatenate([across, down])


def _name_ticks(axes: Axes, sheet: Sheet) -> None:
    """Indices at whole numbers only, of several axes where the last one is 0; none downwards where there is a single
    row."""
    across, down = sheet.labels()
    columns, rows = sheet.ticks()
    axes.set_xticks(columns, [sheet.column_name(column) for column in columns], fontsize=7)
    axes.set_yticks(rows, [sheet.row_name(row) for row in rows], fontsize=7)
    axes.set_xlabel(across, fontsize=8)
    axes.set_ylabel(down, fontsize=8)
