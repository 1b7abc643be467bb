"""The lines of a step sweep's picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minigrad.arrays import Float64Array
from tests.plotting.rendering import data_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D


def labelled(ax: Axes, words: str) -> Line2D:
    """The line whose label begins with these words."""
    (found,) = [line for line in ax.lines if str(line.get_label()).startswith(words)]
    return found


def curves(ax: Axes) -> list[Float64Array]:
    """The curves of all methods that were swept, in their order, (2, n) each."""
    return [
        data_of(line) for line in ax.lines if str(line.get_label()).startswith("_") and line.get_linestyle() != "None"
    ]
