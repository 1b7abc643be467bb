"""BinaryCrossEntropy: two classes of a softmax, extreme logits, derivatives of right answers."""

from __future__ import annotations

import math

import numpy as np
import pytest

from minigrad.functions import sigmoid
from minigrad.objectives import BinaryCrossEntropy, SoftmaxCrossEntropy

OBJECTIVE = BinaryCrossEntropy()


def test_one_output_is_a_softmax_over_that_output_and_zero() -> None:
    logits, labels = np.random.default_rng(0).normal(scale=3.0, size=(7, 1)), np.arange(7) % 2
    both = np.concatenate([np.zeros((7, 1)), logits], axis=1)
    assert OBJECTIVE.value(logits, labels) == pytest.approx(SoftmaxCrossEntropy().value(both, labels), rel=1e-14)
    gradient = OBJECTIVE.gradient(logits, labels)
    np.testing.assert_allclose(gradient, SoftmaxCrossEntropy().gradient(both, labels)[:, 1:], rtol=1e-13)
    np.testing.assert_array_equal(gradient, OBJECTIVE.gradient(logits, labels[:, np.newaxis]))


@pytest.mark.each("dtype", [np.float32, np.float64])
def test_logits_of_any_size(dtype: type[np.floating]) -> None:  # type: ignore[explicit-any]  # numpy's default
    largest = float(np.finfo(dtype).max) / 2
    outputs = np.array([[0.0, 1e3, -1e3], [largest, -largest, 40.0]], dtype)
    values = OBJECTIVE.sample_values(outputs, np.array([[1.0, 0.0, 0.0], [1.0, 0.0, 1.0]], dtype))
    assert values.dtype == dtype
    np.testing.assert_allclose(values, [(math.log(2.0) + 1e3) / 3, math.exp(-40.0) / 3], rtol=1e-6)
    missed = OBJECTIVE.sample_values(outputs[1:, :1], np.zeros((1, 1), dtype))
    np.testing.assert_array_equal(missed, [largest])


def test_a_right_answer_keeps_the_digits_of_its_small_derivative() -> None:
    gradient = OBJECTIVE.gradient([[50.0], [-50.0]], [1, 0])
    np.testing.assert_allclose(gradient, [[-math.exp(-50.0) / 2], [math.exp(-50.0) / 2]], rtol=1e-14)


def test_nothing_is_gained_where_the_output_is_the_probability() -> None:
    logits = np.array([[-0.0, 0.0, 2.0, -3.0]])
    np.testing.assert_allclose(OBJECTIVE.gradient(logits, sigmoid(logits)), 0.0, atol=1e-16)
