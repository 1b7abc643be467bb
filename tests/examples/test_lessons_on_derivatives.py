"""The numbers and pictures of the lessons on derivatives, against the article's numbers and closed forms."""

from __future__ import annotations

import math

import numpy as np
import pytest

pytest.importorskip("matplotlib")

from matplotlib.quiver import Quiver

from tests.examples.lessons import line_of, run

pytestmark = pytest.mark.xdist_group("lessons")


def test_the_articles_slopes_and_tangents() -> None:
    lesson = run("derivative_and_tangent")
    assert "h = 1e-4: 0.1999999999990898, wrong by 9e-13" in lesson.text  # as the article prints them
    assert "h = 1e-4: 0.2999999999986347, wrong by 1e-12" in lesson.text
    # By hand: y = f(a) + f'(a) (x - a), so the intercept is -0.01 a^2.
    assert "f'(5) = 0.2, and the tangent is y = 0.20 x -0.25" in lesson.text
    assert "f'(10) = 0.3, and the tangent is y = 0.30 x -1.00" in lesson.text
    np.testing.assert_allclose(line_of(lesson.axes, "f'(5) = 0.2"), [[0.0, -0.25], [20.0, 3.75]], atol=1e-9)
    np.testing.assert_allclose(line_of(lesson.axes, "f'(10) = 0.3"), [[0.0, -1.0], [20.0, 5.0]], atol=1e-9)


def test_the_forward_difference_is_wrong_by_half_the_second_derivative_times_the_step() -> None:
    lines = [line for line in run("derivative_and_tangent").text.splitlines() if "forward" in line]
    slopes = [float(line.split(": ")[1].split(",")[0]) for line in lines]
    assert np.subtract(slopes, [0.2, 0.3]) == pytest.approx(0.5 * 0.02 * 1e-5, rel=1e-3)


def test_secants_of_the_exponential() -> None:
    lesson = run("secant_and_tangent")
    forward, central = math.e - 1.0, math.sinh(1.0)
    assert lesson.numbers("forward difference, h = 1: ") == pytest.approx([forward, forward - 1.0], abs=1e-6)
    assert lesson.numbers("central difference, h = 1: ") == pytest.approx([central, central - 1.0], abs=1e-6)
    for label, slope in (("forward difference: 1.71828", forward), ("central difference: 1.1752", central)):
        (x0, y0), (x1, y1) = line_of(lesson.axes, label)
        assert (y0, y1) == pytest.approx((math.exp(x0), math.exp(x1)))  # through two points of the curve
        assert (y1 - y0) / (x1 - x0) == pytest.approx(slope)


def test_the_articles_partial_derivatives() -> None:
    lesson = run("partial_derivatives")
    assert "df/dx0 at (3, 4): 6.00000000000378 or 6.00000000000378" in lesson.text  # as the article prints them
    assert "df/dx1 at (3, 4): 7.999999999999119 or 7.999999999999119" in lesson.text


def test_the_cuts_and_their_tangents() -> None:
    left, right = run("partial_derivatives").panels
    assert (left.get_xlabel(), right.get_xlabel()) == ("x0", "x1")
    x0, along_x0 = line_of(left, "f(x)").T
    np.testing.assert_allclose(along_x0, x0**2 + 16.0)
    x1, along_x1 = line_of(right, "f(x)").T
    np.testing.assert_allclose(along_x1, 9.0 + x1**2)
    np.testing.assert_allclose(line_of(left, "f'(3) = 6"), [[-5.0, -23.0], [5.0, 37.0]], atol=1e-8)
    np.testing.assert_allclose(line_of(right, "f'(4) = 8"), [[-5.0, -47.0], [5.0, 33.0]], atol=1e-8)


def test_the_articles_gradients() -> None:
    lesson = run("gradient_field")
    for line in ("[3.0, 4.0] is [6.0, 8.0]", "[0.0, 2.0] is [0.0, 4.0]", "[3.0, 0.0] is [6.0, 0.0]"):
        assert f"gradient at {line}" in lesson.text


def test_all_arrows_of_the_bowl_point_to_its_lowest_place() -> None:
    (arrows,) = (each for each in run("gradient_field").axes.collections if isinstance(each, Quiver))
    places, pointing = np.asarray(arrows.get_offsets()), np.column_stack([arrows.U, arrows.V])
    assert places.shape == (18 * 18, 2)
    assert (places.min(), places.max()) == (-2.0, 2.25)
    lengths, distances = np.linalg.norm(pointing, axis=1), np.linalg.norm(places, axis=1)
    np.testing.assert_allclose((pointing * places).sum(axis=1), -lengths * distances, atol=1e-6)
    np.testing.assert_allclose(lengths / lengths.max(), distances / distances.max(), atol=1e-6)
