"""``plot_step_sweep``: the error of a numerical derivative against its step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, SupportsFloat

import numpy as np
import numpy.typing as npt

from minigrad.arguments import require_callable
from minigrad.arrays import Float64Array, as_float_array, require_shape
from minigrad.differentiators import AdaptiveDifference, CentralDifference, Differentiator, ForwardDifference
from minigrad.plotting.differences.method_names import named_methods
from minigrad.plotting.differences.sweep import NumberFunction, Sweep, Truth, known_truth, sweep
from minigrad.plotting.differences.sweep_lines import draw_limits, draw_method, draw_theory, lowest_level
from minigrad.plotting.drawing.canvas import canvas
from minigrad.plotting.drawing.legends import legend_above
from minigrad.plotting.drawing.styles import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PER_DECADE: Final = 10
"""How many steps there are for each power of ten, from 1e-16 to 1 in units of max(1, |x|)."""


def plot_step_sweep(
    fun: NumberFunction,
    x: float,
    methods: Sequence[Differentiator] | Mapping[str, Differentiator] = (
        ForwardDifference(),
        CentralDifference(),
        CentralDifference(order=4),
        AdaptiveDifference(),
    ),
    *,
    derivative: SupportsFloat | NumberFunction | None = None,
    steps: npt.ArrayLike | None = None,
    ax: Axes | None = None,
) -> Axes:
    """The error of f'(x) against the step h, both logarithmic, and the step that each method chooses itself.

    A curve shows the error of ``ForwardDifference``, ``BackwardDifference`` and ``CentralDifference`` with ``abs_step``
    = h; a marker that of each method at its own step. Straight lines show the truncation error C h^p of the first
    curve, its rounding error eps |f(x)| sum |w_k| / h with the stencil's weights w_k, and the rounding error eps
    |f'(x)| of the result.

    Args:
        fun: f, from a number to a number.
        x: where to differentiate.
        methods: differentiators, or a mapping from labels to them.
        derivative: f'(x), or the function f'; by default an estimate, below whose error bound the picture is hatched.
        steps: (n,) the steps h; by default from 1e-16 to 1 times max(1, |x|).
        ax: where to draw; by default on a new figure.

    Raises:
        MissingExtraError: matplotlib is not installed.
        TypeError, ValueError: an argument is of the wrong kind or out of range, or f'(x) could not be estimated.

    >>> ax = plot_step_sweep(np.exp, 1.0)
    >>> ax.get_legend().get_texts()[0].get_text().split(",")[0]
    'ForwardDifference(): h = 1.5e-08'

    Source: Press et al. (2007), Numerical Recipes, section 5.7.
    """
    require_callable("fun", fun)
    axes = canvas(ax)
    place = as_float_array("x", x)
    require_shape("x", place, ())
    at, pairs = float(place), named_methods(methods)
    h, truth = _steps(steps, at), known_truth(fun, at, derivative)
    sweeps = _swept([method for _, method in pairs], fun, at, h, truth)
    bottom = lowest_level(sweeps, truth) / 3.0
    for number, ((label, _), found) in enumerate(zip(pairs, sweeps, strict=True)):
        draw_method(axes, label, found, h, bottom, style(number))
    draw_theory(axes, fun, at, pairs, sweeps, h)
    draw_limits(axes, sweeps, truth, bottom)
    axes.set(xscale="log", yscale="log", xlabel="step h", ylabel="|error of f'(x)|")
    legend_above(axes, size=8.0)
    return axes


def _swept(
    methods: Sequence[Differentiator], fun: NumberFunction, x: float, h: Float64Array, truth: Truth
) -> list[Sweep]:
    """The errors of all methods; raises if none of them returns a finite value."""
    sweeps = [sweep(method, fun, x, h, truth) for method in methods]
    if all(found.failure and (found.errors is None or np.isnan(found.errors).all()) for found in sweeps):
        raise ValueError(f"`fun` must have a finite derivative by one of `methods` at least, got none at x = {x:g}")
    return sweeps


def _steps(steps: npt.ArrayLike | None, x: float) -> Float64Array:
    if steps is None:
        return max(1.0, abs(x)) * np.geomspace(1e-16, 1.0, 16 * PER_DECADE + 1)
    array = as_float_array("steps", steps).astype(np.float64)
    if array.ndim != 1 or not (array > 0.0).all():
        raise ValueError(f"`steps` must be a sequence of positive numbers, got {steps!r}")
    return np.sort(array)
