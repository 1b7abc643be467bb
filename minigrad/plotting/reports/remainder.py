"""The Taylor remainder of a checked gradient against the step."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.checking.explaining.taylor_remainder import OrderEvidence
from minigrad.plotting.drawing.styles import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BELOW_ROUNDING = 1e-2
"""The lower limit of drawn remainders, as a part of the rounding error of f; smaller ones and zeros are drawn at it."""
LABELS = ("measured", "h² (right)", "h (wrong)", "rounding")
"""The lines, in the order of their styles."""
LEGEND = 0.33
"""The part of the height above the lines that is left free for the legend."""


def draw_remainder(axes: Axes, order: OrderEvidence) -> None:
    """Lines: the remainder; second and first order through its first point, unless that is rounding error; and the
    rounding error."""
    axes.set_title(_verdict(order), fontsize=8)
    axes.set_xlabel("step h", fontsize=8)
    axes.set_ylabel("Taylor remainder", fontsize=8)
    axes.tick_params(labelsize=7)
    lines = remainder_lines(order)
    if not lines:
        axes.text(0.5, 0.5, "all remainders are 0", ha="center", transform=axes.transAxes)
        axes.set(xticks=[], yticks=[])
        return
    for label, values in lines.items():
        look = style(LABELS.index(label))
        axes.loglog(order.steps, values, color=look.color, linestyle=look.linestyle, label=label)
    axes.lines[0].set(marker=style(0).marker, markersize=4, zorder=3)
    low, high = axes.get_ylim()
    axes.set_ylim(low, low * (high / low) ** (1.0 / (1.0 - LEGEND)))
    axes.legend(loc="upper center", fontsize=7, framealpha=1.0, handlelength=3.0, labelspacing=0.2)


def remainder_lines(order: OrderEvidence) -> dict[str, Float64Array]:
    """The lines by label, limited from below; none where every remainder is 0."""
    largest = float(order.remainders.max())
    lowest = BELOW_ROUNDING * order.floor if order.floor > 0.0 else 1e-16 * largest
    if not lowest > 0.0:
        return {}
    lines = {"measured": order.remainders}
    if not isnan(order.order):
        ratio, start = order.steps / order.steps[0], float(order.remainders[0])
        lines |= {"h² (right)": start * ratio**2, "h (wrong)": start * ratio}
    if 0.0 < order.floor < float("inf"):
        lines["rounding"] = np.full(order.steps.shape, order.floor)
    return {label: np.maximum(values, lowest) for label, values in lines.items()}


def _verdict(order: OrderEvidence) -> str:
    if order.first_order:
        return f"order {order.order:.2f}: a first-order part is left"
    return "remainder within rounding" if isnan(order.order) else f"order {order.order:.2f}: no first-order part"
