"""BatchNorm: what a batch teaches, and what is used of it. Its numbers are compared in test_torch_references.py."""

from __future__ import annotations

import numpy as np
import pytest

from minigrad.arrays import FloatArray
from minigrad.layers import BatchNorm, Dense
from minigrad.networks import EmpiricalRisk, Sequential
from minigrad.objectives import MeanSquaredError


def params(layer: BatchNorm, **state: FloatArray) -> dict[str, FloatArray]:
    return {**layer.initialize(np.random.default_rng(0)), **layer.initial_state(), **state}


@pytest.mark.each(("layer", "shape"), [(BatchNorm(3), (50, 3)), (BatchNorm(3, input_axes=3), (8, 3, 4, 5))])
def test_a_batch_has_mean_zero_and_variance_one_by_feature(layer: BatchNorm, shape: tuple[int, ...]) -> None:
    inputs = np.random.default_rng(0).normal(5.0, 3.0, size=shape)
    outputs, _ = layer.in_training(np.random.default_rng(0)).forward(params(layer), inputs)
    by_feature = np.moveaxis(outputs, 1, 0).reshape(3, -1)
    np.testing.assert_allclose(by_feature.mean(axis=1), 0.0, atol=1e-14)
    np.testing.assert_allclose(by_feature.var(axis=1), 1.0, rtol=2e-5)  # epsilon / 9


def test_what_many_batches_teach_is_the_mean_and_the_variance_of_the_data() -> None:
    layer, rng = BatchNorm(2, momentum=0.99), np.random.default_rng(0)
    state: dict[str, FloatArray] = layer.initial_state()
    for _ in range(1500):
        _, _, state = layer.in_training(rng).forward_and_state(
            params(layer, **state), rng.normal([1, -2], [2, 0.5], (8, 2))
        )
    np.testing.assert_allclose(state["running_mean"], [1.0, -2.0], atol=0.2)
    np.testing.assert_allclose(np.sqrt(state["running_variance"]), [2.0, 0.5], rtol=0.1)
    outputs, _ = layer.forward(params(layer, **state), np.array([[1.0, -2.0], [3.0, -2.5]]))
    np.testing.assert_allclose(outputs, [[0.0, 0.0], [1.0, -1.0]], atol=0.15)


def test_one_number_teaches_nothing() -> None:
    old = {"running_mean": np.array([1.0, 2.0]), "running_variance": np.array([3.0, 4.0])}
    layer = BatchNorm(2).in_training(np.random.default_rng(0))
    outputs, _, state = layer.forward_and_state(params(BatchNorm(2), **old), np.array([[7.0, 8.0]]))
    np.testing.assert_array_equal(outputs, [[0.0, 0.0]])
    assert {name: array.tolist() for name, array in state.items()} == {k: v.tolist() for k, v in old.items()}


def test_a_bias_before_it_has_no_effect_in_training() -> None:
    network = Sequential([Dense(2, 3), BatchNorm(3), Dense(3, 1)], rng=0)
    x = np.random.default_rng(1).normal(size=(9, 2))
    risk = EmpiricalRisk(network, MeanSquaredError(), x, x[:, :1], training=0)
    np.testing.assert_allclose(network.unflatten(risk.gradient(network.theta))["dense1.bias"], 0.0, atol=1e-15)


def test_inputs_that_do_not_fit_are_refused() -> None:
    for layer in (BatchNorm(3), BatchNorm(3).in_training(np.random.default_rng(0))):
        with pytest.raises(
            ValueError, match=r"`inputs` of BatchNorm.*\(n_features=3, .*\(..., samples, 3\), got \(5, 2\)"
        ):
            layer.forward(params(BatchNorm(3)), np.ones((5, 2)))
    images = BatchNorm(3, input_axes=3)
    with pytest.raises(ValueError, match=r"\(..., samples, 3, height, width\), got \(5, 4, 3\)"):
        images.forward(params(images), np.ones((5, 4, 3)))
