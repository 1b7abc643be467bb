"""Decision regions: the classes of the plane are the network's, and samples are judged by what they are."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pytest

pytest.importorskip("matplotlib")

from matplotlib.axes import Axes
from matplotlib.collections import Collection, PathCollection
from matplotlib.contour import ContourSet
from matplotlib.figure import Figure

import minigrad as mg
from minigrad.arrays import Float64Array, FloatArray, IntArray
from minigrad.plotting import plot_decision_regions
from tests.plotting.linear_networks import TWO, linear
from tests.plotting.rendering import color_at, grey, legend_hides, legend_labels, pixels

RNG = np.random.default_rng(0)
CLOUD = RNG.normal(size=(40, 2))


THREE = linear([[-1.0, 0.0, 1.0], [0.0, 0.0, 0.0]], [0.0, 0.5, 0.0])  # by x0: class 0 below -0.5, 1, class 2 above 0.5


def classes(ax: Axes) -> tuple[Float64Array, Float64Array, IntArray]:
    """Coordinates (a, b) of the pixels' centres, and the class drawn at each."""
    (image,) = ax.images
    drawn = np.asarray(image.get_array())
    left, right, bottom, top = image.get_extent()
    rows, columns = drawn.shape
    a = left + (right - left) * (np.arange(columns) + 0.5) / columns
    b = bottom + (top - bottom) * (np.arange(rows) + 0.5) / rows
    return *np.meshgrid(a, b), drawn


def samples(ax: Axes, count: int) -> list[PathCollection]:
    """The samples of each class, and the rings."""
    found = [each for each in ax.collections if isinstance(each, PathCollection)]
    assert len(found) == count + 1
    return found


def places(collection: Collection) -> Float64Array:
    return np.asarray(collection.get_offsets(), dtype=np.float64)


def by_rows(array: FloatArray) -> list[list[float]]:
    return sorted(array.tolist())


def test_of_two_features_the_plane_is_exact() -> None:
    a, b, drawn = classes(plot_decision_regions(TWO, CLOUD, np.zeros(40, int)))
    np.testing.assert_array_equal(drawn[a != b], (a < b)[a != b])


def test_each_class_lies_where_its_output_is_the_largest_with_no_third_between_two() -> None:
    a, _, drawn = classes(plot_decision_regions(THREE, CLOUD, np.zeros(40, int)))
    np.testing.assert_array_equal(drawn, np.where(a < -0.5, 0, np.where(a > 0.5, 2, 1)))


def test_the_boundaries_are_drawn_where_two_outputs_are_equal() -> None:
    ax = plot_decision_regions(THREE, CLOUD, np.zeros(40, int))
    lines = [path.vertices for each in ax.collections if isinstance(each, ContourSet) for path in each.get_paths()]
    x0 = np.concatenate([np.asarray(line) for line in lines])[:, 0]
    assert {round(float(x), 6) for x in x0} == {-0.5, 0.5}


def test_the_frame_holds_all_samples() -> None:
    ax = plot_decision_regions(TWO, CLOUD, np.zeros(40, int))
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    assert left < CLOUD[:, 0].min()
    assert right > CLOUD[:, 0].max()
    assert bottom < CLOUD[:, 1].min()
    assert top > CLOUD[:, 1].max()


def test_samples_stand_in_their_places_each_class_with_its_own_marker() -> None:
    t = RNG.integers(3, size=40)
    *groups, _ = samples(plot_decision_regions(THREE, CLOUD, t), 3)
    for number, group in enumerate(groups):
        assert by_rows(places(group)) == by_rows(CLOUD[t == number])
    outlines = {np.asarray(group.get_paths()[0].vertices).tobytes() for group in groups}
    assert len(outlines) == 3


def test_the_misclassified_are_ringed_and_counted() -> None:
    truth = (CLOUD[:, 0] < CLOUD[:, 1]).astype(int)
    t = truth.copy()
    t[[3, 17, 30]] = 1 - t[[3, 17, 30]]
    ax = plot_decision_regions(TWO, CLOUD, t, target_names=["below", "above"])
    assert by_rows(places(samples(ax, 2)[-1])) == by_rows(CLOUD[[3, 17, 30]])
    assert legend_labels(ax) == ["below", "above", "misclassified: 3 of 40"]
    none = plot_decision_regions(TWO, CLOUD, truth)
    assert legend_labels(none) == ["0", "1", "misclassified: 0 of 40"]
    assert len(places(samples(none, 2)[-1])) == 0


def test_one_hot_rows_are_labels_too() -> None:
    t = RNG.integers(3, size=40)
    labels, rows = (plot_decision_regions(THREE, CLOUD, targets) for targets in (t, np.eye(3)[t]))
    assert [by_rows(places(each)) for each in samples(labels, 3)] == [
        by_rows(places(each)) for each in samples(rows, 3)
    ]


def test_two_features_of_many_with_the_others_at_their_means() -> None:
    iris = mg.load_iris()
    weight = RNG.normal(size=(4, 3))
    network = linear(weight.tolist(), (-iris.x.mean(axis=0) @ weight).tolist())  # all outputs are 0 at the mean
    ax = plot_decision_regions(network, iris.x, iris.t, features=(3, 1), feature_names=iris.feature_names)
    a, b, drawn = classes(ax)
    assert len(np.unique(drawn)) == 3
    means = [float(np.sum(column)) / 150 for column in iris.x.T]
    rows = np.array(
        [
            [means[0], second, means[2], first]
            for first, second in zip(a[::40, ::40].flat, b[::40, ::40].flat, strict=True)
        ]
    )
    np.testing.assert_array_equal(drawn[::40, ::40].ravel(), network.predict(rows).argmax(axis=1))
    assert (ax.get_xlabel(), ax.get_ylabel()) == (iris.feature_names[3], iris.feature_names[1])
    legend = ax.get_legend()
    assert legend is not None
    assert "the other 2 features at their means" in legend.get_title().get_text()


def test_principal_components_with_their_shares_of_the_variance() -> None:
    iris = mg.load_iris()
    ax = plot_decision_regions(mg.TwoLayerNet(4, 6, 3, rng=1), iris.x, iris.t)
    variances, directions = np.linalg.eigh(np.cov(iris.x.T))
    expected = (iris.x - iris.x.mean(axis=0)) @ directions[:, [3, 2]]
    found = np.concatenate([places(each) for each in samples(ax, 3)[:-1]])  # iris is sorted by class
    np.testing.assert_allclose(np.abs(found), np.abs(expected), atol=1e-9)
    np.testing.assert_allclose(found @ found.T, expected @ expected.T, atol=1e-9)
    share = variances / variances.sum()
    assert ax.get_xlabel() == f"principal component 1 ({100 * share[3]:.1f}% of the variance)"
    assert ax.get_ylabel() == f"principal component 2 ({100 * share[2]:.1f}% of the variance)"
    legend = ax.get_legend()
    assert legend is not None
    assert legend.get_title().get_text() == (
        f"plane: {100 * (share[3] + share[2]):.1f}% of the variance; samples: classified as they are, then projected"
    )


def test_regions_of_the_plane_of_components_are_those_of_its_points() -> None:
    """Three features of which the plane shows the first two, since those vary most and independently."""
    arms = np.diag([3.0, 2.0, 1.0])
    cross = np.array([10.0, 20.0, 30.0]) + np.stack([arms, -arms], axis=1).reshape(6, 3)
    network = linear([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]], [0.0, 20.0])  # class 0 where x0 + x2 > x1 + 20
    a, b, drawn = classes(plot_decision_regions(network, cross, np.zeros(6, int)))
    np.testing.assert_array_equal(drawn[a != b], (a < b)[a != b])  # x0 = 10 + a, x1 = 20 + b, x2 = 30


def test_a_sample_is_judged_by_itself_and_not_by_its_shadow() -> None:
    """The classes differ in the feature that varies least, which the plane does not show."""
    x = np.concatenate([RNG.normal(size=(30, 2)) * [5.0, 3.0], np.repeat([[-0.1], [0.1]], 15, axis=0)], axis=1)
    t = np.repeat([0, 1], 15)
    network = linear([[0.0, 0.0], [0.0, 0.0], [-1.0, 1.0]])
    ax = plot_decision_regions(network, x, t)
    assert legend_labels(ax)[-1] == "misclassified: 0 of 30"
    assert len(places(samples(ax, 2)[-1])) == 0


def test_regions_have_distinct_levels_of_brightness() -> None:
    ax = plot_decision_regions(THREE, [[-2.0, -1.0], [2.0, 1.0]], [0, 2])
    image = pixels(ax)
    levels = [float(grey(color_at(image, ax, x, 0.5))) for x in (-1.5, 0.0, 1.2)]
    np.testing.assert_allclose(levels, [0.6, 0.775, 0.95], atol=0.01)


def test_the_picture_is_the_right_way_up() -> None:
    ax = plot_decision_regions(TWO, [[-2.0, -2.0], [2.0, 2.0]], [0, 0])
    image = pixels(ax)
    below, above = grey(color_at(image, ax, 1.5, -1.5)), grey(color_at(image, ax, -1.5, 1.5))
    np.testing.assert_allclose([below, above], [0.6, 0.95], atol=0.01)


def test_many_regions_carry_their_names() -> None:
    """Eight directions of the plane, each the region of one class."""
    angles = np.arange(8) * np.pi / 4
    network = linear([np.cos(angles).tolist(), np.sin(angles).tolist()])
    names = [f"class {letter}" for letter in "abcdefgh"]
    ax = plot_decision_regions(network, [[-2.0, -2.0], [2.0, 2.0]], [5, 1], target_names=names)
    assert sorted(text.get_text() for text in ax.texts) == names
    for text in ax.texts:
        number = int(network.predict(np.array(text.get_position())).argmax())
        assert text.get_text() == names[number]
    outlines = {np.asarray(group.get_paths()[0].vertices).tobytes() for group in samples(ax, 8)[:-1]}
    assert len(outlines) == 8


@pytest.mark.parametrize("layout", ["constrained", None])
def test_the_legend_hides_nothing(layout: Literal["constrained"] | None) -> None:
    iris = mg.load_iris()
    given = Figure(figsize=(6.4, 4.8), layout=layout).add_subplot()
    network = mg.TwoLayerNet(4, 6, 3, rng=1)
    ax = plot_decision_regions(network, iris.x, iris.t, target_names=iris.target_names, ax=given)
    assert ax is given
    pixels(ax)
    assert not legend_hides(ax, [ax])


def test_a_network_in_single_precision() -> None:
    network = mg.SimpleNet(2, 2, dtype=np.float32)
    network.weight = TWO.weight
    a, b, drawn = classes(plot_decision_regions(network, CLOUD, np.zeros(40, int)))
    apart = np.abs(a - b) > 1e-6
    np.testing.assert_array_equal(drawn[apart], (a < b)[apart])


def test_one_sample_is_enough_for_two_features() -> None:
    ax = plot_decision_regions(TWO, [[1.0, 2.0]], [1])
    assert ax.get_xlim()[0] < 1.0 < ax.get_xlim()[1]
    assert ax.get_ylim()[0] < 2.0 < ax.get_ylim()[1]
