"""softmax, log_softmax, sigmoid, one_hot: closed forms, any number of axes, any magnitude, and no warning."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal, localcontext

import numpy as np
import numpy.typing as npt
import pytest

from minigrad.arrays import FloatArray
from minigrad.functions import log_softmax, one_hot, sigmoid, softmax
from tests import article_code
from tests.numeric import read_only


def test_softmax_of_the_book() -> None:
    np.testing.assert_allclose(softmax([0.3, 2.9, 4.0]), [0.01821127, 0.24519181, 0.73659691], atol=5e-9)
    np.testing.assert_allclose(softmax([1010, 1000, 990]), [9.99954600e-01, 4.53978686e-05, 2.06106005e-09], rtol=1e-8)


@pytest.mark.each("shape", [(4,), (3, 4)])
def test_softmax_agrees_with_the_article_where_that_works(shape: tuple[int, ...]) -> None:
    logits = np.random.default_rng(0).normal(size=shape)
    np.testing.assert_allclose(softmax(logits), article_code.softmax(logits), rtol=1e-14)


@pytest.mark.each("shape", [(1,), (4,), (1, 4), (3, 1), (2, 3, 4), (2, 1, 3, 4)])
@pytest.mark.each("magnitude", [1.0, 1e4])
def test_any_number_of_axes_and_any_magnitude(shape: tuple[int, ...], magnitude: float) -> None:
    logits = read_only(magnitude * np.random.default_rng(0).normal(size=shape))
    probabilities, logarithms = softmax(logits), log_softmax(logits)
    assert probabilities.shape == logarithms.shape == shape
    np.testing.assert_allclose(probabilities.sum(axis=-1), np.ones(shape[:-1]), rtol=1e-14)
    np.testing.assert_allclose(np.exp(logarithms), probabilities, rtol=1e-12)
    assert np.isfinite(logarithms).all()
    for index in np.ndindex(*shape[:-1]):
        np.testing.assert_array_equal(probabilities[index], softmax(logits[index]))


def test_two_classes_are_a_sigmoid() -> None:
    x = np.linspace(-700.0, 700.0, 29)
    pairs = np.stack([x, np.zeros_like(x)], axis=-1)
    np.testing.assert_allclose(softmax(pairs)[:, 0], sigmoid(x), rtol=1e-14)


def test_log_softmax_where_the_probability_underflows() -> None:
    np.testing.assert_array_equal(log_softmax([[-1e4, 1e4], [1e4, 1e4]]), [[-2e4, 0.0], [-math.log(2), -math.log(2)]])


@pytest.mark.each("x", [-708.0, -37.0, -1.0, -1e-12, 0.0, 2.0, 37.0, 740.0])
def test_sigmoid_to_the_last_digits(x: float) -> None:
    with localcontext() as context:
        context.prec = 700
        exact = float(1 / (1 + (-Decimal(x)).exp()))
    assert float(sigmoid(x)) == pytest.approx(exact, rel=4e-16, abs=0.0)


@pytest.mark.each("function", [softmax, log_softmax, sigmoid])
def test_float32_stays_and_integers_are_promoted(function: Callable[[npt.ArrayLike], FloatArray]) -> None:
    assert function(np.array([1.0, 2.0], dtype=np.float32)).dtype == np.float32
    assert function([1, 2]).dtype == np.float64


@pytest.mark.each("function", [softmax, log_softmax])
def test_logits_are_checked(function: Callable[[npt.ArrayLike], FloatArray]) -> None:
    with pytest.raises(ValueError, match="`logits` must have a last axis of classes, got a single number"):
        function(1.0)
    with pytest.raises(ValueError, match=r"`logits` must not be empty, got shape \(2, 0\)"):
        function(np.ones((2, 0)))
    with pytest.raises(ValueError, match="`logits` must be finite, got nan at index 1"):
        function([1.0, math.nan])


def test_one_hot() -> None:
    np.testing.assert_array_equal(one_hot([2, 0], 3), [[0, 0, 1], [1, 0, 0]])
    np.testing.assert_array_equal(one_hot(1, 2), [0, 1])
    assert one_hot(np.zeros((2, 3), dtype=np.int8), 4, dtype=np.float32).shape == (2, 3, 4)
    assert one_hot([0], 1, dtype=np.float32).dtype == np.float32
    assert one_hot(np.zeros(0, dtype=np.int64), 3).shape == (0, 3)


@pytest.mark.each("labels", [[0, 3], [-1, 0]])
def test_one_hot_labels_out_of_range(labels: list[int]) -> None:
    with pytest.raises(ValueError, match=r"`labels` must lie in \[0, 3\), got"):
        one_hot(labels, 3)


@pytest.mark.each("labels", [[0.0, 1.0], [True], ["a"]])
def test_one_hot_labels_must_be_integers(labels: npt.ArrayLike) -> None:
    with pytest.raises(TypeError, match="`labels` must hold integers, got dtype"):
        one_hot(labels, 3)
