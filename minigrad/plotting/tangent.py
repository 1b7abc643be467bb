"""The curve of a function of one number, and its tangents: the picture of what a derivative is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, SupportsFloat

import numpy as np
import numpy.typing as npt

from minigrad.arrays import Float64Array, as_float_array, require_instance
from minigrad.differentiators import AdaptiveDifference, Differentiator
from minigrad.plotting.drawing.canvas import canvas, style
from minigrad.plotting.drawing.legends import legend_above

if TYPE_CHECKING:
    from matplotlib.axes import Axes

POINTS = 400
"""Points of the curve: more than one for every two pixels of its width."""


def plot_tangent(
    fun: Callable[[float], SupportsFloat],
    x: npt.ArrayLike,
    *,
    bounds: tuple[float, float] | None = None,
    differentiator: Differentiator = AdaptiveDifference(),
    ax: Axes | None = None,
) -> Axes:
    """The curve of ``fun`` with its tangent y = f(x) + f'(x) (t - x) at each x, whose slope the legend states.

    Args:
        fun: f, from a number to a number.
        x: where the tangents touch: one number or several.
        bounds: the part of the x axis that is drawn, (left, right). By default it reaches beyond the points by the larger of
            their spread and of |x|, and by 1 at least.
        differentiator: how the slopes are estimated.
        ax: where to draw; by default on a new figure.

    Returns:
        the axes. Lines: the curve, then one tangent for each x; last a collection of the points of contact.

    Raises:
        MissingExtraError: matplotlib is not installed.
        TypeError, ValueError: an argument is not what it should be.

    >>> ax = plot_tangent(lambda x: 0.01 * x**2 + 0.1 * x, [5.0, 10.0], bounds=(0.0, 20.0))
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['f(x)', "f'(5) = 0.2", "f'(10) = 0.3"]

    Source: Saitoh (2016), Deep Learning from Scratch, section 4.3.2, figure 4-7.
    """
    require_instance("differentiator", differentiator, Differentiator)
    places = np.ravel(as_float_array("x", x)).astype(np.float64)
    left, right = _interval(places, bounds)
    axes = canvas(ax)
    t = np.linspace(left, right, POINTS)
    axes.plot(t, _values(fun, t), color="black", label="f(x)")
    for number, place in enumerate(places.tolist()):
        slope, look = differentiator.derivative(fun, place), style(number + 1)
        line = float(fun(place)) + slope * (np.array([left, right]) - place)
        axes.plot([left, right], line, color=look.color, linestyle=look.linestyle, label=f"f'({place:g}) = {slope:.6g}")
    axes.scatter(places, _values(fun, places), color="black", zorder=3)
    axes.set_xlabel("x")
    axes.set_ylabel("f(x)")
    legend_above(axes)
    return axes


def _interval(places: Float64Array, bounds: tuple[float, float] | None) -> tuple[float, float]:
    if bounds is None:
        reach = max(float(np.ptp(places)), float(np.abs(places).max()), 1.0)
        return float(places.min()) - reach, float(places.max()) + reach
    left, right = as_float_array("bounds", bounds).tolist()
    if not left < right:
        raise ValueError(f"`bounds` must be (left, right) with left < right, got {bounds}")
    return left, right


def _values(fun: Callable[[float], SupportsFloat], points: Float64Array) -> Float64Array:
    return np.array([float(fun(point)) for point in points.tolist()])
