from __future__ import annotations

import math

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import Float64Array
from minigrad.plotting import plot_descent
from minigrad.plotting.drawing.canvas import figure_of
from minigrad.plotting.drawing.styles import WRONG
from tests.plotting.descents import START, TO_THE_LETTER, arrow_of, descend, frozen_run, lines_of, panels_of, words_of
from tests.plotting.pictures import bowl
from tests.plotting.rendering import colours_near, data_of, legend_labels

pytest.importorskip("matplotlib")

ORANGE = (213, 94, 0)
"""WRONG, as a pixel."""


def test_the_path_ends_at_the_frame_in_an_arrow_with_words() -> None:
    ax = plot_descent({"": descend(10.0)}, bowl, bounds=(-5.0, 5.0))
    np.testing.assert_allclose(
        data_of(lines_of(ax)["path"]).T, [START, [3.75, -5.0]], rtol=1e-9
    )  # on the way to (57, -76)
    arrow = arrow_of(ax)
    assert arrow.xy == pytest.approx((3.75, -5.0))
    assert arrow.arrow_patch is not None
    assert words_of(ax) == ["start", "diverged at step 4\nfun = 4.25e+11"]
    assert "end" not in lines_of(ax)
    tail = np.array(arrow.xyann)
    assert float(np.cross(np.append(tail - arrow.xy, 0.0), [60.0, -80.0, 0.0])[2]) == pytest.approx(0.0, abs=1e-9)
    assert ORANGE in colours_near(ax, *map(float, 0.3 * tail + 0.7 * np.array(arrow.xy)))


def test_alone_it_shows_its_start_and_where_the_first_step_leads_and_words_stay_inside() -> None:
    from matplotlib.colors import to_hex

    ax = plot_descent(descend(10.0), bowl)
    # The first step, to (57, -76), is cut at ten times the size of the start: (37, -36).
    assert ax.get_xlim() == pytest.approx((-11.0, 45.0))
    assert ax.get_ylim() == pytest.approx((-44.0, 12.0))
    figure_of(ax).draw_without_rendering()
    box = ax.texts[-1].get_bbox_patch() if ax.texts[-1].get_text() else ax.texts[-2].get_bbox_patch()
    assert box is not None
    assert to_hex(box.get_edgecolor()) == WRONG.lower()
    frame, inner = ax.get_window_extent(), box.get_window_extent()
    assert frame.x0 <= inner.x0
    assert inner.x1 <= frame.x1
    assert frame.y0 <= inner.y0
    assert inner.y1 <= frame.y1


def test_beside_a_run_that_converged_it_does_not_move_the_frame() -> None:
    """Nor does one that only rises, without diverging."""
    runs = {"good": descend(0.1)} | {f"{rate:g}": descend(rate) for rate in (1.05, 1e150)}
    for rate, steps in ((1.01, 60), (10.0, 20)):
        rule = mg.GradientDescent(learning_rate=rate)
        risen = mg.minimize(bowl, START, rule, jac=lambda x: 2.0 * x, divergence="ignore", steps=steps)
        assert risen.outcome is mg.DescentOutcome.NOT_CONVERGED
        runs[f"{rate:g} risen"] = risen
    panels = panels_of(plot_descent(runs, bowl))
    assert len(panels) == 5
    for panel in panels:
        assert panel.get_xlim() == pytest.approx((-3.8, 0.8), abs=1e-6)
        assert panel.get_ylim() == pytest.approx((-0.8, 4.8), abs=1e-6)
    for panel in panels[1:]:
        visible = data_of(lines_of(panel)["path"])
        assert np.nanmax(np.abs(visible)) <= 4.8 + 1e-6
        assert arrow_of(panel).xy == pytest.approx(tuple(visible[:, -1]))


@pytest.mark.parametrize("until", [math.inf, 1e20], ids=["not converged", "diverged"])
def test_a_run_that_falls_without_end_does_not_move_the_frame_either(until: float) -> None:
    """On -x0^2 - x1^2 each step is 3 times as long, and leads lower."""

    def hill(x: Float64Array) -> float:
        return -bowl(x) if bowl(x) < until else -math.inf

    runs = {"short": descend(1.0, steps=1, fun=hill), "bad": descend(1.0, fun=hill)}
    assert runs["bad"].outcome is (mg.DescentOutcome.DIVERGED if until < math.inf else mg.DescentOutcome.NOT_CONVERGED)
    panels = panels_of(plot_descent(runs, hill))
    for panel in panels:
        assert panel.get_xlim() == pytest.approx((-10.6, -1.4))
        assert panel.get_ylim() == pytest.approx((2.4, 13.6))
    assert arrow_of(panels[1]).xy[0] == pytest.approx(-10.2)
    assert arrow_of(panels[1]).xy[1] == pytest.approx(13.6)


def test_nor_does_one_that_falls_until_it_is_frozen() -> None:
    def hill(x: Float64Array) -> float:
        return -bowl(x)

    rule = mg.GradientDescent(learning_rate=1.0)
    result = mg.minimize(hill, START, rule, differentiator=TO_THE_LETTER)
    assert result.outcome is mg.DescentOutcome.FROZEN
    assert np.abs(result.x).max() > 1e11
    ax = plot_descent(result, hill)
    assert max(map(abs, (*ax.get_xlim(), *ax.get_ylim()))) < 100.0
    assert ax.get_title().startswith("frozen after step ")


def test_the_frozen_run_of_the_article_says_frozen() -> None:
    ax = plot_descent(frozen_run(), bowl)
    assert ax.get_title() == "frozen after step 10, fun = 6.72e+26"
    assert "frozen after step 10\nfun = 6.72e+26" in words_of(ax)
    assert abs(ax.get_xlim()[1]) < 100.0


def test_a_gradient_that_is_lost_in_one_coordinate_is_frozen_in_part() -> None:
    rule = mg.GradientDescent(learning_rate=0.1)
    result = mg.minimize(
        lambda x: 1e-26 * x[0] ** 2 + x[1] ** 2, [1e13, 1.0], rule, differentiator=TO_THE_LETTER, steps=5
    )
    assert legend_labels(plot_descent(result)) == ["frozen in part at step 5, fun = 1.11"]  # 1 + 0.64^5


@pytest.mark.parametrize("value", [-math.inf, math.nan])
def test_a_value_that_is_not_finite_ends_in_a_cross(value: float) -> None:
    def fun(x: Float64Array) -> float:
        return value if x[0] > 0.5 else bowl(x)

    result = mg.minimize(fun, [-1.0, 0.0], mg.GradientDescent(learning_rate=0.9), divergence="return")  # to 0.8
    ax = plot_descent({"broken": result}, fun, bounds=(-2.0, 2.0))
    lines = lines_of(ax)
    np.testing.assert_allclose(data_of(lines["exit"]).T, [[0.8, 0.0]], atol=1e-6)
    assert lines["exit"].get_marker() == "X"
    assert lines["exit"].get_color() == WRONG
    assert words_of(ax)[-1] == f"diverged at step 1\nfun = {value:g}"
    figure_of(ax).draw_without_rendering()


def test_a_point_that_is_not_finite_ends_in_a_cross_at_the_last_one_that_is() -> None:
    result = mg.minimize(bowl, START, mg.GradientDescent(learning_rate=1e308), divergence="return")
    assert not np.isfinite(result.x).all()
    ax = plot_descent(result, bowl)
    np.testing.assert_allclose(data_of(lines_of(ax)["exit"]).T, [START])
    assert "diverged at step 1" in ax.get_title()
    figure_of(ax).draw_without_rendering()


def test_a_run_that_rose_without_diverging_leaves_the_frame_too() -> None:
    result = mg.minimize(bowl, START, mg.GradientDescent(learning_rate=1.02), steps=30)  # x <- -1.04 x
    assert result.outcome is mg.DescentOutcome.NOT_CONVERGED
    ax = plot_descent(result, bowl, bounds=(-5.0, 5.0))
    assert ax.get_title().startswith("rose in 30 steps, fun = ")
    assert arrow_of(ax).xy[1] in (-5.0, 5.0)
