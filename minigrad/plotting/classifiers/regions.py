"""Regions of a plane in which one of several functions is the largest, with boundaries and names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.plotting.classifiers.class_looks import FEW, region_color

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw_regions(axes: Axes, a: Float64Array, b: Float64Array, outputs: Float64Array, names: Sequence[str]) -> None:
    """Colour each point of the grid (b, a) by the number of the largest of ``outputs`` (len(b), len(a), n).

    The names are written into the regions where there are too many to distinguish by brightness.
    """
    from matplotlib.colors import ListedColormap

    largest = outputs.argmax(axis=-1)
    half_a, half_b = (a[1] - a[0]) / 2, (b[1] - b[0]) / 2
    axes.imshow(
        largest,
        cmap=ListedColormap([region_color(number, len(names)) for number in range(len(names))]),
        vmin=-0.5,
        vmax=len(names) - 0.5,
        origin="lower",
        extent=(
            a[0] - half_a,
            a[-1] + half_a,
            b[0] - half_b,
            b[-1] + half_b,
        ),  # the grid's points are the pixels' centres
        interpolation="nearest",
        aspect="auto",
    )
    for number, name in enumerate(names):
        height = lead(outputs, number)
        if height.min() < 0.0 < height.max():
            axes.contour(a, b, height, levels=[0.0], colors="black", linewidths=1.0)
        if len(names) > FEW and (largest == number).any():
            row, column = innermost(largest == number)
            _write(axes, a[column], b[row], name)


def lead(outputs: Float64Array, number: int) -> Float64Array:
    """The difference between one output and the largest of the others: 0 on the boundary of its region.

    >>> lead(np.array([[3.0, 1.0, 2.0], [0.0, 5.0, 1.0]]), 0).tolist()
    [1.0, -5.0]
    """
    others: Float64Array = np.delete(outputs, number, axis=-1).max(axis=-1)
    return outputs[..., number] - others


def innermost(inside: BoolArray) -> tuple[int, int]:
    """Row and column of a point of a region that is farthest from its edge, in steps along the axes.

    >>> innermost(np.array([[True, True, True, False], [True, True, True, True], [True, True, True, False]]))
    (1, 1)
    """
    core = inside
    while core.any():
        inside = core
        padded = np.pad(core, 1)
        core = core & padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
    places = np.argwhere(inside)
    row, column = places[(len(places) - 1) // 2].tolist()
    return row, column


def _write(axes: Axes, x: float, y: float, name: str) -> None:
    box = {"boxstyle": "round,pad=0.2", "facecolor": "white", "edgecolor": "black", "linewidth": 0.8}
    axes.text(x, y, name, ha="center", va="center", weight="bold", bbox=box, zorder=2.5)
