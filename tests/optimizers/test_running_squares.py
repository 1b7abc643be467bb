"""AdaGrad and RMSprop under gradients of constant size, where sum and mean have closed forms."""

from __future__ import annotations

from math import sqrt

import numpy as np

from minigrad.arrays import FloatArray
from minigrad.optimizers import AdaGrad, RMSprop


def test_adagrads_steps_shrink_with_the_root_of_their_number() -> None:
    """squares = t g^2, so step t is learning_rate / sqrt(t), whatever the gradient."""
    rule = AdaGrad(learning_rate=0.5)
    theta: FloatArray = np.zeros(2)
    state, gone = rule.init(theta), 0.0
    for number in range(1, 30):
        theta, state = rule.step(theta, np.array([1e-3, -700.0]), state)
        gone += 0.5 / sqrt(number)
        np.testing.assert_allclose(theta, [-gone, gone], rtol=1e-6)  # epsilon / |g| = 1e-7
    np.testing.assert_allclose(state.squares, [29e-6, 29 * 490_000.0], rtol=1e-12)


def test_rmsprops_mean_has_seen_one_minus_a_power_of_its_decay() -> None:
    """mean_square = (1 - decay^t) g^2, so step t is learning_rate / sqrt(1 - decay^t)."""
    rule = RMSprop(learning_rate=0.5, decay=0.75, epsilon=1e-12)
    theta: FloatArray = np.zeros(2)
    state, gone = rule.init(theta), 0.0
    for number in range(1, 30):
        theta, state = rule.step(theta, np.array([1e-3, -700.0]), state)
        gone += 0.5 / sqrt(1.0 - 0.75**number)
        np.testing.assert_allclose(theta, [-gone, gone], rtol=1e-8)


def test_epsilon_stands_outside_the_root() -> None:
    """With epsilon = |g| the first step of AdaGrad is half the learning rate, as is that of RMSprop without memory."""
    theta, gradient = np.zeros(1), np.array([2.0])
    adagrad, rmsprop = AdaGrad(learning_rate=1.0, epsilon=2.0), RMSprop(learning_rate=1.0, decay=0.0, epsilon=2.0)
    np.testing.assert_allclose(adagrad.step(theta, gradient, adagrad.init(theta))[0], -0.5, rtol=1e-15)
    np.testing.assert_allclose(rmsprop.step(theta, gradient, rmsprop.init(theta))[0], -0.5, rtol=1e-15)
