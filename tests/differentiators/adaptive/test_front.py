from __future__ import annotations

import numpy as np
import pytest

from minigrad.differentiators.adaptive.ladder import OFFSETS, RUNGS, SECOND, SENTINEL
from minigrad.differentiators.adaptive.state import Front
from tests.differentiators.adaptive.lines import front_of

LADDER = list(range(RUNGS))


def test_slopes_are_those_of_the_function() -> None:
    front = front_of(np.square, [3.0, -2.0], [0, SENTINEL])
    step = OFFSETS[0] * front.window
    assert front.slopes[0, 0] == pytest.approx(2 * np.array([3.0, -2.0]) + step)  # ((x + t)^2 - x^2) / t = 2x + t
    assert front.slopes[0, 1] == pytest.approx(2 * np.array([3.0, -2.0]) - step)
    assert np.isnan(front.slopes[[1, 2, 3, SECOND]]).all()
    assert front.spent.tolist() == [4.0, 4.0]


@pytest.mark.parametrize(("factor", "kept"), [(2.0, [1, 2, 3]), (4.0, [2, 3]), (0.5, [0, 1, 2]), (0.125, [0])])
def test_a_move_by_a_power_of_two_keeps_the_rungs_that_stay_on_the_ladder(factor: float, kept: list[int]) -> None:
    front = front_of(np.exp, [1.0], LADDER)
    known = {float(OFFSETS[rung] * front.window[0]): front.slopes[rung, 0, 0] for rung in LADDER}
    front.move(1.1 * factor * front.window, watch=False)  # rounded to the power of two
    for rung in LADDER:
        step = float(OFFSETS[rung] * front.window[0])
        assert (rung in kept) == (step in known)
        assert np.array_equal(front.slopes[rung, 0, 0], known.get(step, np.nan), equal_nan=True)


def test_a_long_move_starts_afresh() -> None:
    front = front_of(np.exp, [1.0], LADDER)
    front.move(100.0 * front.window, watch=False)
    assert np.isnan(front.slopes[:RUNGS]).all()


def test_a_power_of_two_that_has_no_room_is_not_taken() -> None:
    front = front_of(np.exp, [1.0], LADDER)
    front.room[...] = 1.8 * front.window
    front.move(1.8 * front.window, watch=False)
    assert front.window == pytest.approx(front.room)
    assert np.isnan(front.slopes[:RUNGS]).all()


def test_the_sentinel_stays_until_the_window_has_moved_far() -> None:
    front = front_of(np.exp, [1.0, 1.0], [0, SENTINEL])
    before = front.sentinel.copy()
    front.move(front.window * np.array([1.0, 0.01]), watch=True)
    assert front.sentinel[0] == before[0]
    assert front.sentinel[1] == pytest.approx(before[1] / 100)
    assert np.isfinite(front.slopes[SENTINEL, :, 0]).all()
    assert np.isnan(front.slopes[SENTINEL, :, 1]).all()


def test_take_and_join_are_inverse() -> None:
    front = front_of(np.sin, [1.0, 2.0, 3.0], [0])
    first = np.array([True, False, True])
    joined = Front.join([front.take(first), front.take(~first)])
    assert joined.line.tolist() == [0, 2, 1]
    assert np.array_equal(joined.slopes[0, 0], front.slopes[0, 0, [0, 2, 1]])


def test_a_move_onto_the_sentinel_makes_it_the_first_rung() -> None:
    front = front_of(np.exp, [1.0], [0, SENTINEL])
    seen = front.slopes[SENTINEL].copy()
    front.move(front.sentinel, watch=True)
    assert np.array_equal(front.slopes[0], seen)
    assert np.isnan(front.slopes[SENTINEL]).all()
    assert front.sentinel < front.window / 200
