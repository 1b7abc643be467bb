"""Reports whose gradient was spoilt at known entries, and what there is to see in the picture of one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection

from minigrad import EmpiricalRisk, Network, SoftmaxCrossEntropy
from minigrad.arrays import Float64Array, FloatArray
from minigrad.checking import GradientReport, check_gradient
from minigrad.plotting import plot_gradient_report
from minigrad.plotting.drawing.canvas import figure_of
from tests.plotting.rendering import pixels

Spoil: TypeAlias = Callable[[FloatArray], FloatArray]


def network_report(network: Network, spoil: Spoil, *, screen: bool = False) -> GradientReport:
    """The check of a network's gradient that ``spoil`` has changed, with the names that the risk gives its entries."""
    rng = np.random.default_rng(0)
    risk = EmpiricalRisk(network, SoftmaxCrossEntropy(), rng.normal(size=(12, 4)), rng.integers(0, 3, 12))
    return check_gradient(
        risk,
        lambda theta: spoil(risk.gradient(theta)),
        network.theta,
        names=risk.name,
        mode="screen" if screen else "full",
        rng=0,
    )


def times(factor: float, *entries: int) -> Spoil:
    """Multiplies these entries."""

    def spoil(gradient: FloatArray) -> FloatArray:
        gradient[list(entries)] *= factor
        return gradient

    return spoil


def cubes(x: FloatArray) -> float:
    return float(np.sum(x**3))


def cubes_with(error: FloatArray, x: FloatArray) -> FloatArray:
    return np.asarray(3.0 * x**2 * (1.0 + error))


def cube_report(errors: Float64Array, *, budget: int | None = None, order: bool | None = False) -> GradientReport:
    """Of the sum of cubes, whose gradient is off by these relative errors."""
    x = np.random.default_rng(1).uniform(0.5, 1.5, errors.shape)
    return check_gradient(cubes, partial(cubes_with, errors), x, budget=budget, order=order, rng=0)


def drawn(report: GradientReport, *, ax: Axes | None = None) -> tuple[Axes, list[Axes], str]:
    """The frame, the panels of its figure that have a title, and the words."""
    frame = plot_gradient_report(report, ax=ax)
    return frame, [axes for axes in figure_of(frame).axes if axes.get_title()], frame.texts[0].get_text()


def points(axes: Axes) -> list[list[tuple[float, float]]]:
    """Where the markers of each collection are."""
    return [
        [(float(x), float(y)) for x, y in np.asarray(c.get_offsets())]
        for c in axes.collections
        if isinstance(c, PathCollection)
    ]


def cell(frame: Axes, axes: Axes, row: int, column: int) -> Float64Array:
    """The pixels inside of one entry of a map."""
    picture = pixels(frame) / 255.0
    corners = axes.transData.transform([(column - 0.4, row - 0.4), (column + 0.4, row + 0.4)])
    (x0, x1), (y0, y1) = np.sort(corners[:, 0]).astype(int), np.sort(len(picture) - corners[:, 1]).astype(int)
    return picture[y0:y1, x0:x1]


def shown_by(axes: Axes) -> Float64Array:
    """The numbers of a map, NaN where the background shows."""
    shown = axes.images[0].get_array()
    assert shown is not None
    return np.asarray(np.ma.filled(np.ma.asarray(shown), np.nan), dtype=np.float64)
