"""The picture of a report as a whole: what it says, what it leaves out, where it is drawn."""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("matplotlib")
from matplotlib.figure import Figure

from minigrad import Dense, MissingExtraError, Sequential, SimpleNet, Tanh, TwoLayerNet
from minigrad.checking import GradientReport, check_gradient
from minigrad.plotting import plot_gradient_report
from minigrad.plotting.drawing.canvas import figure_of
from tests.plotting.rendering import pixels
from tests.plotting.spoilt import cube_report, drawn, network_report, points, shown_by, times


def test_arrays_that_there_is_no_room_for_are_named() -> None:
    """Eight arrays, of which the last bias is wrong: six are shown, that one among them."""
    layers = [Dense(4, 4), Tanh(), Dense(4, 4), Tanh(), Dense(4, 4), Tanh(), Dense(4, 3)]
    _, panels, words = drawn(network_report(Sequential(layers, rng=0), times(1.5, -1)))
    shown = [axes.get_title().split("\n")[0] for axes in panels[:-1]]
    assert shown == ["dense1.weight", "dense1.bias", "dense2.weight", "dense2.bias", "dense3.weight", "dense4.bias"]
    assert "not shown: 2 of 8 arrays, none of which fails: dense3.bias, dense4.weight" in words
    assert points(panels[-2]) == [[(2.0, 0.0)]]
    _, panels, words = drawn(network_report(Sequential(layers, rng=0), lambda gradient: np.asarray(-gradient)))
    assert "not shown: 2 of 8 arrays, some of which fail" in words
    assert "looks like: the sign is wrong" in words


@pytest.mark.parametrize("screen", [False, True])
def test_a_report_read_from_json_gives_the_same_picture(screen: bool) -> None:
    report = network_report(SimpleNet(4, 3, bias=True, rng=0), times(1.5, 5), screen=screen)
    one, other = (plot_gradient_report(each) for each in (report, GradientReport.from_json(report.to_json())))
    for ax in (one, other):
        figure_of(ax).set_layout_engine("none")  # it costs most of the time, and the same goes into both
    np.testing.assert_array_equal(pixels(one), pixels(other))


def test_a_report_of_an_earlier_release_has_marks_for_its_worst_entries_and_says_so() -> None:
    errors = np.zeros((6, 6))
    errors[:5, :5] = 0.1
    report = replace(cube_report(errors), marks="")
    _, (axes,), words = drawn(report)
    assert sorted((y, x) for x, y in points(axes)[0]) == sorted(
        (float(e.index[0]), float(e.index[1])) for e in report.worst
    )
    assert "marks are missing: this report, of an earlier release, names only the worst entries" in words


def test_without_names_there_is_one_map_in_the_shape_of_x() -> None:
    """Reports of more than 1e5 entries have no names."""
    errors = np.zeros((4, 6))
    errors[2, 5] = 0.1
    _, (axes,), _ = drawn(replace(cube_report(errors), names=()))
    assert axes.get_title() == "gradient\n1 of 24 fail"
    assert points(axes) == [[(5.0, 2.0)]]


def test_a_gradient_that_could_not_be_read() -> None:
    frame, (axes,), words = drawn(check_gradient(lambda x: float(x @ x), lambda x: np.ones(2), np.ones(3)))
    assert "! jac returns a wrong shape" in words
    assert points(axes) == [[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0)]]
    pixels(frame)


def test_entries_that_rest_on_their_parts_have_a_marker_of_their_own() -> None:
    report = cube_report(np.zeros(4))
    _, (axes,), words = drawn(replace(report, marks="ppcp"))
    assert points(axes) == [[(2.0, 0.0)]]
    assert "● 1 confirmed from parts of the loss" in words
    assert np.isnan(shown_by(axes)[0]).tolist() == [False, False, True, False]


@pytest.mark.parametrize("constrained", [False, True])
def test_on_axes_of_ones_own_it_keeps_to_their_place(constrained: bool) -> None:
    figure = Figure(figsize=(12.8, 9.6), layout="constrained" if constrained else None)
    axes = figure.subplots(2, 2)
    report = network_report(TwoLayerNet(4, 5, 3, rng=0), times(1.5, 3))
    assert plot_gradient_report(report, ax=axes[1, 1]) is axes[1, 1]
    figure.draw_without_rendering()
    for own in figure.axes[4:]:
        box = own.get_position()
        assert box.x0 > 0.48
        assert box.y1 < 0.53
        assert box.width > 0.0
    width = float(figure.get_window_extent().width)
    assert float(axes[1, 1].texts[0].get_window_extent().x1) <= width


def test_it_fits_on_640_by_480_pixels() -> None:
    frame, panels, _ = drawn(network_report(TwoLayerNet(4, 5, 3, rng=0), lambda gradient: np.asarray(-gradient)))
    assert pixels(frame).shape == (480, 640, 3)
    words = frame.texts[0].get_window_extent()
    assert words.x1 <= 640.0
    assert words.y1 <= 480.0
    for axes in panels:
        box = axes.get_tightbbox()
        assert box is not None
        assert box.x0 >= 0.0
        assert box.y0 >= 0.0
        assert box.x1 <= 640.0
        assert box.y1 <= words.y0
    titles = [axes.title.get_window_extent() for axes in panels]
    assert not any(one.overlaps(other) for number, one in enumerate(titles) for other in titles[:number])


def test_another_thing_than_a_report() -> None:
    with pytest.raises(TypeError, match="`report` must be of class GradientReport, got 3"):
        plot_gradient_report(3)  # type: ignore[arg-type]  # what the message is about


def test_axes_that_were_placed_by_hand() -> None:
    axes = Figure().add_axes((0.0, 0.0, 1.0, 1.0))
    with pytest.raises(ValueError, match="`ax` must come from `add_subplot` or `subplots`"):
        plot_gradient_report(cube_report(np.zeros(2)), ax=axes)


def test_without_matplotlib_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    report = cube_report(np.zeros(2))
    monkeypatch.setitem(sys.modules, "matplotlib.axes", None)
    with pytest.raises(MissingExtraError, match=r"the extra `plot` brings"):
        plot_gradient_report(report)


def test_the_verdict_is_the_first_word() -> None:
    assert drawn(cube_report(np.zeros(2)))[2].startswith("PASS: 2 of 2 entries pass")
    assert drawn(cube_report(np.array([0.0, 1.0])))[2].startswith("FAIL: 1 of 2 entries pass, 1 fail")
    assert drawn(cube_report(np.zeros(30), budget=60))[2].startswith("INCONCLUSIVE: ")


def test_dollar_signs_in_names_are_no_formula() -> None:
    report = check_gradient(lambda x: float(x @ x), lambda x: 3 * x, [1.0, 2.0], names=[r"$\oops$[0]", r"$\oops$[1]"])
    frame, (axes, _), words = drawn(report)
    pixels(frame)  # the formula would be refused here
    assert r"$\oops$[1]" in words
    assert axes.get_title().startswith(r"$\oops$")
