"""What every network must do: be a pure function of theta and x, with the derivative of itself."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from minigrad.arrays import Float64Array
from minigrad.networks import Network
from tests.numeric import numeric_derivative, read_only
from tests.registry import NETWORKS

pytestmark = pytest.mark.parametrize("network", NETWORKS, ids=repr)
X = read_only(np.random.default_rng(0).normal(size=(6, 4)))


def _theta(network: Network) -> Float64Array:
    return np.random.default_rng(1).normal(size=network.layout.size)


def test_predict_is_forward_at_the_networks_own_theta(network: Network) -> None:
    outputs = network.predict(X)
    assert outputs.shape == (6, 3)
    assert outputs.dtype == network.dtype
    np.testing.assert_array_equal(outputs, network.forward(network.theta, X))


def test_forward_is_pure(network: Network) -> None:
    before, theta = network.theta.copy(), read_only(_theta(network))
    first = network.forward(theta, X)
    network.forward(2.0 * theta, 3.0 * X)
    np.testing.assert_array_equal(first, network.forward(theta, X))
    np.testing.assert_array_equal(before, network.theta)


def test_the_pullback_is_the_derivative_by_theta(network: Network) -> None:
    theta = _theta(network)
    outputs, pullback = network.pullback(theta, X)
    cotangent = read_only(np.random.default_rng(2).normal(size=outputs.shape))
    expected = numeric_derivative(lambda moved: float((network.forward(moved, X) * cotangent).sum()), theta, step=3e-4)
    np.testing.assert_allclose(pullback(cotangent), expected, rtol=1e-8, atol=1e-8)
    np.testing.assert_array_equal(pullback(cotangent), pullback(cotangent))


def test_the_pullback_remembers_the_values_of_its_call(network: Network) -> None:
    theta, x = _theta(network), X.copy()
    outputs, pullback = network.pullback(theta, x)
    expected = pullback(np.ones_like(outputs))
    theta[...], x[...] = 0.0, 0.0
    np.testing.assert_array_equal(pullback(np.ones_like(outputs)), expected)


def test_one_sample_needs_no_first_axis(network: Network) -> None:
    theta = _theta(network)
    outputs, pullback = network.pullback(theta, X[2])
    rows, rows_pullback = network.pullback(theta, X[2:3])
    assert outputs.shape == (3,)
    np.testing.assert_array_equal(outputs, rows[0])
    np.testing.assert_array_equal(pullback(np.arange(3.0)), rows_pullback(np.arange(3.0)[np.newaxis]))


def test_samples_do_not_mix(network: Network) -> None:
    outputs = network.forward(_theta(network), X)
    for row in range(6):
        np.testing.assert_allclose(network.forward(_theta(network), X[row]), outputs[row], rtol=1e-12, atol=1e-14)


def test_a_stack_of_thetas_is_one_by_one(network: Network) -> None:
    thetas = np.random.default_rng(3).normal(size=(4, network.layout.size))
    outputs, pullback = network.pullback(thetas, X)
    cotangent = np.random.default_rng(4).normal(size=(4, 6, 3))
    gradients = pullback(cotangent)
    assert gradients.shape == thetas.shape
    for copy in range(4):
        alone, alone_pullback = network.pullback(thetas[copy], X)
        np.testing.assert_allclose(outputs[copy], alone, rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(gradients[copy], alone_pullback(cotangent[copy]), rtol=1e-11, atol=1e-13)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_theta_decides_the_dtype(network: Network, dtype: type[np.float32] | type[np.float64]) -> None:
    theta = np.array(_theta(network), dtype=dtype)
    outputs, pullback = network.pullback(theta, X)
    assert outputs.dtype == dtype
    assert pullback(np.ones((6, 3))).dtype == dtype


def test_flatten_and_unflatten_are_inverse(network: Network) -> None:
    theta = _theta(network)
    np.testing.assert_array_equal(network.flatten(network.unflatten(theta)), theta)
    stack = np.stack([theta, 2.0 * theta])
    np.testing.assert_array_equal(network.flatten(network.unflatten(stack)), stack)
    for value in network.unflatten(theta).values():
        assert np.shares_memory(value, theta)


def test_join_is_the_inverse_of_split(network: Network) -> None:
    theta = _theta(network)
    np.testing.assert_array_equal(network.join(network.split(theta), theta), theta)


def test_names_lead_to_the_elements(network: Network) -> None:
    theta = np.arange(float(network.layout.size))
    params = network.unflatten(theta)
    for index in range(network.layout.size):
        array, _, place = network.layout.name(index).partition("[")
        indices = tuple(int(i) for i in place.rstrip("]").split(","))
        assert float(params[array][indices]) == index


def test_theta_can_be_set_but_not_written_into(network: Network) -> None:
    network = pickle.loads(pickle.dumps(network))
    value = network.theta + 1.0
    network.theta = value
    np.testing.assert_array_equal(network.theta, value)
    value[...] = 0.0
    assert float(np.abs(network.theta).sum()) > 0.0
    assert network.theta.dtype == network.dtype
    for array in (network.theta, *network.parameters.values()):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0.0
    with pytest.raises(ValueError, match=r"`theta` must have shape \(\d+,\), got \(3, 1\)"):
        network.theta = np.ones((3, 1))
    with pytest.raises(ValueError, match="`theta` must be finite, got nan at index 0"):
        network.theta = np.full(network.layout.size, np.nan)


def test_inputs_that_do_not_fit_are_refused(network: Network) -> None:
    with pytest.raises(
        ValueError, match=r"`x` must have 4 features for each sample, shape \(n_samples, 4\), got \(2, 5\)"
    ):
        network.predict(np.ones((2, 5)))
    with pytest.raises(ValueError, match=r"flatten each sample with x.reshape\(len\(x\), -1\)"):
        network.predict(np.ones((2, 2, 2)))
    with pytest.raises(ValueError, match=r"`theta` must have shape \(\d+,\) or \(K, \d+\), got \(2,\)"):
        network.forward(np.ones(2), X)
    with pytest.raises(ValueError, match=r"`d_outputs` must have shape \(6, 3\), got \(3,\)"):
        network.pullback(network.theta, X)[1](np.ones(3))
