"""The error of a numerical derivative against its step: the U between truncation and rounding, and where each method stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, SupportsFloat

import numpy as np
import numpy.typing as npt

from minigrad.arrays import EPSILON, Float64Array, as_float_array, require_shape
from minigrad.differentiators import AdaptiveDifference, CentralDifference, Differentiator, ForwardDifference
from minigrad.differentiators.difference import StencilDifference
from minigrad.plotting.canvas import Style, canvas, style
from minigrad.plotting.legends import legend_above
from minigrad.plotting.method_names import named_methods
from minigrad.plotting.sweep import NumberFunction, Sweep, Truth, floor_of, known_truth, rounding_constant, sweep, truncation_constant

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PER_DECADE: Final = 10
"""Steps for each power of ten, from 1e-16 to 1 in units of max(1, |x|)."""


def plot_step_sweep(
    fun: NumberFunction,
    x: float,
    methods: Sequence[Differentiator] | Mapping[str, Differentiator] = (
        ForwardDifference(), CentralDifference(), CentralDifference(order=4), AdaptiveDifference(),
    ),
    *,
    derivative: SupportsFloat | NumberFunction | None = None,
    steps: npt.ArrayLike | None = None,
    ax: Axes | None = None,
) -> Axes:
    """The error of f'(x) against the step h, both logarithmic, and the step that each method chooses by itself.

    ``ForwardDifference``, ``BackwardDifference`` and ``CentralDifference`` are swept: a curve, along which ``abs_step`` is h.
    A marker shows where a method stands by its own settings; methods without a step to set have the marker only.

    Three straight lines explain the U of the first curve, and where it ends:
    - truncation C h^p, with the order p of the method's stencil, and C from the part of the curve that has this slope;
    - rounding eps |f(x)| sum |w_k| / h, with the stencil's weights w_k: each value of f may be wrong by eps |f(x)|;
    - the floor eps |f'(x)|, to which the result itself is rounded.

    Args:
        fun: f, from a number to a number.
        x: where to differentiate.
        methods: differentiators, or a mapping from labels to them.
        derivative: f'(x), or the function f'. Without it errors are measured against an estimate by a complex step, or by
            :class:`AdaptiveDifference` where f takes no complex numbers; below its error bound, errors are not known, and
            that part of the picture is hatched.
        steps: (n,) the steps h; by default from 1e-16 to 1 times max(1, |x|).
        ax: where to draw; by default on a new figure.

    Returns:
        the axes. An error of exactly 0 is drawn on a line of its own at the lower edge.

    Raises:
        MissingExtraError: matplotlib is not installed.
        TypeError, ValueError: an argument is not what it should be, or f'(x) is needed and could not be estimated.

    >>> ax = plot_step_sweep(np.exp, 1.0)
    >>> ax.get_legend().get_texts()[0].get_text()
    'ForwardDifference(): h = 1.5e-08, error 3.7e-08'

    Source: Press et al. (2007), Numerical Recipes, section 5.7.
    """
    axes = canvas(ax)
    place = as_float_array("x", x)
    require_shape("x", place, ())
    at, pairs = float(place), named_methods(methods)
    h, truth = _steps(steps, at), known_truth(fun, at, derivative)
    sweeps = [sweep(method, fun, at, h, truth) for _, method in pairs]
    bottom = _lowest_level(sweeps, truth) / 3.0
    for number, ((label, _), found) in enumerate(zip(pairs, sweeps, strict=True)):
        _draw_method(axes, label, found, h, bottom, style(number))
    _draw_theory(axes, fun, at, pairs, sweeps, h)
    _draw_limits(axes, sweeps, truth, bottom)
    axes.set(xscale="log", yscale="log", xlabel="step h", ylabel="|error of f'(x)|")
    legend_above(axes, size=8.0)
    return axes


def _steps(steps: npt.ArrayLike | None, x: float) -> Float64Array:
    if steps is None:
        return max(1.0, abs(x)) * np.geomspace(1e-16, 1.0, 16 * PER_DECADE + 1)
    array = as_float_array("steps", steps).astype(np.float64)
    if array.ndim != 1 or not (array > 0.0).all():
        raise ValueError(f"`steps` must be a sequence of positive numbers, got {steps!r}")
    return np.sort(array)


def _lowest_level(sweeps: Sequence[Sweep], truth: Truth) -> float:
    """The smallest positive number among all errors, the floor and the bound on the reference."""
    curves = [found.errors for found in sweeps if found.errors is not None]
    every = np.concatenate([[found.error for found in sweeps], [floor_of(truth), truth.bound], *curves])
    positive = every[(every > 0.0) & np.isfinite(every)]
    return float(positive.min()) if positive.size else EPSILON["d"]


def _draw_method(axes: Axes, label: str, found: Sweep, h: Float64Array, bottom: float, look: Style) -> None:
    """The curve, where there is one, with errors of 0 as small markers at the bottom; and a marker at the step that was chosen."""
    words = f"{label}: h = {found.step:.2g}, error {found.error:.2g}"
    if found.failure:
        words = f"{label}: no value by itself, {found.failure}"
    step = float(h[0]) if found.step in (0.0, np.inf) else found.step
    if found.errors is not None:
        axes.plot(h[found.errors != 0.0], found.errors[found.errors != 0.0], color=look.color, linestyle=look.linestyle, linewidth=1.2)
        axes.plot(h[found.errors == 0.0], 0.0 * h[found.errors == 0.0] + bottom, look.marker, color=look.color, markersize=4)
    axes.plot(
        step, max(found.error, bottom), color=look.color, linestyle=look.linestyle if found.errors is not None else "", marker=look.marker,
        markersize=10, markeredgecolor="white", label=words, zorder=4,
    )


def _draw_theory(
    axes: Axes, fun: NumberFunction, x: float, pairs: Sequence[tuple[str, Differentiator]], sweeps: Sequence[Sweep], h: Float64Array
) -> None:
    """What truncation and rounding make of the first method that was swept."""
    for (_, method), found in zip(pairs, sweeps, strict=True):
        if not isinstance(method, StencilDifference) or found.errors is None:
            continue
        order, rounding = method.stencil().order, rounding_constant(method, fun, x)
        constant = truncation_constant(order, h, found.errors)
        if constant is not None:
            axes.plot(h, constant * h**order, color="0.35", linewidth=3.0, alpha=0.5, zorder=1, label=f"truncation: {constant:.2g} h^{order}")
        if rounding > 0.0:
            axes.plot(h, rounding / h, color="0.35", linewidth=1.0, linestyle=(0, (1, 3)), zorder=1, label=f"rounding: {rounding:.2g} / h")
        return


def _draw_limits(axes: Axes, sweeps: Sequence[Sweep], truth: Truth, bottom: float) -> None:
    """Levels below which there is nothing to see, or nothing to know."""
    curves = [found.errors for found in sweeps if found.errors is not None]
    errors = np.concatenate([[found.error for found in sweeps], *curves])
    highest = float(np.max(errors, where=np.isfinite(errors), initial=bottom))
    axes.set_ylim(bottom / 3.0, 10.0 * highest)
    if truth.bound > 0.0:
        words = f"not known: reference +- {truth.bound:.2g}"
        axes.axhspan(bottom / 3.0, truth.bound, facecolor="0.93", edgecolor="0.75", hatch="//", linewidth=0, zorder=0, label=words)
    if floor_of(truth) > 0.0:
        axes.axhline(floor_of(truth), color="black", linewidth=1.0, zorder=1, label=f"floor: eps |f'(x)| = {floor_of(truth):.2g}")
    if (errors == 0.0).any():
        axes.axhline(bottom, color="black", linewidth=1.0, linestyle=":", zorder=1, label="an error of 0 is drawn here")
