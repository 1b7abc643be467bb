from __future__ import annotations

import numpy as np
import pytest

from minigrad.differentiators.adaptive import start
from minigrad.differentiators.adaptive.ladder import OFFSETS, SENTINEL
from minigrad.probes import problems
from minigrad.probes.origin import Bounds


def survey(x: list[float], bounds: Bounds = None) -> start.Start:
    return start.survey(problems.derivative_probe(np.sin, x, bounds)[0].geometry)


def test_the_first_window_is_in_proportion_to_x_and_to_one_at_zero() -> None:
    probe = problems.derivative_probe(np.sin, [-3.0, 0.0, 1e-8], None)[0]
    front = start.front(probe, start.survey(probe.geometry), np.arange(3), np.ones(3), two_sided=True)
    assert front.window == pytest.approx(0.0413 * np.array([3.0, 1.0, 1e-8]))
    assert front.sentinel == pytest.approx(OFFSETS[SENTINEL] * front.window)


def test_an_x_too_small_for_steps_in_proportion_to_it_counts_as_zero() -> None:
    assert survey([5e-324]).scale.tolist() == [1.0]


def test_a_bound_close_by_leaves_the_side_with_more_room() -> None:
    begin = survey([1.0, 1.0, 1.0], ([1.0, 0.0, 0.5], [9.0, 1.0, 1.5]))
    assert begin.side.tolist() == [1.0, -1.0, 0.0]


def test_the_end_of_the_floating_point_numbers_is_a_bound() -> None:
    largest = float(np.finfo(np.float64).max)
    begin = survey([largest, -largest, 0.5 * largest])
    assert begin.side.tolist() == [-1.0, 1.0, 0.0]
    assert begin.above[0] == begin.below[1] == 0.0
