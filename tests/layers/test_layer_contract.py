"""What every layer of this package does besides its contract, which tests/testing/test_suites.py checks."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from minigrad.arrays import Float64Array, FloatArray
from minigrad.layers import Layer
from minigrad.layers.stages import initial_state
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
    drawn = {name: value + 0.1 * rng.normal(size=value.shape) for name, value in layer.initialize(rng).items()}
    return {name: read_only(value) for name, value in (drawn | initial_state(layer)).items()}


def _cotangent(outputs: FloatArray) -> FloatArray:
    return read_only(np.random.default_rng(9).normal(size=outputs.shape).astype(outputs.dtype))


def test_the_layer_is_frozen(layer: Layer) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        layer.__setattr__("elementwise", not layer.elementwise)


@pytest.mark.parametrize("leading", [(2, 5), (1,)])
def test_the_pullback_is_the_derivative_by_the_inputs(layer: Layer, leading: tuple[int, ...]) -> None:
    params, inputs = _params(layer), _inputs(*leading)
    outputs, pullback = layer.forward(params, inputs)
    cotangent = _cotangent(outputs)

    def projected(x: Float64Array) -> float:
        return float((layer.forward(params, x)[0] * cotangent).sum())

    _, d_inputs = pullback(cotangent)
    np.testing.assert_allclose(d_inputs, numeric_derivative(projected, inputs), rtol=1e-8, atol=1e-10)


def test_extreme_inputs_give_finite_results(layer: Layer) -> None:
    inputs = read_only(np.array([[-1e4, -1.0, 1.0, 1e4]]))
    outputs, pullback = layer.forward(_params(layer), inputs)
    assert np.isfinite(outputs).all()
    assert np.isfinite(pullback(np.ones_like(outputs))[1]).all()
