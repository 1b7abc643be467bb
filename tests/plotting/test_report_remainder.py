"""The remainder of a report against the step: its slope in the picture is its order."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("matplotlib")
from minigrad import SimpleNet, TwoLayerNet
from minigrad.checking import check_gradient
from minigrad.plotting.drawing.canvas import figure_of
from tests.plotting.spoilt import cube_report, drawn, network_report, times


@pytest.mark.parametrize(("factor", "order"), [(1.0, 2.0), (1.5, 1.0)])
def test_the_remainder_shrinks_with_the_square_of_the_step_where_the_gradient_is_right(
    factor: float, order: float
) -> None:
    report = network_report(SimpleNet(4, 3, bias=True, rng=0), times(factor, *range(15)))
    _, panels, _ = drawn(report)
    lines = {str(line.get_label()): line for line in panels[-1].lines}
    assert list(lines) == ["measured", "h² (right)", "h (wrong)", "rounding"]
    h, remainder = (np.asarray(lines["measured"].get_data()[axis], dtype=np.float64) for axis in (0, 1))
    assert np.polyfit(np.log(h), np.log(remainder), 1)[0] == pytest.approx(order, abs=0.1)
    assert report.order is not None
    np.testing.assert_array_equal(remainder, report.order.remainders)
    for label, slope in (("h² (right)", 2.0), ("h (wrong)", 1.0)):
        guide = np.asarray(lines[label].get_ydata(), dtype=np.float64)
        np.testing.assert_allclose(guide / guide[0], (h / h[0]) ** slope)
    assert (panels[-1].get_xlabel(), panels[-1].get_ylabel()) == ("step h", "Taylor remainder")


def test_the_legend_of_the_remainder_hides_no_line() -> None:
    frame, panels, _ = drawn(network_report(TwoLayerNet(4, 5, 3, rng=0), times(1.5, 3)))
    axes = panels[-1]
    figure_of(frame).draw_without_rendering()
    legend = axes.get_legend()
    assert legend is not None
    below = legend.get_window_extent().y0
    assert all(float(axes.transData.transform(line.get_xydata())[:, 1].max()) < below for line in axes.lines)


def test_without_a_remainder_there_is_no_panel_for_it() -> None:
    report = cube_report(np.zeros((2, 2)))
    assert report.order is None
    assert [axes.get_title() for axes in drawn(report)[1]] == ["x"]


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_a_remainder_of_nothing_but_rounding_needs_no_guides(value: float) -> None:
    report = check_gradient(lambda x: value * float(x.sum()), lambda x: value * np.ones(3), [1.0, 2.0, 3.0], order=True)
    _, (_, axes), _ = drawn(report)
    assert axes.get_title() == "remainder within rounding"
    assert [line.get_label() for line in axes.lines] == (["measured", "rounding"] if value else [])
    assert [text.get_text() for text in axes.texts] == ([] if value else ["all remainders are 0"])
