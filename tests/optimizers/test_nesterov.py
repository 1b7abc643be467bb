from __future__ import annotations

import numpy as np

from minigrad.arrays import FloatArray
from minigrad.optimizers import GradientDescent, Nesterov, NoState


def slope(x: FloatArray) -> FloatArray:
    return np.array([1.0, 10.0]) * x + np.sin(x)


def test_is_nesterovs_rule_seen_from_where_the_velocity_leads() -> None:
    """Sutskever's equations 3 and 4, with a point w of their own: theta is w + momentum * v throughout."""
    rule, theta = Nesterov(learning_rate=0.05, momentum=0.8), np.array([3.0, -2.0])
    w: FloatArray = theta.copy()
    v: FloatArray = np.zeros(2)
    state = rule.init(theta)
    for _ in range(30):
        v = 0.8 * v - 0.05 * slope(w + 0.8 * v)
        w = w + v
        theta, state = rule.step(theta, slope(theta), state)
        np.testing.assert_allclose(theta, w + 0.8 * v, rtol=1e-12)
        np.testing.assert_allclose(state.velocity, v, rtol=1e-12)


def test_without_momentum_it_is_gradient_descent() -> None:
    theta, gradient = np.array([1.0, 2.0]), np.array([0.3, -0.7])
    rule, plain = Nesterov(learning_rate=0.1, momentum=0.0), GradientDescent(learning_rate=0.1)
    stepped, _ = rule.step(theta, gradient, rule.init(theta))
    np.testing.assert_array_equal(stepped, plain.step(theta, gradient, NoState())[0])
