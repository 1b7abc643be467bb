"""ReLU, Sigmoid, Tanh: closed forms, the kink, and the digits that the usual formulas lose."""

from __future__ import annotations

from decimal import Decimal, localcontext

import numpy as np
import pytest

from minigrad.layers import Layer, ReLU, Sigmoid, Tanh
from tests.registry import LAYERS

POINTS = [-700.0, -40.0, -2.0, -1e-9, 0.0, 0.3, 5.0, 40.0, 300.0]


def _slopes(layer: Layer, points: list[float]) -> list[float]:
    inputs = np.array([points])
    slopes: list[float] = layer.forward({}, inputs)[1](np.ones_like(inputs))[1][0].tolist()
    return slopes


def _exact_logistic(x: float) -> tuple[Decimal, Decimal]:
    """s(x) and s'(x) = s (1 - s), to hundreds of digits."""
    with localcontext() as context:
        context.prec = 1400
        s = 1 / (1 + (-Decimal(x)).exp())
        return s, s * (1 - s)


@pytest.mark.parametrize("x", POINTS)
def test_sigmoid_keeps_its_digits(x: float) -> None:
    value, slope = _exact_logistic(x)
    assert float(Sigmoid().forward({}, np.array([[x]]))[0][0, 0]) == pytest.approx(float(value), rel=4e-16, abs=0.0)
    assert _slopes(Sigmoid(), [x])[0] == pytest.approx(float(slope), rel=1e-15, abs=0.0)


@pytest.mark.parametrize("x", POINTS)
def test_tanh_keeps_its_digits(x: float) -> None:
    value, slope = _exact_logistic(2 * x)  # tanh(x) = 2 s(2x) - 1
    assert float(Tanh().forward({}, np.array([[x]]))[0][0, 0]) == pytest.approx(
        float(2 * value - 1), rel=4e-16, abs=1e-27
    )
    assert _slopes(Tanh(), [x])[0] == pytest.approx(float(4 * slope), rel=1e-15, abs=0.0)


@pytest.mark.parametrize("layer", [layer for layer in LAYERS if layer.elementwise], ids=str)
def test_an_elementwise_layer_has_a_diagonal_derivative_and_no_parameters(layer: Layer) -> None:
    inputs = np.array([[-2.0, -0.5, 0.5], [0.1, 1.0, 3.0]])
    _, pullback = layer.forward({}, inputs)
    for index in np.ndindex(inputs.shape):
        unit = np.zeros(inputs.shape)
        unit[index] = 1.0
        params, column = pullback(unit)
        assert params == {}
        assert np.count_nonzero(column) == np.count_nonzero(column[index])


def test_relu_is_flat_at_its_kink() -> None:
    assert _slopes(ReLU(), [-1.0, -0.0, 0.0, 5e-324, 1.0]) == [0.0, 0.0, 0.0, 1.0, 1.0]


def test_a_dead_relu_stops_an_infinite_derivative() -> None:
    _, pullback = ReLU().forward({}, np.array([[-1.0, 1.0]]))
    np.testing.assert_array_equal(pullback(np.array([[np.inf, 2.0]]))[1], [[0.0, 2.0]])
