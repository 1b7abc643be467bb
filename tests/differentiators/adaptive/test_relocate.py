from __future__ import annotations

import numpy as np
import pytest

from minigrad.arrays import Float64Array
from minigrad.differentiators.adaptive.ladder import SECOND
from minigrad.differentiators.adaptive.next_window import Advice, advise
from minigrad.differentiators.adaptive.state import Front
from minigrad.differentiators.adaptive.window import growth, look
from tests.differentiators.adaptive.lines import EPSILON, elementwise_probe, fill, front_of, setting

COARSE = [0, 2, 4]


def advice_on(front: Front) -> Advice:
    with np.errstate(all="ignore"):  # as the driver does
        seen = look(setting(), front, EPSILON)
        return advise(setting(), front, seen, growth(setting(), front, seen), EPSILON)


def test_a_long_window_goes_far_down_when_the_sentinel_disagrees() -> None:
    front = front_of(lambda x: np.sin(1e4 * x), [1.0], [*COARSE, SECOND])
    advice = advice_on(front)
    assert advice.window == pytest.approx(front.sentinel)
    assert not (advice.settled | advice.ask | advice.lost).any()
    assert front.long == front.window


def test_where_f_is_flat_the_window_grows_until_it_is_as_long_as_x() -> None:
    front = front_of(np.ones_like, [2.0], COARSE)
    assert advice_on(front).window == pytest.approx(16 * front.window)
    front.window[...] = 300.0
    assert advice_on(front).settled.all()


def test_noise_is_put_to_the_second_sentinel_and_then_remembered() -> None:
    rng = np.random.default_rng(6)

    def noisy(x: Float64Array) -> Float64Array:
        return np.exp(x) + 1e-6 * rng.normal(size=x.shape)

    probe, front = elementwise_probe(noisy, [1.0]), front_of(noisy, [1.0], COARSE)
    assert advice_on(front).ask.all()
    fill(probe, front, [SECOND])
    assert not advice_on(front).ask.any()
    assert 1e-7 < front.noise[0] < 1e-5


def test_a_fast_component_is_told_from_noise() -> None:
    def fast(x: Float64Array) -> Float64Array:
        return x + 1e-6 * np.sin(2e5 * x)

    probe, front = elementwise_probe(fast, [1.0]), front_of(fast, [1.0], COARSE)
    assert advice_on(front).ask.all()
    fill(probe, front, [SECOND])
    advice = advice_on(front)
    assert front.noise == 0.0
    # The component turns round within 1 / 2e5, and what was seen of it gives that length up to a factor.
    assert 1e-7 < advice.window[0] < 5e-6


def test_an_edge_is_looked_at_from_close_by_before_a_side_is_given_up() -> None:
    def half_line(x: Float64Array) -> Float64Array:
        return np.where(x >= 1.0, x, np.nan)

    front = front_of(half_line, [1.0], COARSE)
    advice = advice_on(front)
    assert advice.window == pytest.approx(1e-8)
    assert advice.edge == 0.0
    front.sentinel[...] = 1e-12
    assert advice_on(front).edge == 1.0


def test_a_spent_budget_ends_the_search() -> None:
    front = front_of(lambda x: np.sin(1e4 * x), [1.0], [*COARSE, SECOND])
    front.spent[...] = 75.0
    assert advice_on(front).lost.all()
