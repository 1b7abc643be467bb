"""The layout of the picture of a report: text above, maps below, and one panel to their right."""

from __future__ import annotations

from math import isqrt
from textwrap import shorten, wrap
from typing import TYPE_CHECKING, Final

from minigrad.plotting.drawing.canvas import cell_of, figure_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE = 9.0
"""The font size of the text, in points."""
LETTER, LINE = 0.53, 1.3
"""The width of a character and the height of a line, in units of the font size."""
MOST_WORDS = 0.5
"""The largest part of the height that the text may take."""
CROWDED: Final = {"hspace": 0.9, "wspace": 0.4}
"""The space between panels, in units of their size, without a layout engine."""


def divide(ax: Axes, lines: list[str], count: int, *, beside: bool) -> list[Axes]:
    """Write ``lines`` at the top of the area of ``ax``, and make axes below; ``ax`` itself becomes an invisible frame.

    Args:
        ax: axes that are part of a grid.
        lines: lines of text, each wrapped and cut off after about two lines.
        count: how many axes are made in a grid of their own, row by row; at least one.
        beside: whether one more is made to their right, over the whole height.

    Raises:
        ValueError: ``ax`` was placed by hand, so there is no grid to divide.
    """
    figure, place = figure_of(ax), cell_of(ax)
    share = _write(ax, lines)
    columns = min(1 + isqrt(count - 1), 2 if beside else 3)
    widths = [1.0 + 0.4 * columns, 1.0] if beside else [1.0]
    crowded = figure.get_layout_engine() is None
    heights, wide = [share, 1.0 - share], 0.5 if crowded else None
    outer = place.subgridspec(2, len(widths), height_ratios=heights, width_ratios=widths, wspace=wide)
    inner = outer[1, 0].subgridspec(-(-count // columns), columns, **(CROWDED if crowded else {}))
    cells = [inner[divmod(number, columns)] for number in range(count)] + ([outer[1, 1]] if beside else [])
    return [figure.add_subplot(cell) for cell in cells]


def _write(ax: Axes, lines: list[str]) -> float:
    """Write the text, and return the part of the height that it takes."""
    width, height = _points(ax)
    text = wrapped(lines, int(width / (LETTER * SIZE)))
    ax.set_axis_off()
    ax.text(0.0, 1.0, text, transform=ax.transAxes, va="top", fontsize=SIZE, linespacing=LINE, parse_math=False)
    return min(MOST_WORDS, (text.count("\n") + 2.0) * LINE * SIZE / height)


def wrapped(lines: list[str], letters: int) -> str:
    """The lines, each shortened to about two lines of ``letters`` characters.

    >>> wrapped(["one two three four five six seven eight nine ten"], 20)
    'one two three four\\nfive ...'
    """
    width = max(letters, 20)
    return "\n".join(part for line in lines for part in wrap(shorten(line, 2 * width - 10, placeholder=" ..."), width))


def _points(ax: Axes) -> tuple[float, float]:
    """Width and height of the area: of the whole cell with a layout engine, else of the axes as they are."""
    figure, box = figure_of(ax), ax.get_position()
    across, up = box.width, box.height
    if figure.get_layout_engine() is not None:
        margins = figure.subplotpars
        across, up = across / (margins.right - margins.left), up / (margins.top - margins.bottom)
    return 72.0 * figure.get_figwidth() * across, 72.0 * figure.get_figheight() * up
