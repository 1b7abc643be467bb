from __future__ import annotations

import numpy as np
import pytest

from minigrad.arrays import Float64Array
from minigrad.differentiators.adaptive.ladder import OFFSETS, SECOND, SENTINEL
from minigrad.differentiators.adaptive.second_sentinel import Opinion, opinion
from minigrad.differentiators.adaptive.state import Front
from tests.differentiators.adaptive.lines import EPSILON, elementwise_probe, fill, front_of

LINE = np.array([[1.0], [0.0], [0.0], [0.0]])
"""The Taylor coefficients of f(x) = x."""


def said_of(front: Front) -> Opinion:
    with np.errstate(all="ignore"):  # as the driver does
        return opinion(front, np.ones(1), np.full(1, EPSILON), LINE, two_sided=True)


def with_second(slope_above: float, slope_below: float) -> Opinion:
    """Of a deviation of 1 at the first sentinel."""
    front = front_of(lambda x: x, [1.0], [SENTINEL])
    said_of(front)  # puts it in its place
    front.slopes[SECOND, :, 0] = slope_above, slope_below
    return said_of(front)


@pytest.mark.parametrize(("deviation", "persists"), [(2.0, True), (0.6, True), (0.05, False)])
def test_noise_persists_and_a_fast_component_does_not(deviation: float, persists: bool) -> None:
    front = front_of(lambda x: x, [1.0], [SENTINEL])
    said_of(front)
    slope = 1.0 + deviation / float(front.second[0])
    said = with_second(slope, 1.0 - deviation / float(front.second[0]) / 2)
    assert said.asked.all()
    assert (said.noise > 0)[0] == persists


def test_where_f_does_not_move_though_it_could_be_seen_to_it_is_quantised() -> None:
    said = with_second(0.0, 0.0)
    assert said.noise == pytest.approx(1.0)


def test_a_jump_of_the_slope_at_both_sentinels_is_a_kink() -> None:
    def kink(x: Float64Array) -> Float64Array:
        return x + 0.1 * np.abs(x - 1.0)

    front, probe = front_of(kink, [1.0], [SENTINEL]), elementwise_probe(kink, [1.0])
    assert not said_of(front).kinked.any()
    fill(probe, front, [SECOND])
    said = said_of(front)
    assert said.kinked.all()
    assert not said.noise.any()
    assert said.steep == pytest.approx(0.1, abs=0.02)


def test_nothing_is_said_before_it_is_asked_and_the_place_is_where_f_is_seen_to_move() -> None:
    front = front_of(lambda x: x, [1.0], [SENTINEL])
    said = said_of(front)
    assert not said.asked.any()
    assert not said.noise.any()
    assert not said.kinked.any()
    assert front.second == pytest.approx(100 * EPSILON) or front.second == pytest.approx(OFFSETS[SECOND] * front.window)
