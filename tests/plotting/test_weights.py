"""The picture of a network's parameters: images that hold the arrays, in colours that read in greyscale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
import pytest
from typing_extensions import override

pytest.importorskip("matplotlib")

from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from minigrad import Dense, Layer, Network, Params, Pullback, Sequential, SimpleNet, TwoLayerNet
from minigrad.arrays import Float64Array, FloatArray
from minigrad.plotting import plot_weights
from minigrad.plotting.drawing.styles import SEQUENTIAL
from tests.plotting.rendering import color_at, grey, pixels


def heat_maps(ax: Axes) -> dict[str, Axes]:
    """The axes with an image, by their title."""
    return {axes.get_title(): axes for axes in ax.figure.axes if axes.images}


def values(ax: Axes) -> Float64Array:
    """The numbers of the one image, NaN where it is blank."""
    (image,) = ax.images
    array = image.get_array()
    assert array is not None
    return np.ma.filled(np.ma.asarray(array, dtype=np.float64), np.nan)


@final
@dataclass(frozen=True)
class Table(Layer):
    """A parameter of any shape."""

    shape: tuple[int, ...]

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"table": rng.standard_normal(self.shape)}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        return inputs, lambda d_outputs: ({"table": np.zeros(self.shape)}, d_outputs)


def test_one_panel_for_each_array() -> None:
    network = TwoLayerNet(5, 4, 3, rng=0)
    network.theta = np.arange(network.layout.size) - 12.0
    maps = heat_maps(plot_weights(network))
    assert list(maps) == ["dense1.weight", "dense1.bias", "dense2.weight", "dense2.bias"]
    for name, axes in maps.items():
        np.testing.assert_array_equal(values(axes), np.atleast_2d(network.parameters[name]))
    assert [(axes.get_xlabel(), axes.get_ylabel()) for axes in maps.values()] == [("unit", "input"), ("unit", "")] * 2


def test_zero_is_the_middle_of_the_colours_of_each_array() -> None:
    network = SimpleNet(2, 2, bias=True)
    network.theta = [1.0, -3.0, 2.0, 0.0, 0.0, 0.0]
    maps = heat_maps(plot_weights(network))
    assert maps["dense1.weight"].images[0].get_clim() == (-3.0, 3.0)
    assert maps["dense1.bias"].images[0].get_clim() == (-1.0, 1.0)  # zeros: any limits with 0 in the middle
    bars = [axes for axes in maps["dense1.weight"].figure.axes if axes not in maps.values() and axes.axison]
    assert [bar.get_ylim() for bar in bars] == [(-3.0, 3.0), (-1.0, 1.0)]


def test_larger_is_brighter_in_greyscale() -> None:
    brightness = grey(colormaps[SEQUENTIAL](np.linspace(0.0, 1.0, 64))[:, :3])
    assert (np.diff(brightness) > 0.0).all()
    network = SimpleNet(2, 3)
    network.weight = [[-3.0, 1.0, -1.0], [3.0, 0.0, -2.0]]
    ax = plot_weights(network)
    image = pixels(ax)
    seen = {
        float(network.weight[row, column]): float(grey(color_at(image, ax, column, row)))
        for row, column in np.ndindex(2, 3)
    }
    in_order = [seen[weight] for weight in sorted(seen)]
    assert (np.diff(in_order) > 0.03).all()


def test_one_array_by_name_is_drawn_on_the_axes_themselves() -> None:
    network = TwoLayerNet(4, 3, 2, rng=0)
    left, right = Figure().subplots(1, 2)
    assert plot_weights(network, parameter="dense2.weight", ax=right) is right
    np.testing.assert_array_equal(values(right), network.parameters["dense2.weight"])
    assert not left.images


def test_an_unknown_name_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(
        ValueError, match=r"`parameter` must be one of \['dense1.weight', 'dense1.bias'\], got 'weight'"
    ):
        plot_weights(SimpleNet(bias=True), parameter="weight")
    with pytest.raises(TypeError, match="`network` must be of class Network"):
        plot_weights(Dense(2, 2))  # type: ignore[arg-type]  # what a caller without a type checker may do


def test_arrays_of_other_layers_have_rows_and_columns() -> None:
    maps = heat_maps(plot_weights(Sequential([Table((2, 3, 4)), Table((5,)), Table(())], rng=0)))
    assert [values(axes).shape for axes in maps.values()] == [(6, 4), (1, 5), (1, 1)]
    assert [axes.get_xlabel() for axes in maps.values()] == ["column"] * 3


def test_of_many_arrays_the_rest_is_listed() -> None:
    network = Sequential([Dense(2, 2) for _ in range(6)], rng=0)
    ax = plot_weights(network)
    assert list(heat_maps(ax)) == list(network.layout.names[:8])
    (note,) = [text.get_text() for axes in ax.figure.axes for text in axes.texts]
    assert note.splitlines() == ["4 more arrays:", *network.layout.names[8:]]
    longer = plot_weights(Sequential([Dense(2, 2) for _ in range(9)], rng=0))
    (note,) = [text.get_text() for axes in longer.figure.axes for text in axes.texts]
    assert [note.splitlines()[0], note.splitlines()[-1], len(note.splitlines())] == ["10 more arrays:", "...", 9]


@pytest.mark.parametrize("units", [1, 3, 10, 64])
def test_each_column_is_an_image_of_its_unit(units: int) -> None:
    network = SimpleNet(6, units, rng=0)
    ax = plot_weights(network, shape=(2, 3))
    columns = len(ax.get_xticks())
    mosaic = values(ax)
    for unit in range(units):
        top, left = 3 * (unit // columns), 4 * (unit % columns)
        tile = mosaic[top : top + 2, left : left + 3]
        np.testing.assert_array_equal(tile, network.weight[:, unit].reshape(2, 3))
    assert int(np.isfinite(mosaic).sum()) == 6 * units
    assert ax.get_title() == f"dense1.weight: {units} of {units} units"


def test_units_can_be_counted_from_the_edges() -> None:
    ax = plot_weights(SimpleNet(6, 10, rng=0), shape=(2, 3))
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["0", "4", "8"]
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["+0", "+1", "+2", "+3"]
    np.testing.assert_array_equal(ax.get_yticks(), [0.5, 3.5, 6.5])  # the middles of the images
    np.testing.assert_array_equal(ax.get_xticks(), [1.0, 5.0, 9.0, 13.0])


def test_of_more_than_64_units_it_says_how_many_are_shown() -> None:
    network = SimpleNet(4, 100, rng=0)
    ax = plot_weights(network, shape=(2, 2))
    assert ax.get_title() == "dense1.weight: 64 of 100 units"
    limit = float(np.abs(network.weight).max())
    assert ax.images[0].get_clim() == (-limit, limit)  # the colours of one unit are those of all


def test_a_shape_is_two_counts() -> None:
    with pytest.raises(TypeError, match=r"`shape` must be \(rows, columns\) of an image, got 4"):
        plot_weights(TwoLayerNet(4, 3, 2, rng=0), shape=4)  # type: ignore[arg-type]  # what the test is about


def test_the_shape_finds_its_array() -> None:
    network = TwoLayerNet(9, 4, 3, rng=0)
    assert plot_weights(network, shape=(2, 2)).get_title() == "dense2.weight: 3 of 3 units"
    assert plot_weights(network, shape=(3, 3)).get_title() == "dense1.weight: 4 of 4 units"
    assert plot_weights(network, parameter="dense2.weight", shape=(4, 1)).get_title() == "dense2.weight: 3 of 3 units"


@pytest.mark.parametrize(
    ("network", "parameter", "shape", "kind", "message"),
    [
        (SimpleNet(4, 3), None, (3, 3), ValueError, r"`shape` must have .* among dense1.weight \(4, 3\), got \(3, 3\)"),
        (TwoLayerNet(4, 3, 2), "dense2.weight", (2, 2), ValueError, r"among dense2.weight \(3, 2\), got \(2, 2\)"),
        (
            SimpleNet(4, 3),
            None,
            (2, 2, 1),
            ValueError,
            r"`shape` must be \(rows, columns\) of an image, got \(2, 2, 1\)",
        ),
        (SimpleNet(4, 3), None, (2.0, 2), TypeError, "`shape` must be a whole number, got 2.0"),
        (SimpleNet(4, 3), None, (-2, -2), ValueError, "`shape` must be a whole number of at least 1, got -2"),
    ],
)
def test_shapes_that_fit_nothing(
    network: Network, parameter: str | None, shape: tuple[int, int], kind: type[Exception], message: str
) -> None:
    with pytest.raises(kind, match=message):
        plot_weights(network, parameter=parameter, shape=shape)
