"""The field of negative gradients: at each point an arrow that shows which way is down, and how steep it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from minigrad.arguments import require_count, require_instance
from minigrad.arrays import Float64Array
from minigrad.differentiators import CentralDifference, Differentiator
from minigrad.plotting.drawing.canvas import canvas
from minigrad.plotting.drawing.contours import colour_bar, draw_contours, sample
from minigrad.plotting.drawing.frame import Frame, FrameBounds, as_frame
from minigrad.plotting.drawing.levels import levels_for
from minigrad.probes.function_types import OUTSIDE, ScalarFunction

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FILLED: Final = 0.9
"""The longest arrow takes this part of the distance between two arrows."""

UNEVEN: Final = 8.0
"""Arrows have equal lengths where the longest gradient is so many times as long as that at the lower quartile."""


def plot_gradient_field(
    fun: ScalarFunction,
    bounds: FrameBounds,
    *,
    points: int = 15,
    differentiator: Differentiator = CentralDifference(),
    ax: Axes | None = None,
) -> Axes:
    """Arrows along -grad f over the contours of ``fun``, a function of two variables.

    Each arrow has its middle at the point where the gradient was taken. Lengths are proportional to |grad f|; where the
    longest is more than 8 times the lower quartile, short ones would vanish, and all get one length, as the title then
    says. Points without a finite gradient have no arrow, and ``fun`` is not called outside the bounds.

    Args:
        fun: f, from an array of shape (2,) to a number.
        bounds: (low, high) for both variables, or ((x0_low, x0_high), (x1_low, x1_high)).
        points: arrows along each axis, the first at the lower bound and the last at the upper one.
        differentiator: how the gradients are estimated.
        ax: where to draw; by default on a new figure.

    Returns:
        the axes. Collections: the contours, then the arrows (matplotlib's ``Quiver``).

    Raises:
        MissingExtraError: matplotlib is not installed.
        TypeError, ValueError: an argument is not what it should be, or ``fun`` is finite nowhere.

    The article's picture:

    >>> ax = plot_gradient_field(lambda x: x[0] ** 2 + x[1] ** 2, (-2.0, 2.25), points=18)
    >>> ax.get_title()
    '-grad f(x0, x1), the longest is 6.36'

    Source: Saitoh (2016), Deep Learning from Scratch, section 4.4, figure 4-9.
    """
    require_count("points", points, minimum=2)
    require_instance("differentiator", differentiator, Differentiator)
    frame = as_frame(bounds)
    axes = canvas(ax)
    surface = sample(fun, frame)
    filled = draw_contours(axes, surface, levels_for(surface.values.compressed()))
    colour_bar(filled, surface, [axes])
    spacing = frame.size / (points - 1)
    _draw_arrows(axes, *_descents(fun, frame, points, differentiator), spacing)
    frame.show(axes, margin=spacing / 2)
    return axes


def _descents(
    fun: ScalarFunction, frame: Frame, points: int, differentiator: Differentiator
) -> tuple[Float64Array, Float64Array]:
    """The points of the grid where the gradient is finite, (n, 2), and minus the gradients there, (n, 2)."""
    places: list[Float64Array] = []
    arrows: list[Float64Array] = []
    for place in np.stack(np.meshgrid(*frame.grid(points)), axis=-1).reshape(-1, 2):
        try:
            with np.errstate(all="ignore"):
                gradient = differentiator.gradient(fun, place, bounds=(frame.low, frame.high))
        except OUTSIDE:
            continue
        if np.isfinite(gradient).all():
            places.append(place)
            arrows.append(-gradient)
    return np.reshape(places, (-1, 2)), np.reshape(arrows, (-1, 2))


def _draw_arrows(axes: Axes, places: Float64Array, arrows: Float64Array, spacing: Float64Array) -> None:
    """Arrows of which none is longer than the way to the next."""
    lengths = np.hypot(*arrows.T)
    longest = float(lengths.max(initial=0.0))
    if lengths.size and longest > UNEVEN * float(np.quantile(lengths, 0.25)):
        arrows = arrows / np.where(lengths > 0.0, lengths, 1.0)[:, np.newaxis]
        axes.set_title("directions of -grad f(x0, x1), in arrows of one length")
    else:
        axes.set_title(f"-grad f(x0, x1), the longest is {longest:.3g}")
    reach = float(np.abs(arrows / spacing).max(initial=0.0))
    axes.quiver(
        *places.T,
        *arrows.T,
        angles="xy",
        scale_units="xy",
        scale=reach / FILLED if reach > 0.0 else 1.0,
        pivot="mid",
        color="white",
        edgecolor="black",
        linewidth=0.6,
        width=0.006,
        zorder=2,
    )
