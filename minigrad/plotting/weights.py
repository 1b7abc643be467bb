"""What a network has learned: its parameter arrays as heat maps, or the weights of each unit as an image."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minigrad.arguments import require_instance
from minigrad.arrays import FloatArray
from minigrad.networks.base import Network
from minigrad.plotting.drawing.canvas import canvas, panels
from minigrad.plotting.drawing.signed_image import signed_image
from minigrad.plotting.parameters.unit_images import draw_unit_images, units_to_draw

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_PANELS = 9
"""So many heat maps can be read in one picture."""

MOST_NAMES = 7
"""So many names of arrays have room in the place of a heat map."""

AXES = {"weight": ("input", "unit"), "bias": ("", "unit")}
"""What rows and columns of an array are, by the last part of its name; see :class:`~minigrad.Dense`."""


def plot_weights(
    network: Network, *, parameter: str | None = None, shape: tuple[int, int] | None = None, ax: Axes | None = None
) -> Axes:
    """Heat maps of the parameters, one for each array; with ``shape``, the weights of each unit of one array as an
    image.

    The limits of an array's colours are -m and m, where m is its largest absolute value, so the middle colour is zero.

    Args:
        network: whose parameters are drawn, as they are now.
        parameter: the one array that is drawn, such as ``"dense1.weight"``; by default all, or the first 8 of more than
            9.
        shape: (rows, columns) of the inputs if they are images. Each column of a weight (n_inputs, n_units) is drawn as
            an image of this shape, the first 64 at most; by default of the first array that has rows * columns inputs.
        ax: where to draw; by default on a new figure.

    Returns:
        the axes. Without ``shape``, several arrays lie on new axes of the same figure, of which it is the invisible
        frame.

    Raises:
        MissingExtraError: matplotlib is not installed.
        TypeError: ``network`` is not a network, ``parameter`` no string, or ``shape`` no pair of whole numbers.
        ValueError: there is no array of that name, or none whose columns have that shape.

    >>> from minigrad.networks import SimpleNet
    >>> net = SimpleNet(4, 3, bias=True, rng=0)
    >>> net.theta = [*range(-6, 6), 0, 0, 1]
    >>> ax = plot_weights(net, parameter="dense1.weight")
    >>> image, = ax.images
    >>> image.get_array().shape, image.get_clim()
    ((4, 3), (-6.0, 6.0))
    >>> ax = plot_weights(net, shape=(2, 2))
    >>> ax.get_title()
    'dense1.weight: 3 of 3 units'
    """
    require_instance("network", network, Network)
    arrays = _chosen(network, parameter)
    axes = canvas(ax)
    if shape is not None:
        name, weight = units_to_draw(arrays, shape)
        draw_unit_images(axes, name, weight, shape)
        return axes
    places = panels(axes, min(len(arrays), MOST_PANELS)) if len(arrays) > 1 else [axes]
    if len(arrays) > MOST_PANELS:
        _list_names(places.pop(), list(arrays)[len(places) :])
    for panel, (name, array) in zip(places, arrays.items(), strict=False):
        _heat_map(panel, name, array)
    return axes


def _chosen(network: Network, parameter: str | None) -> dict[str, FloatArray]:
    arrays = network.parameters
    if parameter is None:
        return arrays
    require_instance("parameter", parameter, str)
    if parameter not in arrays:
        raise ValueError(f"`parameter` must be one of {list(arrays)}, got {parameter!r}")
    return {parameter: arrays[parameter]}


def _heat_map(axes: Axes, name: str, array: FloatArray) -> None:
    rows, columns = AXES.get(name.rpartition(".")[2], ("row", "column")) if array.ndim < 3 else ("row", "column")
    signed_image(axes, array.reshape(-1, array.shape[-1] if array.ndim else 1))
    axes.set_title(name, fontsize="medium")
    axes.set_xlabel(columns)
    axes.set_ylabel(rows)
    if array.ndim < 2:
        axes.set_yticks([])


def _list_names(axes: Axes, names: list[str]) -> None:
    """In place of a heat map, the names of the arrays that have none."""
    listed = [*names[:MOST_NAMES], *(["..."] if len(names) > MOST_NAMES else [])]
    axes.set_axis_off()
    axes.text(0.0, 1.0, "\n".join([f"{len(names)} more arrays:", *listed]), va="top", fontsize="small")
