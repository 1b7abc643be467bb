"""``plot_tangent``: the curve of a function of one number, with tangents."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, SupportsFloat

import numpy as np
import numpy.typing as npt

from minigrad.arguments import require_callable, require_instance
from minigrad.arrays import EPSILON, Float64Array, as_float_array
from minigrad.differentiators import AdaptiveDifference, Differentiator
from minigrad.plotting.drawing.canvas import canvas
from minigrad.plotting.drawing.legends import legend_above
from minigrad.plotting.drawing.styles import style
from minigrad.plotting.drawing.values import value_at
from minigrad.probes.returned_values import REAL, read_number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

POINTS = 400
"""The number of points of the curve: more than one for every two pixels of its width."""

VISIBLE = 1e-3
"""The relative error of a slope below which it is not shown."""


def plot_tangent(
    fun: Callable[[float], SupportsFloat],
    x: npt.ArrayLike,
    *,
    bounds: tuple[float, float] | None = None,
    differentiator: Differentiator = AdaptiveDifference(),
    ax: Axes | None = None,
) -> Axes:
    """The curve of ``fun`` with its tangent y = f(x) + f'(x) (t - x) at each x, whose slope the legend states.

    A slope with a large error bound, as at a kink, is stated with it. Outside of the domain of ``fun`` the curve has a
    gap.

    Args:
        fun: f, from a number to a number.
        x: the points of the tangents: one number or several.
        bounds: (left, right) of the x axis; by default the points with a margin of their spread or of |x|, at least 1.
        differentiator: how the slopes are estimated.
        ax: where to draw; by default on a new figure.

    Returns:
        the axes. Lines: the curve, then one tangent for each x; last a collection of the points of contact.

    Raises:
        MissingExtraError: matplotlib is not installed.
        TypeError, ValueError: an argument is of the wrong kind or out of range, or f or f' is not finite at x.

    >>> ax = plot_tangent(lambda x: 0.01 * x**2 + 0.1 * x, [5.0, 10.0], bounds=(0.0, 20.0))
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['f(x)', "f'(5) = 0.2", "f'(10) = 0.3"]

    Source: Saitoh (2016), Deep Learning from Scratch, section 4.3.2, figure 4-7.
    """
    require_callable("fun", fun)
    require_instance("differentiator", differentiator, Differentiator)
    places = np.ravel(as_float_array("x", x)).astype(np.float64)
    left, right = _interval(places, bounds)
    axes = canvas(ax)
    t = np.linspace(left, right, POINTS)
    with np.errstate(all="ignore"):
        curve = np.array([value_at(fun, point) for point in t.tolist()])
        finite = curve[np.isfinite(curve)]
        typical = float(np.ptp(finite)) / (right - left) if finite.size else 0.0
        tangents = [_tangent(fun, place, differentiator, typical, right - left) for place in places.tolist()]
    axes.plot(t, curve, color="black", label="f(x)")
    _draw(axes, tangents, np.array([left, right]))
    axes.set_xlabel("x")
    axes.set_ylabel("f(x)")
    legend_above(axes)
    return axes


def _interval(places: Float64Array, bounds: tuple[float, float] | None) -> tuple[float, float]:
    if bounds is None:
        reach = max(float(np.ptp(places)), float(np.abs(places).max()), 1.0)
        return float(places.min()) - reach, float(places.max()) + reach
    ends = as_float_array("bounds", bounds).astype(np.float64)
    if ends.shape != (2,) or not ends[0] < ends[1]:
        raise ValueError(f"`bounds` must be (left, right) with left < right, got {bounds!r}")
    return float(ends[0]), float(ends[1])


class _Tangent(NamedTuple):
    x: float
    height: float
    slope: float
    words: str


def _draw(axes: Axes, tangents: list[_Tangent], ends: Float64Array) -> None:
    """One line for each tangent between the ``ends`` of the x axis, and the points of contact."""
    for number, tangent in enumerate(tangents, start=1):
        line, look = tangent.height + tangent.slope * (ends - tangent.x), style(number)
        axes.plot(ends, line, color=look.color, linestyle=look.linestyle, label=tangent.words)
    places, heights = [tangent.x for tangent in tangents], [tangent.height for tangent in tangents]
    axes.scatter(places, heights, color="black", zorder=3)


def _tangent(
    fun: Callable[[float], SupportsFloat], x: float, differentiator: Differentiator, typical: float, width: float
) -> _Tangent:
    """The tangent at x; its label has the error bound of the slope, if that matters beside a ``typical`` slope."""
    height = float(read_number(fun(x), REAL))
    if not np.isfinite(height):
        raise ValueError(f"`fun` must be finite at each `x`, got {height} at {x:g}; choose another `x`")
    estimate = differentiator.estimate_derivative(fun, x)
    slope, error = float(estimate.value), float(estimate.error)
    if not np.isfinite(slope):
        raise ValueError(f"`fun` has no finite slope at `x` = {x:g}, got {slope}; choose another `x`")
    scale = abs(height) if height or typical else 1.0  # of the y axis, where f is 0 everywhere
    unseen = EPSILON["d"] * scale / width  # changes the tangent by less than the rounding error of f
    certain = (
        error <= max(VISIBLE * abs(slope), VISIBLE * typical, unseen) or error == np.inf
    )  # infinite: there is no bound
    return _Tangent(x, height, slope, f"f'({x:g}) = {slope:.6g}" + ("" if certain else f" +- {error:.2g}"))
