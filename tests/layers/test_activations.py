"""Activations: closed forms, kinks, and the digits that the usual formulas lose."""

from __future__ import annotations

from decimal import Decimal, localcontext

import numpy as np
import pytest

from minigrad.arrays import FloatType
from minigrad.layers import GELU, Activation, Layer, LeakyReLU, ReLU, Sigmoid, Softplus, Tanh
from minigrad.layers.masking import where_true
from tests.registry import LAYERS

PI = Decimal(
    "3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534211706798214808651"
)
POINTS = [-700.0, -40.0, -2.0, -1e-9, 0.0, 0.3, 5.0, 40.0, 300.0]


def _slopes(layer: Layer, points: list[float]) -> list[float]:
    inputs = np.array([points])
    slopes: list[float] = layer.forward({}, inputs)[1](np.ones_like(inputs))[1][0].tolist()
    return slopes


def _exact_logistic(x: float) -> tuple[Decimal, Decimal]:
    """s(x) and s'(x) = s (1 - s), to hundreds of digits."""
    with localcontext() as context:
        context.prec = 40 + int(abs(x) / 2.3)  # 1 - s has that many zeros before its first digit
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


@pytest.mark.parametrize("x", POINTS)
def test_softplus_keeps_its_digits(x: float) -> None:
    with localcontext() as context:
        context.prec = 60
        power = Decimal(x).exp()
        expected = float(power if x < -39.0 else (1 + power).ln())  # the rest of the series is below 1e-17 of it
    assert float(Softplus().forward({}, np.array([[x]]))[0][0, 0]) == pytest.approx(expected, rel=4e-16, abs=0.0)
    assert _slopes(Softplus(), [x])[0] == pytest.approx(float(_exact_logistic(x)[0]), rel=4e-16, abs=0.0)


def _exact_normal(x: float) -> tuple[Decimal, Decimal]:
    """P(x) and p(x) of the standard normal: P(x) = 1/2 + p(x) (x + x**3 / 3 + x**5 / (3 * 5) + ...)."""
    with localcontext() as context:
        context.prec = 130
        term = total = Decimal(x)
        k = 1
        while abs(term) > abs(total) * Decimal(10) ** -125:
            k += 2
            term *= Decimal(x) ** 2 / k
            total += term
        density = (-(Decimal(x) ** 2) / 2).exp() / (2 * PI).sqrt()
        return Decimal("0.5") + density * total, density


@pytest.mark.each("x", [-20.0, -5.3, -2.0, -0.75, -1e-9, 0.0, 0.3, 0.9, 5.0, 8.0, 20.0])
def test_gelu_keeps_its_digits(x: float) -> None:
    value, density = _exact_normal(x)
    assert float(GELU().forward({}, np.array([[x]]))[0][0, 0]) == pytest.approx(
        float(Decimal(x) * value), rel=8e-16, abs=0.0
    )
    slope = float(value + Decimal(x) * density)
    assert _slopes(GELU(), [x])[0] == pytest.approx(slope, rel=2e-15, abs=2e-16 if -1.0 < x < 0.0 else 0.0)


@pytest.mark.each("layer", [GELU(), GELU("tanh"), LeakyReLU(), Softplus()])
@pytest.mark.each("dtype", [np.float32, np.float64])
def test_the_largest_inputs_cause_no_overflow(layer: Activation, dtype: FloatType) -> None:
    far = float(np.finfo(dtype).max)
    outputs, pullback = layer.forward({}, np.array([[-far, -100.0, 100.0, far]], dtype))
    slopes = pullback(np.ones_like(outputs))[1]
    np.testing.assert_array_equal(outputs[0, 2:], np.array([100.0, far], dtype))  # from here on as a ReLU's
    np.testing.assert_array_equal(slopes[0, 2:], [1.0, 1.0])
    left = layer.negative_slope if isinstance(layer, LeakyReLU) else 0.0
    assert slopes[0, 0] == dtype(left)
    assert outputs[0, 0] == dtype(left) * dtype(-far)


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


def test_leaky_relu_takes_the_slope_from_the_left_at_its_kink() -> None:
    assert _slopes(LeakyReLU(0.25), [-1.0, -0.0, 0.0, 5e-324, 1.0]) == [0.25, 0.25, 0.25, 1.0, 1.0]


def test_a_dead_relu_stops_an_infinite_derivative() -> None:
    _, pullback = ReLU().forward({}, np.array([[-1.0, 1.0]]))
    np.testing.assert_array_equal(pullback(np.array([[np.inf, 2.0]]))[1], [[0.0, 2.0]])


@pytest.mark.each("dtype", [np.float32, np.float64])
def test_a_mask_keeps_every_bit(dtype: type[np.float32] | type[np.float64]) -> None:
    rng = np.random.default_rng(0)
    values = rng.choice(np.array([np.inf, -np.inf, np.nan, -0.0, 5e-324, 1.0, -1e30], dtype), size=(20, 7))
    mask = rng.random((20, 7)) < 0.5
    for own, where in ((values, mask), (values.T[::2], mask.T[::2])):
        kept = where_true(where, own)
        assert kept.dtype == dtype
        assert kept.tobytes() == np.where(where, own, dtype(0)).tobytes()
