from __future__ import annotations

from fractions import Fraction
from math import sqrt

import numpy as np
import pytest

from minigrad.optimizers import Adam


def test_first_steps_by_the_papers_sums() -> None:
    """m_hat and v_hat written as weighted means of all gradients (the paper's equation 1), in exact rationals."""
    gradients = [Fraction(3), Fraction(-1, 2), Fraction(1, 4), Fraction(-2)]
    beta1, beta2, epsilon, rate = Fraction(9, 10), Fraction(999, 1000), 1e-8, 0.1
    rule, theta, expected = Adam(learning_rate=rate), np.array([5.0]), 5.0
    state = rule.init(theta)
    for t in range(1, 5):
        weights1, weights2 = ([beta ** (t - i) for i in range(1, t + 1)] for beta in (beta1, beta2))
        mean = sum(w * g for w, g in zip(weights1, gradients, strict=False)) / sum(weights1)
        square = sum(w * g * g for w, g in zip(weights2, gradients, strict=False)) / sum(weights2)
        expected -= rate * float(mean) / (sqrt(square) + epsilon)
        theta, state = rule.step(theta, np.array([float(gradients[t - 1])]), state)
        np.testing.assert_allclose(theta, expected, rtol=1e-14)
    assert state.steps == 4


@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e6])
def test_the_first_step_has_the_length_of_the_learning_rate(scale: float) -> None:
    """g / (|g| + epsilon) is within epsilon / |g| of 1."""
    rule, theta = Adam(learning_rate=0.1), np.zeros(2)
    stepped, _ = rule.step(theta, scale * np.array([1.0, -2.0]), rule.init(theta))
    np.testing.assert_allclose(stepped, [-0.1, 0.1], rtol=1.1e-8 / scale)


def test_epsilon_stands_outside_the_root_of_the_corrected_second_moment() -> None:
    """With epsilon = |g| the first step is half the learning rate; next to the uncorrected v it would be far less."""
    rule, theta = Adam(learning_rate=1.0, epsilon=2.0), np.zeros(1)
    np.testing.assert_allclose(rule.step(theta, np.array([2.0]), rule.init(theta))[0], -0.5, rtol=1e-14)


def test_refuses_fields_out_of_range() -> None:
    with pytest.raises(ValueError, match=r"`beta1` must lie in \[0, 1\), got 1.0"):
        Adam(beta1=1.0)
    with pytest.raises(ValueError, match=r"`beta2` must lie in \[0, 1\), got -0.5"):
        Adam(beta2=-0.5)
    with pytest.raises(ValueError, match=r"`epsilon` must be a positive finite number, got 0\.0"):
        Adam(epsilon=0.0)
