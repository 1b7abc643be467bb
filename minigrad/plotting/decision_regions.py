"""``plot_decision_regions``: the class that a classifier gives to each point of a plane of its inputs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from minigrad.arguments import require_instance
from minigrad.arrays import BoolArray, Float64Array, IntArray, as_float_array
from minigrad.networks.base import Network
from minigrad.plotting.classifiers.class_looks import class_look, class_names, region_color
from minigrad.plotting.classifiers.input_view import input_view
from minigrad.plotting.classifiers.regions import draw_regions
from minigrad.plotting.drawing.canvas import canvas
from minigrad.plotting.drawing.legends import legend_above
from minigrad.plotting.drawing.plane import Plane
from minigrad.plotting.drawing.styles import WRONG, Style
from minigrad.scores.accuracy import true_classes

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.collections import PathCollection

POINTS = 240
"""How many points along each axis the network is evaluated at."""

MARGIN = 0.08
"""The margin around the samples on each side, as a part of their range."""

BATCH = 2**21
"""The size of a batch of inputs, in numbers, which limits the memory of the layers' outputs."""

MANY = 300
"""More samples than this have small markers."""


def plot_decision_regions(
    network: Network,
    x: npt.ArrayLike,
    t: npt.ArrayLike,
    *,
    features: tuple[int, int] | None = None,
    feature_names: Sequence[str] = (),
    target_names: Sequence[str] = (),
    ax: Axes | None = None,
) -> Axes:
    """The class with the largest output at each point of a plane of inputs, and the samples, misclassified ones ringed.

    With more than two features, the plane is that of two ``features``, the others at their means, or that of the first
    two principal components of ``x``. Samples are classified and then projected, so one may lie in the region of
    another class.

    Args:
        network: the classifier; its outputs are logits or probabilities.
        x: (n_samples, n_features), at least two features.
        t: labels (n_samples,) or one-hot rows (n_samples, n_classes).
        features: the numbers of the two features to draw.
        feature_names, target_names: a name for each feature and each class; by default their numbers.
        ax: where to draw; by default on a new figure.

    Raises:
        MissingExtraError: matplotlib is not installed.
        TypeError, ValueError: arguments that do not fit each other.

    >>> from minigrad.networks import SimpleNet
    >>> net = SimpleNet(2, 2)
    >>> net.weight = [[1.0, 0.0], [0.0, 1.0]]
    >>> ax = plot_decision_regions(net, [[2.0, 1.0], [0.0, 3.0], [1.0, 2.0]], [0, 1, 0])
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['0', '1', 'misclassified: 1 of 3']
    """
    require_instance("network", network, Network)
    samples = as_float_array("x", x)
    if samples.ndim != 2:
        raise ValueError(f"`x` must have shape (n_samples, n_features), got {samples.shape}")
    outputs, true = true_classes(network.predict(samples), t, name="t")
    if outputs.shape[1] < 2:
        raise ValueError(f"`network` must have one output for each of at least two classes, got {outputs.shape[1]}")
    names = class_names(target_names, outputs.shape[1])
    view = input_view(samples, features, feature_names)
    axes = canvas(ax)
    places = view.plane.project(samples)
    a, b = _around(places[:, 0]), _around(places[:, 1])
    draw_regions(axes, a, b, _outputs_on(network, view.plane, a, b), names)
    _draw_samples(axes, places, true, outputs.argmax(axis=1) != true, names, view.note)
    axes.set_xlabel(view.labels[0])
    axes.set_ylabel(view.labels[1])
    return axes


def _around(values: Float64Array) -> Float64Array:
    margin = MARGIN * float(np.ptp(values)) or 1.0
    return np.linspace(values.min() - margin, values.max() + margin, POINTS)


def _outputs_on(network: Network, plane: Plane, a: Float64Array, b: Float64Array) -> Float64Array:
    """The outputs (len(b), len(a), n_classes) at the points of a grid, some rows of the grid at a time."""
    grid = np.stack(np.meshgrid(a, b), axis=-1).reshape(-1, 2)
    parts = np.array_split(grid, -(-grid.shape[0] * plane.origin.size // BATCH))
    outputs = [network.predict(plane.at(part)) for part in parts]
    return np.concatenate(outputs).astype(np.float64).reshape(b.size, a.size, -1)


def _draw_samples(
    axes: Axes, places: Float64Array, true: IntArray, wrong: BoolArray, names: Sequence[str], note: str
) -> None:
    from matplotlib.patches import Patch

    size = 30.0 if len(places) <= MANY else 14.0
    handles: list[tuple[str, tuple[Artist, ...]]] = []
    for number, name in enumerate(names):
        patch = Patch(facecolor=region_color(number, len(names)), edgecolor="black", linewidth=0.8)
        handles.append((name, (patch, _mark_class(axes, places[true == number], class_look(number, len(names)), size))))
    x, y = places[wrong].T
    rings = axes.scatter(x, y, s=3.5 * size, facecolors="none", edgecolors=WRONG, linewidths=1.5, zorder=3)
    handles.append((f"misclassified: {int(wrong.sum())} of {wrong.size}", (rings,)))
    legend_above(axes, handles, title=note or None)


def _mark_class(axes: Axes, places: Float64Array, look: Style, size: float) -> PathCollection:
    x, y = places.T
    number = look.marker.startswith("$")
    size, edge = (max(size, 26.0), 0.0) if number else (size, 0.6)
    return axes.scatter(
        x, y, s=size, marker=look.marker, color=look.color, edgecolors="black", linewidths=edge, zorder=3
    )
