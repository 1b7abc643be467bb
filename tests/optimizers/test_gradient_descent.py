from __future__ import annotations

import numpy as np
import pytest

from minigrad.optimizers import GradientDescent, NoState


def test_multiplies_the_distance_by_one_minus_two_eta_on_the_articles_function() -> None:
    """x0^2 + x1^2 with learning rate 0.1: x_k = 0.8^k x_0."""
    rule, theta = GradientDescent(learning_rate=0.1), np.array([-3.0, 4.0])
    for _ in range(100):
        theta, _state = rule.step(theta, 2.0 * theta, NoState())
    np.testing.assert_allclose(theta, 0.8**100 * np.array([-3.0, 4.0]), rtol=1e-13)


@pytest.mark.parametrize("rate", [0.0, -1.0, float("nan"), float("inf")])
def test_refuses_a_learning_rate_that_is_not_positive(rate: float) -> None:
    with pytest.raises(ValueError, match="`learning_rate` must be a positive finite number, got"):
        GradientDescent(learning_rate=rate)


def test_a_numpy_learning_rate_becomes_a_plain_number() -> None:
    assert type(GradientDescent(learning_rate=float(np.float64(0.5))).learning_rate) is float
    assert (
        GradientDescent(np.float64(0.5)).step(np.ones(1, np.float32), np.ones(1, np.float32), NoState())[0].dtype
        == np.float32
    )
