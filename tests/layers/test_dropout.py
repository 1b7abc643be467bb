"""Dropout: what is drawn, for whom it is the same, and what is left of it in use."""

from __future__ import annotations

import numpy as np
import pytest

from minigrad.arrays import FloatArray
from minigrad.layers import Dropout, Layer


def masked(layer: Layer, *shape: int) -> FloatArray:
    """The outputs for ones."""
    return layer.forward({}, np.ones(shape))[0]


def drawn(rate: float, seed: int = 0, input_axes: int = 1) -> Layer:
    return Dropout(rate, input_axes=input_axes).in_training(np.random.default_rng(seed))


def test_the_share_of_zeros_is_the_rate_and_the_mean_is_kept() -> None:
    outputs = masked(drawn(0.3), 200, 300)
    assert set(np.unique(outputs)) == {0.0, 1.0 / 0.7}
    assert float((outputs == 0.0).mean()) == pytest.approx(0.3, abs=0.008)  # 60,000 draws: standard error 0.0019
    assert float(outputs.mean()) == pytest.approx(1.0, abs=0.012)
    for along in (0, 1):  # no row or column is treated alike: the standard errors are 0.026 and 0.032
        assert np.abs((outputs == 0.0).mean(axis=along) - 0.3).max() < 0.16


def test_a_mask_belongs_to_its_draw_and_not_to_copies_dtype_or_call() -> None:
    layer = drawn(0.5)
    mask = masked(layer, 5, 4)
    np.testing.assert_array_equal(masked(layer, 5, 4), mask)
    np.testing.assert_array_equal(masked(layer, 3, 2, 5, 4), np.broadcast_to(mask, (3, 2, 5, 4)))
    np.testing.assert_array_equal(layer.forward({}, np.ones((5, 4), np.float32))[0], mask)
    assert not np.array_equal(masked(drawn(0.5, seed=1), 5, 4), mask)
    rng = np.random.default_rng(0)
    assert Dropout(0.5).in_training(rng) != Dropout(0.5).in_training(rng)


def test_each_pixel_of_an_image_has_a_draw_of_its_own() -> None:
    layer = drawn(0.5, input_axes=3)
    mask = masked(layer, 4, 3, 5, 5)
    for axis in range(4):
        assert not np.array_equal(mask, np.roll(mask, 1, axis=axis))
    np.testing.assert_array_equal(masked(layer, 2, 4, 3, 5, 5), np.broadcast_to(mask, (2, 4, 3, 5, 5)))
    with pytest.raises(ValueError, match=r"must have an axis of samples and 3 of each sample, got shape \(5, 4\)"):
        masked(layer, 5, 4)


def test_in_use_and_at_rate_zero_nothing_changes() -> None:
    inputs = np.array([[3.0, -1.0]])
    for layer in (Dropout(0.9), drawn(0.0)):
        outputs, pullback = layer.forward({}, inputs)
        np.testing.assert_array_equal(outputs, inputs)
        np.testing.assert_array_equal(pullback(2.0 * inputs)[1], 2.0 * inputs)
