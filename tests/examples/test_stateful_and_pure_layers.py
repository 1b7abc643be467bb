from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg
from examples.stateful_and_pure_layers import BookSigmoid, PureSigmoid, main

SLOPE_AT_HALF = float(np.exp(-0.5) / (1 + np.exp(-0.5)) ** 2)
"""sigmoid'(0.5), and sigmoid(0) = 0.5, sigmoid'(0) = 0.25."""


def test_the_pure_layer_is_right_and_the_stateful_one_is_not() -> None:
    result = main()
    assert result.pure == pytest.approx((0.25, SLOPE_AT_HALF * 0.25), rel=1e-14)
    assert result.numeric == pytest.approx(result.pure, rel=1e-9)
    slope_at_3 = float(np.exp(-3.0) / (1 + np.exp(-3.0)) ** 2)
    assert result.stateful == pytest.approx((slope_at_3, SLOPE_AT_HALF**2), rel=1e-12)


def test_alone_both_are_right() -> None:
    x, d_outputs = np.array([[-1.0, 0.0, 2.0]]), np.array([[1.0, 2.0, 3.0]])
    book = BookSigmoid()
    outputs, pullback = PureSigmoid().forward({}, x)
    np.testing.assert_array_equal(book.forward(x), outputs)
    np.testing.assert_array_equal(book.backward(d_outputs), pullback(d_outputs)[1])
    np.testing.assert_array_equal(pullback(d_outputs)[1], pullback(d_outputs)[1])
    np.testing.assert_allclose(mg.Sigmoid().forward({}, x)[0], outputs, rtol=1e-15)
