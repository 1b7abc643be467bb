"""The landscape of a loss: values of a known quadratic, directions with the norms of the weights, paths that end at
0."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt
import pytest

pytest.importorskip("matplotlib")

from matplotlib.axes import Axes
from matplotlib.contour import ContourSet
from matplotlib.figure import Figure

import minigrad as mg
from minigrad.arrays import Float64Array
from minigrad.plotting import plot_loss_landscape
from minigrad.plotting.drawing.canvas import figure_of
from minigrad.plotting.drawing.plane import Plane
from minigrad.plotting.parameters import landscape
from minigrad.plotting.parameters.filters import filter_plane
from minigrad.plotting.parameters.landscape import view_along, view_around
from tests.plotting.rendering import color_at, grey, legend_hides, legend_labels, pixels

RNG = np.random.default_rng(0)
X, T = RNG.normal(size=(20, 3)), RNG.normal(size=(20, 2))
LINEAR = mg.SimpleNet(3, 2, bias=True, rng=0)
LINEAR.theta = LINEAR.theta + 0.5  # so that the biases are not zero
SQUARED = mg.EmpiricalRisk(LINEAR, mg.MeanSquaredError(), X, T)
CLASSIFIER = mg.TwoLayerNet(4, 6, 3, rng=0)
IRIS = mg.load_iris()
ENTROPY = mg.EmpiricalRisk(CLASSIFIER, mg.SoftmaxCrossEntropy(), IRIS.x, IRIS.t)
CIRCLE = np.stack([np.cos(np.arange(7)), np.sin(np.arange(7))], axis=1) @ np.linalg.qr(RNG.normal(size=(8, 2)))[0].T


def outputs(theta: Float64Array) -> Float64Array:
    """x @ weight + bias, written out."""
    return X @ theta[:6].reshape(3, 2) + theta[6:]


def quadratic(plane: Plane, a: Float64Array, b: Float64Array) -> Float64Array:
    """The mean squared error at origin + a first + b second, by its six coefficients."""
    residual, first, second = outputs(plane.origin) - T, outputs(plane.first), outputs(plane.second)
    return (
        np.mean(residual**2)
        + 2.0 * (a * np.mean(residual * first) + b * np.mean(residual * second) + a * b * np.mean(first * second))
        + a**2 * np.mean(first**2)
        + b**2 * np.mean(second**2)
    )


def edges(ax: Axes) -> tuple[Float64Array, Float64Array]:
    """The corners (n, 2) of the contours' edges inside the frame, and the levels."""
    (contours,) = [each for each in ax.collections if isinstance(each, ContourSet)]
    points = np.concatenate([np.asarray(path.vertices) for path in contours.get_paths()])
    low, high = np.array([ax.get_xlim(), ax.get_ylim()]).T
    inside = ((points > low + 1e-6) & (points < high - 1e-6)).all(axis=1)
    return points[inside], np.asarray(contours.levels, dtype=np.float64)


@pytest.mark.parametrize("numbers_at_once", [1, 1000, 2**16])
def test_the_values_are_those_of_the_quadratic(numbers_at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landscape, "BATCH", numbers_at_once)
    views = view_around(SQUARED, None, 2.0, 6, rng=3), view_along(SQUARED, CIRCLE, 1.0, 5)
    for view in views:
        a, b = np.meshgrid(view.a, view.b)
        np.testing.assert_allclose(view.risks(SQUARED), quadratic(view.plane, a, b), rtol=1e-12)


def test_the_contours_lie_where_the_quadratic_has_their_levels() -> None:
    ax = plot_loss_landscape(SQUARED, points=61, rng=3)
    points, levels = edges(ax)
    values = quadratic(view_around(SQUARED, None, 1.0, 61, rng=3).plane, *points.T)
    distance = np.abs(values[:, np.newaxis] - levels).min(axis=1)
    assert len(points) > 100
    assert len(levels) > 5
    assert float(distance.max()) < 0.02 * float(np.diff(levels).min())


def test_low_is_dark_and_high_is_bright() -> None:
    ax = plot_loss_landscape(SQUARED, rng=3)
    image = pixels(ax)
    plane = view_around(SQUARED, None, 1.0, 25, rng=3).plane
    a, b = np.meshgrid(*2 * [np.linspace(-0.95, 0.95, 9)])
    values = quadratic(plane, a, b).ravel()
    seen = np.array(
        [grey(color_at(image, ax, x, y)) for x, y in zip(a.flat, b.flat, strict=True) if (x, y) != (0.0, 0.0)]
    )
    values = values[(a.ravel() != 0.0) | (b.ravel() != 0.0)]
    order = np.argsort(values)
    assert (np.diff(seen[order]) > -0.01).all()
    assert seen.max() - seen.min() > 0.4


def columns(network: mg.Network, direction: Float64Array) -> dict[str, Float64Array]:
    """The norm of each column of each weight, and of each bias as a whole."""
    arrays = network.unflatten(direction)
    return {name: np.sqrt((array**2).sum(axis=0)).astype(np.float64) for name, array in arrays.items()}


@pytest.mark.parametrize("rng", range(3))
def test_each_unit_has_the_norm_that_it_has_in_theta(rng: int) -> None:
    theta = RNG.normal(size=CLASSIFIER.layout.size)
    plane = filter_plane(CLASSIFIER.layout, theta, rng)
    expected = columns(CLASSIFIER, theta)
    for direction in (plane.first, plane.second):
        for name, norms in columns(CLASSIFIER, direction).items():
            np.testing.assert_allclose(norms, expected[name], rtol=1e-12)


def test_the_directions_are_orthogonal_in_each_unit() -> None:
    plane = filter_plane(CLASSIFIER.layout, RNG.normal(size=CLASSIFIER.layout.size), 0)
    first, second = CLASSIFIER.unflatten(plane.first), CLASSIFIER.unflatten(plane.second)
    for name in first:
        assert np.abs((first[name] * second[name]).sum(axis=0)).max() < 1e-12


def test_what_is_zero_in_theta_does_not_move() -> None:
    """The biases of a network that has not been trained."""
    plane = view_around(ENTROPY, None, 1.0, 3, rng=0).plane
    for name in ("dense1.bias", "dense2.bias"):
        place = CLASSIFIER.layout.slices[name]
        assert not plane.first[place].any()
        assert not plane.second[place].any()


def test_one_weight_and_one_bias_are_a_plane() -> None:
    line = mg.SimpleNet(1, 1, bias=True)
    plane = filter_plane(line.layout, np.array([3.0, 4.0]), 0)
    np.testing.assert_allclose([np.linalg.norm(plane.first), np.linalg.norm(plane.second)], [5.0, 5.0])
    assert abs(plane.first @ plane.second) < 1e-12


def test_units_of_one_input_are_normalised_together_and_a_single_number_moves_in_one_direction() -> None:
    network = mg.TwoLayerNet(1, 3, 1, rng=0)
    theta = RNG.normal(size=10)  # weight (1, 3), bias (3,), weight (3, 1), bias (1,)
    plane = filter_plane(network.layout, theta, 0)
    for place in (slice(0, 3), slice(3, 6), slice(6, 9)):
        for direction in (plane.first, plane.second):
            assert np.linalg.norm(direction[place]) == pytest.approx(np.linalg.norm(theta[place]))
        assert abs(plane.first[place] @ plane.second[place]) < 1e-12
    assert abs(plane.first[9]) == pytest.approx(abs(theta[9]))
    assert plane.second[9] == 0.0


def test_theta_is_marked_in_the_middle() -> None:
    ax = plot_loss_landscape(SQUARED, reach=0.5, rng=0)
    (mark,) = ax.lines
    assert (mark.get_xdata(), mark.get_ydata()) == ([0.0], [0.0])
    assert (ax.get_xlim(), ax.get_ylim()) == ((-0.5, 0.5), (-0.5, 0.5))
    assert legend_labels(ax) == [f"theta: risk {np.mean((outputs(LINEAR.theta.astype(np.float64)) - T) ** 2):.4g}"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == tuple(
        f"direction {n} (1 = the norm of each unit's weights)" for n in (1, 2)
    )
    (bar,) = [axes for axes in ax.figure.axes if axes is not ax]
    assert bar.get_ylabel() == "risk (mean loss)"


def test_another_theta() -> None:
    theta = np.arange(8.0)
    ax = plot_loss_landscape(SQUARED, theta, rng=0)
    assert legend_labels(ax) == [f"theta: risk {np.mean((outputs(theta) - T) ** 2):.4g}"]


def picture(rng: mg.Rng) -> npt.NDArray[np.uint8]:
    ax = plot_loss_landscape(SQUARED, points=7, rng=rng)
    figure_of(ax).set_layout_engine("none")  # it costs most of the time, and the same goes into all
    return pixels(ax)


def test_the_same_rng_gives_the_same_picture() -> None:
    before = str(np.random.get_state(legacy=False))  # noqa: NPY002 (the generator that must not matter)
    image = picture(1)
    np.testing.assert_array_equal(picture(np.random.default_rng(1)), image)
    assert (picture(2) != image).any()
    assert str(np.random.get_state(legacy=False)) == before  # noqa: NPY002 (the generator that must not matter)


def points_of(ax: Axes, number: int) -> Float64Array:
    return np.stack([np.asarray(values, np.float64) for values in ax.lines[number].get_data()], axis=1)


def test_a_path_in_a_plane_is_shown_as_it_is() -> None:
    """Rotated and moved only, so that its points keep their distances; and its end is the origin."""
    ax = plot_loss_landscape(SQUARED, path=CIRCLE)
    places = points_of(ax, 0)
    np.testing.assert_allclose(places @ places.T, (CIRCLE - CIRCLE[-1]) @ (CIRCLE - CIRCLE[-1]).T, atol=1e-12)
    np.testing.assert_array_equal(points_of(ax, 2), [[0.0, 0.0]])
    np.testing.assert_array_equal(points_of(ax, 1), places[:1])
    start, end = (np.mean((outputs(theta) - T) ** 2) for theta in CIRCLE[[0, -1]])
    assert legend_labels(ax) == ["path of 7 points", f"start: risk {start:.4g}", f"end: risk {end:.4g}"]


def test_the_axes_say_which_share_of_the_movement_they_show() -> None:
    path = np.cumsum(RNG.normal(size=(12, 8)), axis=0)
    ax = plot_loss_landscape(SQUARED, path=path)
    moved = path - path[-1]
    parts = np.linalg.eigvalsh(moved.T @ moved)[::-1] / np.sum(moved**2)
    assert ax.get_xlabel() == f"principal component 1 ({100 * parts[0]:.1f}% of the movement)"
    assert ax.get_ylabel() == f"principal component 2 ({100 * parts[1]:.1f}% of the movement)"
    places = points_of(ax, 0)
    np.testing.assert_allclose((places**2).sum(axis=0), parts[:2] * np.sum(moved**2))


@pytest.mark.parametrize("reach", [0.5, 2.0])
def test_the_reach_is_beyond_the_path(reach: float) -> None:
    ax = plot_loss_landscape(SQUARED, path=CIRCLE, reach=reach)
    places = points_of(ax, 0)
    low, high = places.min(axis=0), places.max(axis=0)
    np.testing.assert_allclose(
        [ax.get_xlim(), ax.get_ylim()], np.stack([low, high], 1) + np.outer(high - low, [-reach / 2, reach / 2])
    )


def test_the_path_of_a_training() -> None:
    network = mg.TwoLayerNet(4, 6, 3, rng=0)
    trainer = mg.Trainer(network, mg.SoftmaxCrossEntropy(), mg.Adam(learning_rate=0.05), rng=0)
    path = [network.theta.copy()]
    trainer.fit(IRIS.x, IRIS.t, epochs=5, callback=lambda record: path.append(network.theta.copy()))
    ax = plot_loss_landscape(ENTROPY, path=path, points=9)
    assert len(points_of(ax, 0)) == 6
    assert legend_labels(ax)[-1] == f"end: risk {trainer.history.loss[-1]:.4g}"


@pytest.mark.parametrize("layout", ["constrained", None])
def test_the_legend_hides_nothing(layout: Literal["constrained"] | None) -> None:
    given = Figure(figsize=(6.4, 4.8), layout=layout).add_subplot()
    assert plot_loss_landscape(SQUARED, path=CIRCLE, ax=given) is given
    pixels(given)
    assert not legend_hides(given, [given])


def test_where_the_loss_overflows_the_picture_is_hatched() -> None:
    with np.errstate(over="ignore"):
        ax = plot_loss_landscape(SQUARED, reach=1e160, points=5, rng=0)
    (bar,) = [axes for axes in ax.figure.axes if axes is not ax]
    assert bar.get_ylabel() == "risk (mean loss) (hatched: not finite)"
    with pytest.raises(ValueError, match=r"`risk` must be finite somewhere on the plane, .* use a smaller `reach`"):
        plot_loss_landscape(SQUARED, reach=1e160, points=4, rng=0)


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stack holds no more numbers than the limit: parameters and activations of the widest layer, 6 for each
    sample."""
    sizes: list[int] = []

    def values(risk: mg.EmpiricalRisk, thetas: Float64Array) -> Float64Array:
        sizes.append(len(thetas))
        return np.zeros(len(thetas))

    monkeypatch.setattr(mg.EmpiricalRisk, "values", values)
    view_around(ENTROPY, None, 1.0, 25, rng=0).risks(ENTROPY)
    one = CLASSIFIER.layout.size + 6 * 150
    assert sum(sizes) == 625
    assert 0.5 * landscape.BATCH < max(sizes) * one <= landscape.BATCH
