"""``plot_loss_landscape``: the loss over a plane of a network's parameters, around a point or along a path."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from minigrad.arguments import require_count, require_instance, require_positive
from minigrad.arrays import Float64Array, Rng
from minigrad.networks.risk import EmpiricalRisk
from minigrad.plotting.drawing.canvas import canvas
from minigrad.plotting.drawing.contours import Surface, colour_bar, draw_contours
from minigrad.plotting.drawing.legends import legend_above
from minigrad.plotting.drawing.levels import levels_for
from minigrad.plotting.drawing.plane import Plane
from minigrad.plotting.parameters.landscape import LandscapeView, view_along, view_around

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D


def plot_loss_landscape(
    risk: EmpiricalRisk,
    theta: npt.ArrayLike | None = None,
    *,
    path: npt.ArrayLike | None = None,
    reach: float = 1.0,
    points: int = 25,
    rng: Rng = None,
    ax: Axes | None = None,
) -> Axes:
    """Contours of the risk over a plane of parameters, through theta or along the path of a training.

    Around theta the plane has two random, filter-normalised directions: a step of 1 changes the weights of each unit by
    their norm. Along a path, the axes are its first two principal components about its last point.

    Args:
        risk: the mean loss of a network on data.
        theta: (P,), the centre; by default the network's own parameters.
        path: (k, P), parameters during a training; instead of ``theta``.
        reach: the extent along both random directions; for a path a margin of ``reach`` times half its range.
        points: how many points along each axis the risk is evaluated at.
        rng: draws the random directions; an int makes them reproducible.
        ax: where to draw; by default on a new figure.

    Raises:
        MissingExtraError: matplotlib is not installed.
        TypeError, ValueError: arguments that do not fit, one parameter only, a theta of zeros, a path along one line.

    >>> import minigrad as mg
    >>> risk = EmpiricalRisk(mg.SimpleNet(2, 3), mg.SoftmaxCrossEntropy(), [0.6, 0.9], 2)
    >>> ax = plot_loss_landscape(risk, [1.0, 0.0, 0.0, 0.0, 1.0, 2.0], rng=1)
    >>> ax.get_legend().get_texts()[0].get_text()
    'theta: risk 0.5352'

    Source: Li, Xu, Taylor, Studer and Goldstein (2018), Visualizing the loss landscape of neural nets.
    """
    require_instance("risk", risk, EmpiricalRisk)
    reach = require_positive("reach", reach)
    require_count("points", points, minimum=2)
    if path is None:
        view = view_around(risk, theta, reach, points, rng)
    elif theta is None:
        view = view_along(risk, path, reach, points)
    else:
        raise ValueError("`theta` and `path` cannot both be given: the plane along a path goes through its last point")
    axes = canvas(ax)
    surface = _surface(view, risk)
    filled = draw_contours(axes, surface, levels_for(surface.values.compressed()))
    marks = _mark_center(axes, risk, view.plane) if path is None else _draw_path(axes, risk, view.plane, path)
    legend_above(axes, list(marks.items()))
    colour_bar(filled, surface, [axes], label="risk (mean loss)")
    axes.set_xlabel(view.labels[0])
    axes.set_ylabel(view.labels[1])
    return axes


def _surface(view: LandscapeView, risk: EmpiricalRisk) -> Surface:
    surface = Surface(view.a, view.b, np.ma.masked_invalid(view.risks(risk)))
    if surface.values.count() == 0:
        raise ValueError(
            "`risk` must be finite somewhere on the plane, got infinity or NaN throughout; use a smaller `reach`"
        )
    return surface


def _mark_center(axes: Axes, risk: EmpiricalRisk, plane: Plane) -> dict[str, Line2D]:
    return {f"theta: risk {risk(plane.origin):.4g}": _mark(axes, np.zeros(2), "o")}


def _draw_path(axes: Axes, risk: EmpiricalRisk, plane: Plane, path: npt.ArrayLike) -> dict[str, Line2D]:
    """The projected path, and its ends with the risks at the original points."""
    from matplotlib.patheffects import withStroke

    thetas = np.asarray(path, dtype=np.float64)
    places = plane.project(thetas)
    outline = [withStroke(linewidth=3.5, foreground="black")]
    (line,) = axes.plot(*places.T, color="white", linewidth=1.5, marker=".", path_effects=outline, zorder=3)
    start, end = risk.values(thetas[[0, -1]]).tolist()
    ends = {
        f"start: risk {start:.4g}": _mark(axes, places[0], "s"),
        f"end: risk {end:.4g}": _mark(axes, places[-1], "o"),
    }
    return {f"path of {len(thetas)} points": line} | ends


def _mark(axes: Axes, place: Float64Array, marker: str) -> Line2D:
    x, y = place.tolist()
    (mark,) = axes.plot(
        x, y, color="white", marker=marker, markeredgecolor="black", markersize=8, linestyle="none", zorder=4
    )
    return mark
