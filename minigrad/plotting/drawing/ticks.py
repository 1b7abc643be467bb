"""Ticks of axes that count something."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axis import Axis


def count_along(*axes: Axis) -> None:
    """Put ticks at whole numbers only, as many as there is room for, at least one."""
    from matplotlib.ticker import MaxNLocator

    for axis in axes:
        axis.set_major_locator(MaxNLocator("auto", integer=True, min_n_ticks=1))
