"""Sweeps at the edges: errors of 0, and steps of the caller."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest

import minigrad as mg
from minigrad.plotting import plot_step_sweep
from minigrad.plotting.drawing.canvas import figure_of
from tests.plotting.rendering import colours_near, data_of, legend_labels
from tests.plotting.sweeps import curves, labelled

pytest.importorskip("matplotlib")

if TYPE_CHECKING:
    pass

EPS = float(np.finfo(float).eps)


class TestErrorsOfZero:
    def test_they_are_drawn_on_a_line_of_their_own_at_the_lower_edge(self) -> None:
        """((3 + h)^2 - (3 - h)^2) / 2h is 6 without any error where h is a power of 2."""
        steps = 2.0 ** -np.arange(1.0, 40.0)
        ax = plot_step_sweep(lambda x: x * x, 3.0, [mg.CentralDifference()], derivative=6.0, steps=steps)
        level = float(data_of(labelled(ax, "an error of 0 is drawn here"))[1][0])
        (zeros,) = [
            line for line in ax.lines if line.get_linestyle() == "None" and str(line.get_label()).startswith("_")
        ]
        assert data_of(zeros)[0].size > 10
        assert set(data_of(zeros)[1]) == {level}
        assert ax.get_ylim()[0] < level < EPS * 6.0
        blue = {(0, 114, 178)}
        assert blue & colours_near(ax, float(data_of(zeros)[0, 3]), level)

    def test_where_all_errors_are_0_there_is_still_a_picture(self) -> None:
        ax = plot_step_sweep(lambda x: 5.0, 1.0, [mg.CentralDifference()], derivative=0.0, steps=[0.1, 0.2])
        assert "an error of 0 is drawn here" in legend_labels(ax)
        figure_of(ax).draw_without_rendering()

    def test_without_any_the_line_is_not_there(self) -> None:
        labels = legend_labels(plot_step_sweep(math.sin, 1.0, [mg.ForwardDifference()], derivative=math.cos))
        assert not any("error of 0" in label for label in labels)


class TestSteps:
    def test_by_default_they_scale_with_x(self) -> None:
        h, error = curves(plot_step_sweep(np.log, 1e9, [mg.ForwardDifference()], derivative=1e-9))[0]
        assert h[0] == pytest.approx(1e-7)
        assert h[-1] == pytest.approx(1e9)
        assert np.isfinite(error[h > 1e-6]).all()

    def test_the_caller_s_are_sorted_and_kept(self) -> None:
        h, _ = curves(plot_step_sweep(np.exp, 1.0, [mg.ForwardDifference()], steps=[0.1, 0.001, 0.01]))[0]
        assert h.tolist() == [0.001, 0.01, 0.1]

    def test_those_that_are_lost_to_rounding_are_left_out(self) -> None:
        _, error = curves(plot_step_sweep(np.exp, 1.0, [mg.ForwardDifference()], steps=[1e-17, 1e-8]))[0]
        assert np.isnan(error[0])
        assert error[1] < 1e-7

    @pytest.mark.parametrize("steps", [[0.1, -0.1], [[0.1]], [0.0]])
    def test_they_are_positive_numbers_in_a_row(self, steps: list[float]) -> None:
        with pytest.raises(ValueError, match="`steps` must be a sequence of positive numbers, got"):
            plot_step_sweep(np.exp, 1.0, steps=steps)
