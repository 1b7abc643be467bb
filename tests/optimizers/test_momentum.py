from __future__ import annotations

import numpy as np
import pytest

from minigrad.arrays import FloatArray
from minigrad.optimizers import GradientDescent, Momentum, NoState


def test_first_steps_by_hand() -> None:
    """f = x^2 from 1, learning rate 0.1, momentum 0.5: v = -0.2, then -0.1 - 0.16, then -0.13 - 0.108."""
    rule, theta = Momentum(learning_rate=0.1, momentum=0.5), np.array([1.0])
    state, path = rule.init(theta), []
    for _ in range(3):
        theta, state = rule.step(theta, 2.0 * theta, state)
        path.append(float(theta[0]))
    np.testing.assert_allclose(path, [0.8, 0.54, 0.302], rtol=1e-14)


def test_without_momentum_it_is_gradient_descent() -> None:
    theta, gradient = np.array([1.0, 2.0]), np.array([0.3, -0.7])
    heavy = Momentum(learning_rate=0.1, momentum=0.0)
    plain = GradientDescent(learning_rate=0.1)
    stepped, _ = heavy.step(theta, gradient, heavy.init(theta))
    np.testing.assert_array_equal(stepped, plain.step(theta, gradient, NoState())[0])


def test_a_constant_gradient_is_followed_at_the_rate_over_one_minus_momentum() -> None:
    rule = Momentum(learning_rate=0.01, momentum=0.9)
    theta: FloatArray = np.zeros(1)
    state = rule.init(theta)
    for _ in range(400):
        theta, state = rule.step(theta, np.ones(1), state)
    np.testing.assert_allclose(state.velocity, -0.1, rtol=1e-12)


@pytest.mark.parametrize("momentum", [-0.1, 1.0, float("nan")])
def test_refuses_a_momentum_outside_zero_to_one(momentum: float) -> None:
    with pytest.raises(ValueError, match=r"`momentum` must lie in \[0, 1\), got"):
        Momentum(momentum=momentum)
