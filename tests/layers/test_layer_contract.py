"""What every layer must do: be a pure function, and carry back exactly its own derivative."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from minigrad.arrays import Float64Array, FloatArray, FloatType
from minigrad.layers import Layer
from minigrad.networks.construction import cast
from tests.numeric import numeric_derivative, read_only
from tests.registry import LAYERS

pytestmark = pytest.mark.parametrize("layer", LAYERS, ids=str)
N_FEATURES = 4


def _inputs(*leading: int) -> FloatArray:
    """Standard normal, but no closer to zero than 0.05: differences must not straddle the kink of a ReLU."""
    drawn = np.random.default_rng(7).normal(size=(*leading, N_FEATURES))
    return read_only(np.sign(drawn) * (np.abs(drawn) + 0.05))


def _params(layer: Layer) -> dict[str, FloatArray]:
    rng = np.random.default_rng(8)
    return {name: read_only(value + 0.1 * rng.normal(size=value.shape)) for name, value in layer.initialize(rng).items()}


def _cotangent(outputs: FloatArray) -> FloatArray:
    return read_only(np.random.default_rng(9).normal(size=outputs.shape).astype(outputs.dtype))


def test_initialize_draws_float64_from_the_generator_alone(layer: Layer) -> None:
    first, second = layer.initialize(np.random.default_rng(3)), layer.initialize(np.random.default_rng(3))
    assert list(first) == list(second)
    for name, value in first.items():
        assert value.dtype == np.float64
        np.testing.assert_array_equal(value, second[name])


def test_the_layer_is_frozen(layer: Layer) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        layer.__setattr__("elementwise", not layer.elementwise)


@pytest.mark.parametrize("leading", [(5,), (2, 5), (1,)])
def test_the_pullback_is_the_derivative_by_the_inputs(layer: Layer, leading: tuple[int, ...]) -> None:
    params, inputs = _params(layer), _inputs(*leading)
    outputs, pullback = layer.forward(params, inputs)
    cotangent = _cotangent(outputs)

    def projected(x: Float64Array) -> float:
        return float((layer.forward(params, x)[0] * cotangent).sum())

    _, d_inputs = pullback(cotangent)
    np.testing.assert_allclose(d_inputs, numeric_derivative(projected, inputs), rtol=1e-8, atol=1e-10)


@pytest.mark.parametrize("copies", [(), (3,)])
def test_the_pullback_is_the_derivative_by_each_parameter(layer: Layer, copies: tuple[int, ...]) -> None:
    rng = np.random.default_rng(10)
    params = {name: rng.normal(size=copies + value.shape) for name, value in _params(layer).items()}
    inputs = _inputs(5)
    outputs, pullback = layer.forward(params, inputs)
    cotangent = _cotangent(outputs)
    d_params, _ = pullback(cotangent)
    assert list(d_params) == list(params)
    for name in params:

        def projected(value: Float64Array, name: str = name) -> float:
            return float((layer.forward({**params, name: value}, inputs)[0] * cotangent).sum())

        np.testing.assert_allclose(d_params[name], numeric_derivative(projected, params[name]), rtol=1e-8, atol=1e-9)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_shapes_and_dtypes_are_kept(layer: Layer, dtype: FloatType) -> None:
    params = {name: cast(value, dtype) for name, value in _params(layer).items()}
    inputs = cast(_inputs(2, 5), dtype)
    outputs, pullback = layer.forward(params, inputs)
    assert outputs.dtype == dtype
    d_params, d_inputs = pullback(cast(_cotangent(outputs), np.float64))
    _assert_alike(d_inputs, inputs)
    for name, value in params.items():
        _assert_alike(d_params[name], value)


def _assert_alike(first: FloatArray, second: FloatArray) -> None:
    assert first.shape == second.shape
    assert first.dtype == second.dtype


def test_calling_twice_gives_the_same_and_calls_do_not_disturb_each_other(layer: Layer) -> None:
    params, inputs = _params(layer), _inputs(5)
    outputs, pullback = layer.forward(params, inputs)
    cotangent = _cotangent(outputs)
    d_params, d_inputs = pullback(cotangent)
    layer.forward(params, read_only(3.0 * inputs))[1](read_only(2.0 * cotangent))
    again_params, again_inputs = pullback(cotangent)
    np.testing.assert_array_equal(d_inputs, again_inputs)
    np.testing.assert_array_equal(outputs, layer.forward(params, inputs)[0])
    for name in params:
        np.testing.assert_array_equal(d_params[name], again_params[name])


def test_samples_do_not_mix(layer: Layer) -> None:
    params, inputs = _params(layer), _inputs(5)
    outputs, _ = layer.forward(params, inputs)
    for row in range(5):
        np.testing.assert_allclose(layer.forward(params, inputs[row : row + 1])[0][0], outputs[row], rtol=1e-14)


def test_stacked_parameters_are_the_parameters_one_by_one(layer: Layer) -> None:
    rng = np.random.default_rng(11)
    inputs = _inputs(5)
    stack = {name: rng.normal(size=(3, *value.shape)) for name, value in _params(layer).items()}
    outputs, _ = layer.forward(stack, inputs)
    for copy in range(3 if stack else 0):
        alone, _ = layer.forward({name: value[copy] for name, value in stack.items()}, inputs)
        np.testing.assert_allclose(outputs[copy], alone, rtol=1e-13)


def test_extreme_inputs_give_finite_results(layer: Layer) -> None:
    inputs = read_only(np.array([[-1e4, -1.0, 1.0, 1e4]]))
    outputs, pullback = layer.forward(_params(layer), inputs)
    assert np.isfinite(outputs).all()
    assert np.isfinite(pullback(np.ones_like(outputs))[1]).all()
