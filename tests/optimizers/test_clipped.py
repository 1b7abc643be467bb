from __future__ import annotations

import numpy as np
import pytest

from minigrad.optimizers import Clipped, GradientDescent, Momentum, NoState


def test_a_long_gradient_keeps_its_direction_and_gets_the_greatest_norm() -> None:
    rule = Clipped(GradientDescent(learning_rate=1.0), max_norm=2.0)
    np.testing.assert_allclose(rule.step(np.zeros(2), np.array([30.0, -40.0]), NoState())[0], [-1.2, 1.6], rtol=1e-15)


def test_a_short_gradient_is_left_alone() -> None:
    gradient = np.array([0.3, -0.4])
    stepped, _ = Clipped(GradientDescent(learning_rate=1.0), max_norm=2.0).step(np.zeros(2), gradient, NoState())
    np.testing.assert_array_equal(stepped, -gradient)


def test_a_float32_gradient_whose_square_overflows_is_clipped_all_the_same() -> None:
    gradient = np.array([3e30, -4e30], np.float32)
    stepped, _ = Clipped(GradientDescent(learning_rate=1.0), max_norm=1.0).step(
        np.zeros(2, np.float32), gradient, NoState()
    )
    np.testing.assert_allclose(stepped, [-0.6, 0.8], rtol=1e-6)


def test_the_state_is_that_of_the_wrapped_optimizer() -> None:
    inner = Momentum(learning_rate=1.0)
    _, state = Clipped(inner, max_norm=1.0).step(np.zeros(1), np.array([5.0]), inner.init(np.zeros(1)))
    assert state.velocity.tolist() == [-1.0]


def test_refuses_a_norm_that_is_not_positive() -> None:
    with pytest.raises(ValueError, match=r"`max_norm` must be a positive finite number, got 0\.0"):
        Clipped(GradientDescent(), max_norm=0.0)
