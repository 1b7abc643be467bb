"""Filled contours of a function of two variables, sampled on a grid."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from minigrad.arguments import require_callable
from minigrad.arrays import Float64Array, Shape
from minigrad.plotting.drawing.canvas import figure_of
from minigrad.plotting.drawing.frame import Frame
from minigrad.plotting.drawing.levels import labels_of
from minigrad.plotting.drawing.styles import SEQUENTIAL
from minigrad.plotting.drawing.values import value_at
from minigrad.probes.function_types import OUTSIDE, ScalarFunction
from minigrad.probes.returned_values import REAL, read_number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.contour import ContourSet

POINTS: Final = 101
"""Values of each variable at which the function is sampled."""


class Surface(NamedTuple):
    """A function on a grid.

    Attributes:
        x0: (n,) values of the first variable.
        x1: (m,) values of the second one.
        values: (m, n), masked where the function is not finite.
    """

    x0: Float64Array
    x1: Float64Array
    values: np.ma.MaskedArray[tuple[int, int], np.dtype[np.float64]]


def sample(fun: ScalarFunction, frame: Frame, points: int = POINTS, shape: Shape = (2,)) -> Surface:
    """``fun`` at ``points`` x ``points`` points of the frame; it is called with arrays of this ``shape``.

    Values that are not finite are masked, and so are points at which ``fun`` raises what marks the edge of its domain
    (``ValueError``, ``ArithmeticError``).

    Raises:
        ValueError: ``fun`` is finite nowhere.
        TypeError: ``fun`` does not return one real number.

    >>> from minigrad.plotting.drawing.frame import as_frame
    >>> sample(lambda x: x[0] + 10.0 * x[1], as_frame(((0.0, 2.0), (0.0, 1.0))), points=3).values.tolist()
    [[0.0, 1.0, 2.0], [5.0, 6.0, 7.0], [10.0, 11.0, 12.0]]
    """
    require_callable("fun", fun)
    x0, x1 = frame.grid(points)
    with np.errstate(all="ignore"):
        rows = [[value_at(fun, np.array([a, b]).reshape(shape)) for a in x0.tolist()] for b in x1.tolist()]
    values = np.ma.masked_invalid(np.array(rows))
    if values.count() == 0:
        _require_real(fun, np.array([x0[0], x1[0]]).reshape(shape))
        raise ValueError(f"`fun` must be finite somewhere in the frame, x0 in {x0[[0, -1]]} and x1 in {x1[[0, -1]]}")
    return Surface(x0, x1, values)


def _require_real(fun: ScalarFunction, point: Float64Array) -> None:
    """Raise a ``TypeError`` if ``fun`` gives complex numbers, which may be outside of its domain, but not
    everywhere."""
    with suppress(*OUTSIDE), np.errstate(all="ignore"):
        read_number(fun(point), REAL)


def draw_contours(axes: Axes, surface: Surface, levels: Float64Array) -> ContourSet:
    """Filled contours between these levels, each band one step brighter; where the function is not finite there are
    hatches."""
    from matplotlib.colors import BoundaryNorm

    filled = axes.contourf(
        surface.x0,
        surface.x1,
        surface.values,
        levels=levels.tolist(),
        norm=BoundaryNorm(levels.tolist(), 256),
        cmap=SEQUENTIAL,
    )
    if surface.values.count() < surface.values.size:
        _hatch(axes, surface)
    axes.set_xlabel("x0")
    axes.set_ylabel("x1")
    return filled


def _hatch(axes: Axes, surface: Surface) -> None:
    """Crossed lines beneath everything else, which show where it leaves holes."""
    from matplotlib.patches import Rectangle

    (left, right), (bottom, top) = surface.x0[[0, -1]].tolist(), surface.x1[[0, -1]].tolist()
    corner, width, height = (left, bottom), right - left, top - bottom
    axes.add_patch(
        Rectangle(corner, width, height, facecolor="white", edgecolor="0.5", hatch="xx", linewidth=0, zorder=0)
    )


def colour_bar(filled: ContourSet, surface: Surface, axes: Sequence[Axes], label: str = "f(x0, x1)") -> Axes:
    """The axes of a bar beside ``axes`` that says which value each colour of ``filled`` stands for."""
    hatched = surface.values.count() < surface.values.size
    levels = np.asarray(filled.levels, dtype=np.float64)
    bar = figure_of(axes[0]).colorbar(filled, ax=list(axes))
    bar.set_ticks(levels.tolist(), labels=labels_of(levels))
    bar.set_label(f"{label} (hatched: not finite)" if hatched else label)
    return bar.ax
