"""SoftmaxCrossEntropy: the article's number, extreme logits, and targets that mean nothing."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest

from minigrad.functions import softmax
from minigrad.objectives import SoftmaxCrossEntropy
from tests import article_code

OBJECTIVE = SoftmaxCrossEntropy()
LOGITS = np.array([0.6, 0.9]) @ np.array([[0.47355232, 0.9977393, 0.84668094], [0.85557411, 0.03563661, 0.69422093]])


def test_the_printed_loss_is_the_one_without_the_epsilon() -> None:
    # The printed weights carry 8 digits, hence 1e-8. The article's own code, with its 1e-7, is 2.5e-7 away.
    printed = 0.92806853663411326
    assert OBJECTIVE.value(LOGITS, 2) == pytest.approx(printed, abs=1e-8)
    assert OBJECTIVE.value(LOGITS, np.array([0, 0, 1])) == pytest.approx(printed, abs=1e-8)
    articles = article_code.cross_entropy_error(article_code.softmax(LOGITS), np.array([0, 0, 1]))
    assert printed - articles == pytest.approx(1e-7 / math.exp(-printed), rel=0.02)


@pytest.mark.each("magnitude", [1.0, 30.0, 800.0, 1e4])
def test_logits_of_any_size(magnitude: float) -> None:
    # Of two classes, the right one d below the other: loss log(1 + exp(d)), gradient 1 / (1 + exp(-d)) up and down.
    right, wrong = OBJECTIVE.value([magnitude, -magnitude], 0), OBJECTIVE.value([-magnitude, magnitude], 0)
    assert right == pytest.approx(math.log1p(math.exp(-2 * magnitude)), rel=1e-12, abs=1e-16)
    assert wrong == pytest.approx(2 * magnitude + right, rel=1e-15)
    probability = 1.0 / (1.0 + math.exp(-2 * magnitude))
    expected = [-probability, probability]
    np.testing.assert_allclose(OBJECTIVE.gradient([-magnitude, magnitude], 0), expected, rtol=1e-15)


def test_a_single_class_costs_nothing() -> None:
    assert OBJECTIVE.value([[3.0], [-1e4]], [0, 0]) == 0.0
    np.testing.assert_array_equal(OBJECTIVE.gradient([[3.0]], [[1.0]]), [[0.0]])


def test_labels_one_hot_and_soft_rows_agree() -> None:
    logits = np.random.default_rng(0).normal(size=(3, 4))
    assert OBJECTIVE.value(logits, [1, 3, 0]) == pytest.approx(OBJECTIVE.value(logits, np.eye(4)[[1, 3, 0]]), rel=1e-15)
    soft = 0.5 * np.eye(4)[[1, 3, 0]] + 0.5 * np.eye(4)[[2, 2, 2]]
    mean = 0.5 * OBJECTIVE.value(logits, [1, 3, 0]) + 0.5 * OBJECTIVE.value(logits, [2, 2, 2])
    assert OBJECTIVE.value(logits, soft) == pytest.approx(mean, rel=1e-14)


def test_rows_that_are_the_prediction_leave_nothing_to_gain() -> None:
    logits = np.random.default_rng(0).normal(size=(3, 4))
    np.testing.assert_allclose(OBJECTIVE.gradient(logits, softmax(logits)), 0.0, atol=1e-16)


@pytest.mark.each(
    ("targets", "message"),
    [
        ([0, 3], r"`targets` must be labels in \[0, 3\) for outputs of 3 classes, got 0 to 3"),
        ([-1, 0], r"`targets` must be labels in \[0, 3\) .* got -1 to 0"),
        ([0, 1, 2], r"`targets` must have shape \(2,\), got \(3,\)"),
        ([[0.5, 0.6, 0.0], [1.0, 0.0, 0.0]], r"got \[0.5, 0.6, 0.0\] in row 0, adding up to 1.1"),
        ([[1.0, 0.0, 0.0], [1.5, -0.5, 0.0]], r"at least 0 and adding up to 1, got \[1.5, -0.5, 0.0\] in row 1"),
        ([[1.0, 0.0], [0.0]], r"`targets` must be a rectangular array of numbers"),
    ],
)
def test_targets_that_mean_nothing(targets: npt.ArrayLike, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        OBJECTIVE.value(np.zeros((2, 3)), targets)


@pytest.mark.each("targets", [[0.0, 1.0], [True, False], ["a", "b"]])
def test_labels_must_be_integers(targets: npt.ArrayLike) -> None:
    with pytest.raises(TypeError, match="`targets` with one axis are labels and must be integers, got dtype"):
        OBJECTIVE.value(np.zeros((2, 3)), targets)


def test_float32_rows_of_a_softmax_are_probabilities() -> None:
    rows = softmax(np.random.default_rng(0).normal(size=(50, 1000)).astype(np.float32))
    assert math.isfinite(OBJECTIVE.value(np.zeros((50, 1000)), rows))


@pytest.mark.each(
    ("n_outputs", "labels", "advice"),
    [
        (1, [0, 1], r"for outputs of 1 classes, got 0 to 1; give the network 2 outputs, one for each class$"),
        (3, [0, 4], r"got 0 to 4; give the network 5 outputs, one for each class$"),
        (2, [1, 2], r"got 1 to 2; number the classes from 0$"),
        (1, [1, 2], r"got 1 to 2; number the classes from 0 and give the network 2 outputs, one for each class$"),
        (2, [-1, 1], r"got -1 to 1; number the classes from 0 and give the network 3 outputs, one for each class$"),
    ],
)
def test_labels_beyond_the_outputs(n_outputs: int, labels: list[int], advice: str) -> None:
    with pytest.raises(ValueError, match=advice):
        SoftmaxCrossEntropy().value(np.zeros((2, n_outputs)), labels)
