"""Descents whose every point is known, and what can be found of them in a picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

import minigrad as mg
from minigrad.arrays import Float64Array
from minigrad.plotting.drawing.canvas import figure_of
from tests.plotting.pictures import bowl

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D
    from matplotlib.text import Annotation

START = (-3.0, 4.0)
TO_THE_LETTER = mg.CentralDifference(abs_step=1e-4, exact_steps=False)


def descend(
    rate: float, steps: int = 100, fun: Callable[[Float64Array], float] = bowl, start: tuple[float, ...] = START
) -> mg.DescentResult:
    """Gradient descent with this learning rate; x <- (1 - 2 rate) x on the bowl."""
    with np.errstate(over="ignore"):
        return mg.minimize(fun, start, mg.GradientDescent(learning_rate=rate), steps=steps, divergence="return")


def frozen_run() -> mg.DescentResult:
    """The article's: learning rate 10 with the fixed step 1e-4."""
    rule = mg.GradientDescent(learning_rate=10.0)
    return mg.minimize(bowl, START, rule, differentiator=TO_THE_LETTER, divergence="ignore")


def lines_of(ax: Axes) -> dict[str, Line2D]:
    return {str(line.get_label()): line for line in ax.lines}


def words_of(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts if text.get_text()]


def arrow_of(ax: Axes) -> Annotation:
    """The annotation without words."""
    from matplotlib.text import Annotation

    (arrow,) = [text for text in ax.texts if isinstance(text, Annotation) and not text.get_text()]
    return arrow


def panels_of(ax: Axes) -> list[Axes]:
    """The panels of several runs: all axes but the invisible frame and the colour bar."""
    return [
        axes for axes in figure_of(ax).axes if axes.axison and axes.get_ylabel() != "f(x0, x1)" and axes.get_title()
    ]
