from __future__ import annotations

import numpy as np
import pytest

from minigrad.arrays import Float64Array
from minigrad.differentiators.adaptive.window import BEST_CHANGE, WIDE, growth, look
from tests.differentiators.adaptive.lines import EPSILON, front_of, setting

COARSE = [0, 2, 4]


def test_the_change_over_the_window_is_the_square_of_its_share_of_the_scale() -> None:
    front = front_of(np.exp, [1.0], COARSE)
    seen = look(setting(), front, EPSILON)
    h = float(front.window[0])
    assert float(seen.change[0]) == pytest.approx((h**2 / 6 + h**3 / 24) / (1 + h / 2), rel=1e-3)  # Taylor, by hand
    assert bool(seen.resolved[0])


def test_a_window_at_the_scale_of_f_need_not_move() -> None:
    front = front_of(np.log, [1e-6, 1.0, 1e6], COARSE)
    factor = growth(setting(), front, look(setting(), front, EPSILON))
    assert ((factor > 1 / WIDE) & (factor < WIDE)).all()


def test_a_short_window_should_grow_and_a_long_one_shrink() -> None:
    def two_scales(x: Float64Array) -> Float64Array:
        values: Float64Array = np.exp((x - 1.0) * np.array([0.01, 40.0]))
        return values

    front = front_of(two_scales, [1.0, 1.0], COARSE)
    seen = look(setting(), front, EPSILON)
    factor = growth(setting(), front, seen)
    assert factor[0] > 5.0
    assert factor[1] == pytest.approx(np.sqrt(BEST_CHANGE / float(seen.change[1])), rel=0.5)
    assert factor[1] < 0.2


def test_an_accuracy_that_is_good_enough_is_not_improved() -> None:
    front = front_of(lambda x: np.exp(0.01 * x), [1.0], COARSE)
    seen = look(setting(rtol=1e-6), front, EPSILON)
    assert growth(setting(rtol=1e-6), front, seen) == pytest.approx(1.0)


def test_an_alias_is_not_resolved() -> None:
    front = front_of(lambda x: np.sin(1e4 * x), [1.0, 3.3, 0.7], COARSE)
    assert not look(setting(), front, EPSILON).resolved.any()


def test_noise_makes_the_sentinel_suspicious() -> None:
    rng = np.random.default_rng(5)
    front = front_of(lambda x: np.exp(x) * (1 + 1e-7 * rng.normal(size=x.shape)), [1.0], COARSE)
    seen = look(setting(), front, EPSILON)
    assert bool(seen.suspicious[0])
    assert not bool(seen.resolved[0])


def test_values_that_are_not_finite_are_not_resolved() -> None:
    front = front_of(lambda x: np.where(x > 1.0, np.nan, x), [1.0], COARSE)
    with np.errstate(invalid="ignore"):
        assert not look(setting(), front, EPSILON).resolved[0]
