"""What a picture of a step sweep is drawn with: curves and markers, the lines of theory, and the levels that limit
both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from minigrad.arrays import EPSILON, Float64Array
from minigrad.differentiators import Differentiator
from minigrad.differentiators.fixed.difference import StencilDifference
from minigrad.plotting.differences.sweep import (
    NumberFunction,
    Sweep,
    Truth,
    floor_of,
    rounding_constant,
    truncation_constant,
)
from minigrad.plotting.drawing.shortened_names import legend_label, short
from minigrad.plotting.drawing.styles import Style

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def lowest_level(sweeps: Sequence[Sweep], truth: Truth) -> float:
    """The smallest positive number among all errors, the floor and the bound on the reference."""
    curves = [found.errors for found in sweeps if found.errors is not None]
    every = np.concatenate([[found.error for found in sweeps], [floor_of(truth), truth.bound], *curves])
    positive = every[(every > 0.0) & np.isfinite(every)]
    return float(positive.min()) if positive.size else EPSILON["d"]


def draw_method(axes: Axes, label: str, found: Sweep, h: Float64Array, bottom: float, look: Style) -> None:
    """A curve, with errors of 0 as small markers at the bottom, if there is one; and a marker at the step that was
    chosen."""
    words = f"{legend_label(short(label))}: h = {found.step:.2g}, error {found.error:.2g}"
    if found.failure:
        words = f"{legend_label(short(label))}: no value by itself, {found.failure}"
    step = float(h[0]) if found.step in (0.0, np.inf) else found.step
    dashes = ""
    if found.errors is not None:
        dashes, zero = look.linestyle, found.errors == 0.0
        axes.plot(h[~zero], found.errors[~zero], color=look.color, linestyle=dashes, linewidth=1.2)
        axes.plot(h[zero], np.full(int(zero.sum()), bottom), look.marker, color=look.color, markersize=4)
    axes.plot(
        step,
        max(found.error, bottom),
        color=look.color,
        linestyle=dashes,
        marker=look.marker,
        markersize=10,
        markeredgecolor="white",
        label=words,
        zorder=4,
    )


def draw_theory(
    axes: Axes,
    fun: NumberFunction,
    x: float,
    pairs: Sequence[tuple[str, Differentiator]],
    sweeps: Sequence[Sweep],
    h: Float64Array,
) -> None:
    """What truncation and rounding make of the first method that was swept."""
    for (_, method), found in zip(pairs, sweeps, strict=True):
        if not isinstance(method, StencilDifference) or found.errors is None:
            continue
        order, rounding = method.stencil().order, rounding_constant(method, fun, x)
        constant = truncation_constant(order, h, found.errors)
        with np.errstate(over="ignore"):
            truncated, rounded = (np.nan if constant is None else constant) * h**order, rounding / h
        if constant is not None:
            words = f"truncation: {constant:.2g} h^{order}"
            axes.plot(h, truncated, color="0.35", linewidth=3.0, alpha=0.5, zorder=1, label=words)
        if rounding > 0.0:
            words = f"rounding: {rounding:.2g} / h"
            axes.plot(h, rounded, color="0.35", linewidth=1.0, linestyle=(0, (1, 3)), zorder=1, label=words)
        return


def draw_limits(axes: Axes, sweeps: Sequence[Sweep], truth: Truth, bottom: float) -> None:
    """Levels below which there is nothing to see, or nothing to know."""
    curves = [found.errors for found in sweeps if found.errors is not None]
    errors = np.concatenate([[found.error for found in sweeps], *curves])
    highest, floor, edge = (
        float(np.max(errors, where=np.isfinite(errors), initial=bottom)),
        floor_of(truth),
        bottom / 3.0,
    )
    axes.set_ylim(edge, 10.0 * highest)
    if truth.bound > 0.0:
        words = f"not known: reference +- {truth.bound:.2g}"
        axes.axhspan(
            edge, truth.bound, facecolor="0.93", edgecolor="0.75", hatch="//", linewidth=0, zorder=0, label=words
        )
    if floor > 0.0:
        axes.axhline(floor, color="black", linewidth=1.0, zorder=1, label=f"floor: eps |f'(x)| = {floor:.2g}")
    if (errors == 0.0).any():
        words = "an error of 0 is drawn here"
        axes.axhline(bottom, color="black", linewidth=1.0, linestyle=":", zorder=1, label=words)
