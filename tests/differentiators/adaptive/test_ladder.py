from __future__ import annotations

import numpy as np
import pytest

from minigrad.differentiators.adaptive.ladder import OFFSETS, RUNGS, SECOND, SENTINEL, SLOTS, offsets, realised


@pytest.mark.parametrize("x", [1.0, -3.7, 1e-8, 12345.678, 1e8, 0.0])
@pytest.mark.parametrize("relative", [4e-2, 1e-4, 1e-9])
def test_a_realised_step_is_what_the_machine_takes_up_and_down(x: float, relative: float) -> None:
    scale = abs(x) or 1.0
    window = np.array([relative * scale])
    steps = realised(np.array([abs(x)]), window, OFFSETS[:RUNGS] * window)
    assert np.array_equal((x + steps) - x, steps)
    assert np.array_equal((x - steps) - x, -steps)
    assert steps == pytest.approx(OFFSETS[:RUNGS] * window, abs=float(np.spacing(scale)))


def test_a_step_too_small_for_x_becomes_the_smallest_there_is() -> None:
    steps = realised(np.array([1.0]), np.array([1e-20]), np.array([1e-20, -1e-20]))
    assert steps.tolist() == [2.0**-52, -(2.0**-52)]


def test_the_sentinels_are_far_below_the_ladder_and_no_powers_of_two() -> None:
    assert len(OFFSETS) == SLOTS
    assert OFFSETS[SENTINEL] < OFFSETS[RUNGS - 1] / 16
    assert OFFSETS[SECOND] < OFFSETS[SENTINEL] / 500
    assert all(np.frexp(OFFSETS[slot])[0] != 0.5 for slot in (SENTINEL, SECOND))


def test_a_slot_is_two_points_on_both_sides_or_on_one() -> None:
    assert offsets(np.array([0, 3]), two_sided=True).tolist() == [[1.0, -1.0], [0.125, -0.125]]
    assert offsets(np.array([1]), two_sided=False).tolist() == [[0.5, 0.35]]
