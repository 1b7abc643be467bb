from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt
import pytest

import minigrad as mg
from minigrad.arrays import Float64Array, FloatArray
from minigrad.plotting import plot_descent
from minigrad.plotting.drawing.canvas import figure_of
from minigrad.plotting.drawing.contours import sample
from minigrad.plotting.drawing.frame import as_frame
from tests.plotting.descents import START, descend, frozen_run, lines_of, panels_of, words_of
from tests.plotting.pictures import bowl
from tests.plotting.rendering import colours_near, data_of, pixels
from tests.plotting.test_contours import rosenbrock

pytest.importorskip("matplotlib")

if TYPE_CHECKING:
    from matplotlib.axes import Axes

RUNS = {
    "small": descend(1e-10),
    "good": descend(0.1),
    "few": descend(0.1, steps=5),
    "large": descend(10.0),
    "frozen": frozen_run(),
}


class Drawn(NamedTuple):
    """Five runs, in three panels above and two below, and the pixels."""

    host: Axes
    panels: list[Axes]
    image: npt.NDArray[np.uint8]


@pytest.fixture(name="drawn", scope="module")
def _drawn() -> Drawn:
    host = plot_descent(RUNS, bowl)
    return Drawn(host, panels_of(host), pixels(host))


@pytest.fixture(name="alone", scope="module")
def _alone() -> Drawn:
    """A run that converges, and the pixels."""
    ax = plot_descent(RUNS["good"], bowl)
    return Drawn(ax, [], pixels(ax))


def test_the_path_is_drawn_point_by_point_with_its_start_and_its_end(alone: Drawn) -> None:
    lines = lines_of(alone.host)
    exact = np.outer(0.8 ** np.arange(101), START)  # x <- x - 0.1 * 2 x
    np.testing.assert_allclose(data_of(lines["path"]).T, exact, atol=1e-6)
    np.testing.assert_allclose(data_of(lines["start"]).T, [START], atol=1e-12)
    np.testing.assert_allclose(data_of(lines["end"]).T, [[0.0, 0.0]], atol=1e-8)
    assert lines["start"].get_marker() != lines["end"].get_marker()


def test_words_name_both_ends_and_stand_beside_the_path(alone: Drawn) -> None:
    ax = alone.host
    assert words_of(ax) == ["start", "end"]
    assert ax.get_title() == "converged in 100 steps, fun = 1.04e-18"
    path = ax.transData.transform(data_of(lines_of(ax)["path"]).T)
    between = (path[:-1] + np.linspace(0.0, 1.0, 200)[:, np.newaxis, np.newaxis] * np.diff(path, axis=0)).reshape(-1, 2)
    for text in ax.texts:
        box = text.get_bbox_patch()
        assert box is not None
        assert not box.get_window_extent().count_contains(between)


def test_the_frame_holds_the_path_and_has_contours_of_the_function(alone: Drawn) -> None:
    ax, image = alone.host, alone.image
    assert ax.get_xlim() == pytest.approx((-3.8, 0.8), abs=1e-6)
    assert ax.get_ylim() == pytest.approx((-0.8, 4.8), abs=1e-6)
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("x0", "x1")
    assert ax.get_aspect() == 1.0
    assert [axes.get_ylabel() for axes in figure_of(ax).axes] == ["x1", "f(x0, x1)"]
    low, high = colours_near(ax, 0.5, 0.3, image=image), colours_near(ax, -3.6, 4.7, image=image)
    assert sum(max(low)) < sum(max(high))


@pytest.fixture(name="short", scope="module")
def _short() -> Drawn:
    """A run of five steps, whose points are (-3, 4) 0.8^k, and the pixels."""
    ax = plot_descent(RUNS["few"], bowl)
    return Drawn(ax, [], pixels(ax))


def test_the_path_can_be_seen_on_dark_and_bright_ground(short: Drawn) -> None:
    """Between its points."""
    ax, image = short.host, short.image
    for factor in (0.9, 0.56):
        seen = colours_near(ax, -3.0 * factor, 4.0 * factor, reach=4, image=image)
        assert max(map(sum, seen)) > 3 * 250
        assert min(map(sum, seen)) < 3 * 15


def test_a_path_along_an_axis_is_shown_with_its_surroundings() -> None:
    """Along x0 from 1 to the saddle point at 0: no strip, but 0.8 times the length of the path across it."""

    def saddle(x: Float64Array) -> float:
        return float(x[0] ** 2 - x[1] ** 2)

    ax = plot_descent(descend(0.1, fun=saddle, start=(1.0, 0.0)), saddle)
    assert ax.get_xlim() == pytest.approx((-0.2, 1.2), abs=1e-6)
    assert ax.get_ylim() == pytest.approx((-0.4, 0.4), abs=1e-6)
    assert ax.get_title().startswith("no minimum after 100 steps, fun = ")


def test_bounds_are_the_caller_s() -> None:
    ax = plot_descent(RUNS["good"], bowl, bounds=((-4.0, 2.0), (-1.0, 5.0)))
    assert (ax.get_xlim(), ax.get_ylim()) == ((-4.0, 2.0), (-1.0, 5.0))
    with pytest.raises(ValueError, match="`bounds` must have low < high"):
        plot_descent(descend(0.1), bowl, bounds=(1.0, -1.0))


def test_a_path_that_the_bounds_do_not_show_is_said_to_be_outside() -> None:
    ax = plot_descent(descend(0.1), bowl, bounds=(10.0, 11.0))
    assert words_of(ax) == ["outside of the frame\nconverged in 100 steps\nfun = 1.04e-18"]
    assert not lines_of(ax)


def test_the_function_gets_points_of_the_shape_that_was_minimised() -> None:
    def total(x: Float64Array) -> float:
        assert x.shape == (2, 1)
        return float(np.sum(x**2))

    result = mg.minimize(total, [[-3.0], [4.0]], mg.GradientDescent(learning_rate=0.1))
    np.testing.assert_allclose(data_of(lines_of(plot_descent(result, total))["start"]).T, [START])


def test_a_run_that_hardly_moved_shows_its_surroundings() -> None:
    ax = plot_descent(descend(1e-10), bowl)
    assert ax.get_title() == "hardly moved in 100 steps, fun = 25"
    assert ax.get_xlim() == (-8.0, 2.0)
    assert ax.get_ylim() == (-1.0, 9.0)


def test_each_has_a_panel_with_its_label_and_its_end(drawn: Drawn) -> None:
    assert not drawn.host.axison
    assert [panel.get_title() for panel in drawn.panels] == [
        "small\nhardly moved in 100 steps\nfun = 25",
        "good\nconverged in 100 steps\nfun = 1.04e-18",
        "few\nnot converged in 5 steps\nfun = 2.68",  # 25 * 0.64^5
        "large\ndiverged at step 4\nfun = 4.25e+11",
        "frozen\nfrozen after step 10\nfun = 6.72e+26",
    ]


def test_all_panels_have_the_same_frame_and_the_same_colours(drawn: Drawn) -> None:
    assert len({(panel.get_xlim(), panel.get_ylim()) for panel in drawn.panels}) == 1
    ground = {frozenset(colours_near(panel, -0.4, 3.0, image=drawn.image)) for panel in drawn.panels}
    assert len(ground) == 1
    assert frozenset(colours_near(drawn.panels[0], 0.3, 0.5, image=drawn.image)) not in ground


def test_only_outer_panels_name_their_axes(drawn: Drawn) -> None:
    assert [panel.get_ylabel() for panel in drawn.panels] == ["x1", "", "", "x1", ""]
    assert [panel.get_xlabel() for panel in drawn.panels] == ["", "", "x0", "x0", "x0"]


def test_titles_do_not_run_into_each_other(drawn: Drawn) -> None:
    boxes = [panel.title.get_window_extent() for panel in drawn.panels]
    assert not any(one.overlaps(other) for one in boxes for other in boxes if one is not other)


def test_the_function_is_sampled_once() -> None:
    calls = []

    def fun(x: Float64Array) -> float:
        calls.append(1)
        return bowl(x)

    plot_descent({name: RUNS[name] for name in ("small", "good")}, fun)
    assert len(calls) == sample(bowl, as_frame((0.0, 1.0))).values.size


def test_two_optimizers_in_rosenbrock_s_valley_differ_in_their_paths() -> None:
    runs = {
        "momentum": mg.minimize(rosenbrock, [-1.5, 2.0], mg.Momentum(learning_rate=5e-4), steps=200),
        "Adam": mg.minimize(rosenbrock, [-1.5, 2.0], mg.Adam(learning_rate=0.1), steps=200),
    }
    for panel, result in zip(panels_of(plot_descent(runs, rosenbrock)), runs.values(), strict=True):
        np.testing.assert_allclose(data_of(lines_of(panel)["path"]).T, result.path, atol=1e-12)
        np.testing.assert_allclose(data_of(lines_of(panel)["end"]).T, [result.x], atol=1e-12)


def test_a_run_of_no_steps_can_be_drawn() -> None:
    result = descend(0.1, steps=0)
    for fun in (bowl, None):
        ax = plot_descent(result, fun)
        figure_of(ax).draw_without_rendering()
        np.testing.assert_allclose(data_of(ax.lines[0]).T, [START if fun else (0.0, 25.0)])


def test_single_precision_is_drawn_as_it_is() -> None:
    def gradient(x: FloatArray) -> FloatArray:
        return 2.0 * x

    start = np.array(START, dtype=np.float32)
    result = mg.minimize(bowl, start, mg.GradientDescent(learning_rate=0.1), jac=gradient, steps=5)
    path = data_of(lines_of(plot_descent(result, bowl))["path"]).T
    np.testing.assert_allclose(path, np.outer(0.8 ** np.arange(6), START), rtol=1e-6)


def test_mistakes_name_the_argument() -> None:
    with pytest.raises(
        TypeError, match="`results` must be a DescentResult or a mapping from labels to such results, got 3"
    ):
        plot_descent(3)  # type: ignore[arg-type]  # the mistake under test
    with pytest.raises(TypeError, match=r"`results\['a'\]` must be of class DescentResult, got 3"):
        plot_descent({"a": 3})  # type: ignore[dict-item]  # the mistake under test
    with pytest.raises(ValueError, match="`results` must hold at least one DescentResult, got an empty mapping"):
        plot_descent({})


def test_each_step_that_is_long_enough_has_a_dot(short: Drawn) -> None:
    """The picture is whiter at the points of the path than halfway between two of them."""
    ax, image = short.host, short.image

    def whiteness(factor: float) -> float:
        column, row = ax.transData.transform((-3.0 * factor, 4.0 * factor)).round().astype(int).tolist()
        return float(
            (image[len(image) - row - 4 : len(image) - row + 3, column - 3 : column + 4] > 200).all(axis=-1).sum()
        )

    for factor in (0.8, 0.64, 0.512):
        assert whiteness(factor) > 1.2 * max(whiteness(0.9 * factor), whiteness(1.1 * factor))
