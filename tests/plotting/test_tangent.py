from __future__ import annotations

import math

import numpy as np
import pytest
from typing_extensions import override

import minigrad as mg
from minigrad.differentiators import CentralDifference
from minigrad.plotting import plot_tangent
from tests.plotting.pictures import parabola
from tests.plotting.rendering import colours_near, data_of, legend_labels

pytest.importorskip("matplotlib")


def test_the_curve_is_the_function() -> None:
    ax = plot_tangent(math.sin, 1.0, bounds=(-3.0, 3.0))
    x, y = data_of(ax.lines[0])
    assert x[0] == -3.0
    assert x[-1] == 3.0
    assert x.size > 320
    np.testing.assert_allclose(y, np.sin(x), rtol=1e-15)


@pytest.mark.parametrize(("place", "slope", "height"), [(5.0, 0.2, 0.75), (10.0, 0.3, 2.0)])
def test_a_tangent_touches_the_curve_and_has_the_slope_that_the_legend_states(
    place: float, slope: float, height: float
) -> None:
    ax = plot_tangent(parabola, place, bounds=(0.0, 20.0))
    x, y = data_of(ax.lines[1])
    assert (y[1] - y[0]) / (x[1] - x[0]) == pytest.approx(slope, rel=1e-9)
    assert y[0] + slope * (place - x[0]) == pytest.approx(height, rel=1e-9)
    assert legend_labels(ax) == ["f(x)", f"f'({place:g}) = {slope:g}"]
    np.testing.assert_allclose(np.array(ax.collections[0].get_offsets()), [[place, height]], rtol=1e-12)


def test_the_article_s_picture_has_two_tangents_that_look_different() -> None:
    """Figure 4-7 of the book: y = -0.25 + 0.2 x at 5 and y = -1 + 0.3 x at 10."""
    ax = plot_tangent(parabola, [5.0, 10.0], bounds=(0.0, 20.0))
    first, second = ax.lines[1:]
    np.testing.assert_allclose(data_of(first)[1], [-0.25, 3.75], rtol=1e-9)
    np.testing.assert_allclose(data_of(second)[1], [-1.0, 5.0], rtol=1e-9)
    assert first.get_color() != second.get_color()
    assert first.get_linestyle() != second.get_linestyle()


def test_the_lines_are_there_to_be_seen() -> None:
    ax = plot_tangent(parabola, 5.0, bounds=(0.0, 20.0))
    assert colours_near(ax, 15.0, parabola(15.0)) & {(0, 0, 0)}
    assert colours_near(ax, 17.0, -0.25 + 0.2 * 17.0) & {(213, 94, 0)}  # the second style, #D55E00
    assert colours_near(ax, 2.0, 4.0) == {(255, 255, 255)}


def test_without_bounds_there_is_room_on_both_sides() -> None:
    for x, ends in (([5.0, 10.0], [-5.0, 20.0]), ([0.0], [-1.0, 1.0])):
        assert data_of(plot_tangent(parabola, x).lines[0])[0, [0, -1]].tolist() == ends


def test_the_slope_is_the_differentiator_s() -> None:
    """(2.5^3 - 1.5^3) / 1 = 12.25, where the derivative of x^3 at 2 is 12."""
    ax = plot_tangent(lambda x: x**3, 2.0, differentiator=CentralDifference(abs_step=0.5))
    assert legend_labels(ax)[1] == "f'(2) = 12.25 +- 1"  # the bound of this estimate


def test_mistakes_name_the_argument() -> None:
    with pytest.raises(ValueError, match=r"`bounds` must be \(left, right\) with left < right, got \(2.0, 1.0\)"):
        plot_tangent(parabola, 1.0, bounds=(2.0, 1.0))
    with pytest.raises(TypeError, match=r"`differentiator` must be of class Differentiator, got .*; call it"):
        plot_tangent(parabola, 1.0, differentiator=CentralDifference)  # type: ignore[arg-type]  # the mistake under test
    with pytest.raises(ValueError, match="`x` must be finite"):
        plot_tangent(parabola, math.nan)


class Unbounded(mg.Differentiator):
    """Knows a slope, 2, and no bound on its error."""

    @override
    def differentiate(self, probe: mg.Probe, *, derivative: int = 1, with_error: bool = True) -> mg.Estimate:
        known, unknown = np.full(probe.size, 2.0), np.full(probe.size, np.inf)
        return mg.Estimate(known, unknown, known, np.zeros(probe.size, np.int8), probe.evaluations)


def test_a_slope_without_a_bound_is_stated_without_one() -> None:
    assert legend_labels(plot_tangent(lambda x: x**2, 1.0, differentiator=Unbounded()))[1] == "f'(1) = 2"


@pytest.mark.parametrize("level", [0.0, 0.9, -1e8])
def test_the_slope_of_a_constant_is_0(level: float) -> None:
    assert legend_labels(plot_tangent(lambda x: level, 1.0))[1] == "f'(1) = 0"


def test_a_slope_at_a_kink_is_stated_with_its_bound() -> None:
    """|x| has the slopes -1 and 1 at 0."""
    words = legend_labels(plot_tangent(abs, 0.0))[1]
    slope, bound = map(float, words.removeprefix("f'(0) = ").split(" +- "))
    assert abs(slope) + bound >= 1.0
