"""Initializers: the spreads that the papers state."""

from __future__ import annotations

import math

import numpy as np
import pytest

from minigrad.layers import GlorotUniform, HeNormal, Initializer, Normal
from tests.registry import INITIALIZERS


@pytest.mark.parametrize("initializer", INITIALIZERS, ids=str)
def test_draws_have_the_shape_and_depend_on_the_generator_alone(initializer: Initializer) -> None:
    drawn = initializer.sample(np.random.default_rng(5), 7, 3)
    assert drawn.shape == (7, 3)
    assert drawn.dtype == np.float64
    np.testing.assert_array_equal(drawn, initializer.sample(np.random.default_rng(5), 7, 3))


@pytest.mark.parametrize(
    ("initializer", "deviation"),
    [(HeNormal(), math.sqrt(2 / 300)), (GlorotUniform(), math.sqrt(2 / 500)), (Normal(0.01), 0.01)],
    ids=str,
)
def test_standard_deviation(initializer: Initializer, deviation: float) -> None:
    drawn = initializer.sample(np.random.default_rng(1), 300, 200)  # 60,000 draws: standard error 0.3 %
    assert float(drawn.std()) == pytest.approx(deviation, rel=0.015)
    assert abs(float(drawn.mean())) < 0.02 * deviation


def test_glorot_is_bounded_by_equation_16() -> None:
    drawn = GlorotUniform().sample(np.random.default_rng(1), 300, 200)
    limit = math.sqrt(6 / 500)
    assert 0.999 * limit < float(np.abs(drawn).max()) <= limit


def test_scale_is_checked() -> None:
    with pytest.raises(ValueError, match=r"`scale` must be a positive finite number, got 0\.0"):
        Normal(0.0)
