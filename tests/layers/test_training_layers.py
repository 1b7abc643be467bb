"""Networks of BatchNorm, Dropout and Embedding: their risk is right in use and in training."""

from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg

RNG = np.random.default_rng(0)
ROWS = RNG.normal(size=(7, 4))
SYMBOLS = RNG.integers(5, size=(7, 3)).astype(np.float64)
IMAGES = RNG.normal(size=(7, 2, 3, 3))
NETWORKS = (
    (ROWS, [mg.Dense(4, 5, bias=False), mg.BatchNorm(5), mg.Tanh(), mg.Dropout(0.3), mg.Dense(5, 3)]),
    (ROWS, [mg.BatchNorm(4), mg.Dropout(0.3), mg.Dense(4, 3)]),
    (SYMBOLS, [mg.Embedding(5, 2), mg.Flatten(2), mg.LayerNorm(6), mg.Dropout(0.2), mg.Dense(6, 3)]),
    (
        IMAGES,
        [
            mg.Conv2D(2, 2, 2, bias=False),
            mg.BatchNorm(2, input_axes=3),
            mg.GELU(),
            mg.Dropout(0.3, input_axes=3),
            mg.Flatten(),
            mg.Dense(8, 3),
        ],
    ),
)


@pytest.mark.each(("x", "layers"), NETWORKS)
@pytest.mark.each("training", [None, 5])
def test_analytic_and_numeric_gradients_agree(x: mg.FloatArray, layers: list[mg.Layer], training: int | None) -> None:
    network = mg.Sequential(layers, rng=0)
    state = network.state.copy()
    risk = mg.EmpiricalRisk(network, mg.SoftmaxCrossEntropy(), x, np.arange(7) % 3, training=training)
    theta = network.theta + 0.1
    expected = risk.gradient(theta)
    np.testing.assert_allclose(mg.CentralDifference(order=4).gradient(risk, theta), expected, atol=1e-10)
    assert mg.check_gradient(risk, risk.gradient, theta, names=network.layout, order=False).passed
    np.testing.assert_array_equal(risk.gradient(theta), expected)
    np.testing.assert_array_equal(network.state, state)


@pytest.mark.each(
    ("layers", "number"),
    [
        ([mg.Conv2D(2, 2, 2), mg.Dropout(0.3), mg.Flatten(), mg.Dense(8, 3)], 1),
        ([mg.Conv2D(2, 2, 2), mg.BatchNorm(2), mg.Flatten(), mg.Dense(8, 3)], 1),
        ([mg.Conv2D(2, 2, 2), mg.ReLU(), mg.LayerNorm(2), mg.Flatten(), mg.Dense(8, 3)], 2),
    ],
)
def test_a_layer_that_would_take_channels_for_samples_is_refused(layers: list[mg.Layer], number: int) -> None:
    text = rf"`layers\[{number}\]` must get samples with as many axes .*, 1, got samples of shape \(2, 2, 2\) for "
    with pytest.raises(ValueError, match=f"{text}{type(layers[number]).__name__}.* put Flatten\\(3\\) before it"):
        mg.EmpiricalRisk(mg.Sequential(layers), mg.SoftmaxCrossEntropy(), IMAGES, np.arange(7) % 3)
