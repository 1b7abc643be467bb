from __future__ import annotations

import numpy as np
import pytest

from minigrad.differentiators.adaptive.reading import climb, glance, shorter
from minigrad.differentiators.adaptive.window import look
from tests.differentiators.adaptive.lines import EPSILON, elementwise_probe, fill, front_of, setting

LADDER = [0, 1, 2, 3, 4]


def test_a_ladder_gives_the_derivative_inside_its_bound() -> None:
    x = [0.3, 1.0, 2.5]
    reading = climb(setting(), front_of(np.exp, x, LADDER), EPSILON)
    error = np.abs(reading.choice.value - np.exp(x))
    assert (error <= reading.choice.error).all()
    assert (reading.choice.error < 1e-11).all()
    assert reading.finite.all()
    assert not reading.unsure.any()


def test_second_derivatives_too() -> None:
    reading = climb(setting(derivative=2), front_of(np.exp, [1.0], LADDER), EPSILON)
    assert abs(reading.choice.value[0] - np.e) <= reading.choice.error[0] < 1e-8


def test_a_window_too_long_for_f_asks_for_a_shorter_ladder() -> None:
    front = front_of(lambda x: np.sin(20.0 * x), [1.0], [])
    front.window[...] = 0.1  # 2 radians
    fill(elementwise_probe(lambda x: np.sin(20.0 * x), [1.0]), front, LADDER)
    again, window = shorter(setting(), front, climb(setting(), front, EPSILON))
    assert again.all()
    assert (window < front.window / 1.7 + 1e-15).all()


def test_no_more_ladders_when_the_budget_is_spent_or_the_tolerance_met() -> None:
    front = front_of(lambda x: np.sin(20.0 * x), [1.0], [])
    front.window[...] = 0.1
    fill(elementwise_probe(lambda x: np.sin(20.0 * x), [1.0]), front, LADDER)
    tolerant = setting(rtol=0.5)
    assert not shorter(tolerant, front, climb(tolerant, front, EPSILON))[0].any()
    front.spent[...] = 75.0
    assert not shorter(setting(), front, climb(setting(), front, EPSILON))[0].any()


def test_what_more_than_rounding_explains_is_put_to_the_second_sentinel() -> None:
    rng = np.random.default_rng(10)
    noisy = front_of(lambda x: np.exp(x) * (1 + 1e-9 * rng.normal(size=x.shape)), [1.0], LADDER)
    assert climb(setting(), noisy, EPSILON).unsure.all()
    noisy.noise[...] = 1e-8  # known noise is no question
    assert not climb(setting(), noisy, EPSILON).unsure.any()


def test_noise_as_large_as_all_that_f_moves_by_is_not_heard() -> None:
    rng = np.random.default_rng(11)
    reading = climb(setting(), front_of(lambda x: rng.normal(size=x.shape), [1.0], LADDER), EPSILON)
    assert reading.finite.all()
    assert not reading.heard.any()


def test_a_glance_holds_the_slope_and_a_kink() -> None:
    front = front_of(lambda x: np.exp(x) + 0.1 * np.abs(x - 1.0), [1.0], [0, 2, 4])
    choice = glance(setting(), front, look(setting(), front, EPSILON))
    assert abs(choice.value[0] - np.e) + 0.1 <= choice.error[0] < 0.5


def test_where_f_is_not_finite_there_is_no_value() -> None:
    front = front_of(lambda x: np.where(x > 1.03, np.inf, x), [1.0], LADDER)
    with np.errstate(invalid="ignore"):  # as the driver does
        reading = climb(setting(), front, EPSILON)
    assert not reading.finite.any()
    again, window = shorter(setting(), front, reading)
    assert again.all()
    assert window == pytest.approx(front.window / 4)
