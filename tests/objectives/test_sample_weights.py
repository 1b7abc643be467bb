"""Weights of samples: a whole number counts a sample so many times, 1 changes nothing, and N stays the number of
samples."""

from __future__ import annotations

import numpy as np
import pytest

from minigrad.objectives import Huber, MeanSquaredError, Objective, SoftmaxCrossEntropy
from tests.networks.structured_risks import targets
from tests.registry import OBJECTIVES

OUTPUTS = np.random.default_rng(3).normal(size=(6, 3))
TIMES = np.array([2, 0, 1, 3, 1, 5])


@pytest.mark.each("objective", OBJECTIVES)
def test_a_weight_of_three_is_a_sample_that_comes_three_times(objective: Objective) -> None:
    t, again = targets(objective), np.repeat(np.arange(6), TIMES)
    value, gradient = objective.value(OUTPUTS, t, weights=TIMES), objective.gradient(OUTPUTS, t, weights=TIMES)
    factor = again.size / 6  # the mean divides by the number of samples, not by the sum of their weights
    assert value == pytest.approx(factor * objective.value(OUTPUTS[again], t[again]), rel=1e-14)
    repeated = np.zeros((6, 3))
    np.add.at(repeated, again, factor * objective.gradient(OUTPUTS[again], t[again]))
    np.testing.assert_allclose(gradient, repeated, rtol=1e-13, atol=1e-16)


@pytest.mark.each("objective", OBJECTIVES)
@pytest.mark.each("dtype", [np.float32, np.float64])
def test_weights_of_one_change_no_bit(objective: Objective, dtype: type[np.float32] | type[np.float64]) -> None:
    outputs, t, ones = OUTPUTS.astype(dtype), targets(objective), np.ones(6, dtype)
    assert objective.value(outputs, t, weights=ones) == objective.value(outputs, t)
    weighted = objective.gradient(outputs, t, weights=ones)
    assert weighted.dtype == dtype
    np.testing.assert_array_equal(weighted, objective.gradient(outputs, t))


def test_stacks_share_the_weights() -> None:
    objective, weights = MeanSquaredError(), TIMES.astype(np.float64)
    stack, prepared = np.stack([OUTPUTS, 2.0 * OUTPUTS]), objective.prepare(np.zeros((6, 3)), (6, 3))
    values = objective.mean_values(stack, prepared, weights=weights)
    single = objective.value(OUTPUTS, np.zeros((6, 3)), weights=TIMES)
    np.testing.assert_allclose(values, [single, 4.0 * single], rtol=1e-15)
    np.testing.assert_array_equal(objective.mean(objective.sample_values(stack, prepared), weights=weights), values)
    gradients = objective.mean_gradients(stack, prepared, weights=weights)
    np.testing.assert_array_equal(gradients[1], 2.0 * objective.gradient(OUTPUTS, np.zeros((6, 3)), weights=TIMES))


@pytest.mark.each(
    ("weights", "message"),
    [
        ([1.0, 2.0], r"`weights` must have shape \(6,\), one number for each sample, got \(2,\)"),
        ([1.0, 1.0, -0.5, 1.0, 1.0, 1.0], r"`weights` must be at least 0, got -0.5 at index 2"),
        (np.zeros(6), r"`weights` must not be all zero; leave it out to let each sample count alike"),
        ([1.0, 1.0, np.nan, 1.0, 1.0, 1.0], r"`weights` must be finite, got nan at index 2"),
    ],
)
def test_weights_that_mean_nothing(weights: list[float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Huber().value(OUTPUTS, OUTPUTS, weights=weights)


def test_class_weights_are_weights_of_the_samples_of_a_class() -> None:
    labels, weights = np.array([0, 2, 1, 1, 0, 2]), (0.5, 2.0, 0.0)
    weighted = SoftmaxCrossEntropy(class_weights=weights)
    own = np.array(weights)[labels]
    assert weighted.value(OUTPUTS, labels) == pytest.approx(SoftmaxCrossEntropy().value(OUTPUTS, labels, weights=own))
    np.testing.assert_allclose(
        weighted.gradient(OUTPUTS, labels), SoftmaxCrossEntropy().gradient(OUTPUTS, labels, weights=own), atol=1e-16
    )
    assert hash(weighted) == hash(SoftmaxCrossEntropy(class_weights=weights))
    with pytest.raises(ValueError, match="`class_weights` must have one number for each of the 2 outputs, got"):
        weighted.value(OUTPUTS[:, :2], [0, 1, 0, 1, 0, 1])
    with pytest.raises(
        TypeError, match=r"`class_weights` must be a sequence of numbers, one for each class, got \{0: 2"
    ):
        SoftmaxCrossEntropy(class_weights={0: 2.0})  # type: ignore[arg-type]  # as Keras takes them


def test_smoothing_mixes_with_the_uniform_distribution() -> None:
    labels = np.array([0, 2, 1, 1, 0, 2])
    soft = 0.7 * np.eye(3)[labels] + 0.3 / 3
    smoothed, plain = SoftmaxCrossEntropy(label_smoothing=0.3), SoftmaxCrossEntropy()
    for own in (labels, np.eye(3)[labels]):
        assert smoothed.value(OUTPUTS, own) == pytest.approx(plain.value(OUTPUTS, soft), rel=1e-15)
        np.testing.assert_allclose(smoothed.gradient(OUTPUTS, own), plain.gradient(OUTPUTS, soft), atol=1e-16)
