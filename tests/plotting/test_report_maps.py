"""The maps of a report: marks lie where the test spoilt the gradient, and colours are its errors."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("matplotlib")
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgb

from minigrad import SimpleNet
from minigrad.checking import check_adjoint, check_gradient, check_jacobian
from minigrad.plotting.drawing.canvas import figure_of
from minigrad.plotting.drawing.styles import WRONG
from minigrad.plotting.reports.marked_map import outline
from tests.plotting.rendering import pixels
from tests.plotting.spoilt import cell, cube_report, drawn, network_report, points, shown_by, times


def test_the_guilty_entries_of_a_network_are_marked_and_named() -> None:
    """theta is weight (4, 3) and then bias (3,): element 5 is weight[1, 2], element 12 is bias[0]."""
    _, (weight, bias, remainder), words = drawn(network_report(SimpleNet(4, 3, bias=True, rng=0), times(1.5, 5, 12)))
    assert points(weight) == [[(2.0, 1.0)]]
    assert points(bias) == [[(0.0, 0.0)]]
    assert [axes.get_title() for axes in (weight, bias)] == ["dense1.weight\n1 of 12 fail", "dense1.bias\n1 of 3 fail"]
    assert words.startswith("FAIL: 13 of 15 entries pass, 2 fail")
    assert "✖ 2 fail: " in words
    assert "dense1.weight[1, 2]" in words
    assert "dense1.bias[0]" in words
    assert "first-order part is left" in remainder.get_title()


def test_colours_are_the_logarithm_of_the_relative_error() -> None:
    """g (1 + e) against g: |e| / max(1, 1 + e)."""
    errors = np.array([[0.0, 1e-2, 1e-3], [-0.5, 1.0, 1e-4]])
    _, (axes,), _ = drawn(cube_report(errors))
    image = axes.images[0]
    shown = shown_by(axes)
    assert shown[0, 0] < -8.0
    wrong = errors != 0.0
    expected = np.log10(np.abs(errors[wrong]) / np.maximum(1.0, 1.0 + errors[wrong]))
    np.testing.assert_allclose(shown[wrong], expected, atol=1e-3)
    assert image.get_clim() == (-16.0, 0.0)
    assert points(axes) == [[(1.0, 0.0), (2.0, 0.0), (0.0, 1.0), (1.0, 1.0), (2.0, 1.0)]]


def test_the_colour_bar_has_a_name_and_a_line_at_rtol() -> None:
    report = cube_report(np.zeros(3))
    frame, _, _ = drawn(report)
    bar = figure_of(frame).axes[-1]
    assert bar.get_ylabel() == "log10 of the relative error (line: rtol = 3.3e-07)"
    (line,) = bar.lines
    assert np.asarray(line.get_ydata()).tolist() == pytest.approx(2 * [np.log10(3.3e-7)])


def test_guilty_and_inconclusive_entries_look_different() -> None:
    """|x| at 0 has no slope; the gradient of the second entry is wrong, that of the first is right."""
    report = check_gradient(
        lambda x: float(x[0] ** 2 + x[1] ** 2 + abs(x[2])), lambda x: [2.0, 7.0, 1.0], [1.0, 1.0, 0.0]
    )
    _, (axes, _), words = drawn(report)
    assert points(axes) == [[(1.0, 0.0)], [(2.0, 0.0)]]
    failed, open_ = axes.collections
    for collection, colour in ((failed, WRONG), (open_, "white")):
        assert tuple(np.asarray(collection.get_facecolor())[0, :3].tolist()) == to_rgb(colour)
    assert np.shape(failed.get_paths()[0].vertices) != np.shape(open_.get_paths()[0].vertices)  # another marker
    assert "✖ 1 fail: x[1]" in words
    assert "○ 1 inconclusive: x[2]" in words
    assert "hatched: 1 without a relative error" in words
    assert np.isnan(shown_by(axes)).tolist() == [[False, False, True]]


def test_what_the_budget_did_not_reach_is_hatched_and_has_no_marker() -> None:
    report = cube_report(np.zeros((4, 10)), budget=100)
    assert 0 < len(report.unchecked) < 40
    frame, (axes,), words = drawn(report)
    shown = shown_by(axes)
    assert [f"x[{row}, {column}]" for row, column in np.argwhere(np.isnan(shown))] == list(report.unchecked)
    assert axes.patch.get_hatch()
    assert not axes.collections
    k = len(report.unchecked)
    assert f"hatched: {k} without a relative error, {k} of them not checked for lack of budget" in words
    row, column = np.argwhere(np.isnan(shown))[0]
    inside = cell(frame, axes, int(row), int(column))
    assert float(inside.std()) > 0.1
    assert float(inside.mean()) > 0.75
    row, column = np.argwhere(~np.isnan(shown))[0]
    assert float(cell(frame, axes, int(row), int(column)).std(axis=(0, 1)).max()) < 1e-6  # one colour


def test_a_long_vector_is_folded_into_rows_of_a_round_length() -> None:
    """784 entries in rows of 50: number 300 is the first of row 6, number 783 is number 33 of row 15."""
    errors = np.zeros(784)
    errors[[300, 783]] = 0.1
    _, (axes,), words = drawn(cube_report(errors))
    assert shown_by(axes).shape == (16, 50)
    assert points(axes) == [[(0.0, 6.0), (33.0, 15.0)]]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["0", "250", "500", "750"]
    assert (axes.get_ylabel(), axes.get_xlabel()) == ("index", "+ index")
    assert "x[300]" in words
    assert "x[783]" in words
    assert "hatched" not in words
    (blank,) = axes.patches
    box = blank.get_path().transformed(blank.get_patch_transform()).get_extents()
    assert (box.x0, box.x1, box.y0, box.y1) == (33.5, 49.5, 14.5, 15.5)  # 800 places for 784 entries


def test_a_short_vector_is_one_row() -> None:
    _, (axes,), _ = drawn(cube_report(np.array([0.0, 0.0, 0.5])))
    assert shown_by(axes).shape == (1, 3)
    assert points(axes) == [[(2.0, 0.0)]]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["0", "1", "2"]
    assert list(axes.get_yticks()) == []


def test_an_array_of_four_axes_is_laid_out_in_rows_and_columns_of_two() -> None:
    """(8, 3, 3, 3) is 24 x 9: entry (3, 2, 0, 1) lies in row 3 * 3 + 2 and column 0 * 3 + 1."""
    errors = np.zeros((8, 3, 3, 3))
    errors[3, 2, 0, 1] = 0.1
    _, (axes,), words = drawn(cube_report(errors))
    assert shown_by(axes).shape == (24, 9)
    assert points(axes) == [[(1.0, 11.0)]]
    assert "x[3, 2, 0, 1]" in words
    assert (axes.get_ylabel(), axes.get_xlabel()) == ("axes 0, 1", "axes 2, 3")
    labels = {float(at): label.get_text() for at, label in zip(axes.get_yticks(), axes.get_yticklabels(), strict=True)}
    assert labels[6.0] == "2, 0"


def test_many_guilty_entries_are_outlined_together() -> None:
    """Rows 3 and 4 of a matrix of 20 x 60: the outline has the length of their border, and every piece lies on it."""
    errors = np.zeros((20, 60))
    errors[3:5] = 0.1
    _, (axes,), words = drawn(cube_report(errors))
    assert "orange outline 120 fail" in words
    assert "and 116 more" in words
    assert "✖" not in words
    (line,) = axes.collections
    assert isinstance(line, LineCollection)
    pieces = np.array(line.get_segments())
    assert float(np.abs(np.diff(pieces, axis=1)).sum()) == 2 * (60 + 2)
    x, y = pieces.mean(axis=1).T
    assert all(at in (2.5, 4.5) or place in (-0.5, 59.5) for place, at in zip(x, y, strict=True))


def test_an_outline_goes_around_holes_too() -> None:
    ring = np.ones((3, 3), dtype=np.bool_)
    ring[1, 1] = False
    assert len(outline(ring)) == 12 + 4
    assert len(outline(~ring)) == 4
    assert len(outline(np.zeros((2, 2), dtype=np.bool_))) == 0


def test_thousands_of_entries() -> None:
    errors = np.zeros((64, 50))
    errors[60, 3] = errors[2, 44] = 1e-3
    frame, (axes,), words = drawn(cube_report(errors))
    assert points(axes) == [[(44.0, 2.0), (3.0, 60.0)]]
    assert "3198 of 3200 entries pass, 2 fail" in words
    picture = pixels(frame) / 255.0
    orange = np.abs(picture - to_rgb(WRONG)).max(axis=-1) < 0.05
    for at in points(axes)[0]:
        x, y = (round(float(place)) for place in axes.transData.transform(at))
        assert orange[len(picture) - y - 4 : len(picture) - y + 4, x - 4 : x + 4].any()


def test_many_inconclusive_entries_have_an_outline_of_their_own() -> None:
    """fun is not a number, so nothing is known of any entry."""
    _, (axes,), words = drawn(check_gradient(lambda x: float("nan"), np.ones_like, np.ones((12, 12))))
    (line,) = axes.collections
    assert isinstance(line, LineCollection)
    assert len(line.get_segments()) == 4 * 12
    assert tuple(np.asarray(line.get_colors())[0, :3].tolist()) == to_rgb("black")
    assert "dotted outline 144 inconclusive" in words
    assert "fun is not finite" in words


def test_a_jacobian_is_one_matrix_and_products_are_called_so() -> None:
    """A 3 x 2 Jacobian with a wrong entry f[2] / x[1], and the six products of an adjoint that is twice too large."""
    matrix = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    claimed = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 7.0]])
    _, (axes,), _ = drawn(check_jacobian(lambda x: matrix @ x, lambda x: claimed, [1.0, 2.0], order=False, rng=0))
    assert axes.get_title() == "f / x\n1 of 6 fail"
    assert points(axes) == [[(1.0, 2.0)]]
    _, (axes,), _ = drawn(check_adjoint(lambda x: matrix @ x, lambda y: 2.0 * matrix.T @ y, 2, 3, rng=0))
    assert axes.get_title() == "products\n6 of 6 fail"
