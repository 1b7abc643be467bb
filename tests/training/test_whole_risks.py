"""Training on all that a risk may have: penalties, weights of samples, layers that change in training."""

from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg
from minigrad.training.verifying.batch_gradient import GradientKind
from tests.training.helpers import CLASSES, FEATURES, digits, make_data

X, T = make_data()


def _noisy(seed: int = 0) -> mg.Network:
    layers = [mg.Dense(FEATURES, 6), mg.BatchNorm(6), mg.Tanh(), mg.Dropout(0.3), mg.Dense(6, CLASSES)]
    return mg.Sequential(layers, rng=seed)


def test_the_penalty_is_part_of_the_loss_and_of_each_step() -> None:
    """Without it a step is theta - rate * gradient; L2(s) adds s * theta to the gradient and s/2 theta^2 to the loss,
    for weights only."""
    network = mg.SimpleNet(FEATURES, CLASSES, bias=True, rng=0)
    trainer = mg.Trainer(network, mg.SoftmaxCrossEntropy(), mg.GradientDescent(0.5), penalty=mg.L2(0.2), rng=0)
    plain = mg.EmpiricalRisk(network, mg.SoftmaxCrossEntropy(), X, T)
    weights = np.r_[np.ones(FEATURES * CLASSES), np.zeros(CLASSES)]
    theta = network.theta
    after = theta - 0.5 * (plain.gradient(theta) + mg.L2(0.2).element_slopes(theta) * weights)
    history = trainer.fit(X, T, batch_size=None)
    np.testing.assert_allclose(network.theta, after, rtol=1e-13)
    extra = float((mg.L2(0.2).element_values(network.theta) * weights).sum())
    assert history.loss[0] == pytest.approx(plain(network.theta) + extra, rel=1e-13)
    assert trainer.evaluate(X, T).loss == history.loss[0]
    with pytest.raises(ValueError, match="`penalty` must name parameters, got 'conv1"):
        mg.Trainer(network, mg.SoftmaxCrossEntropy(), mg.Adam(), penalty={"conv1.*": mg.L2(0.1)})


def test_samples_of_weight_0_play_no_part_but_count() -> None:
    """The mean is over all samples, so half of them with weight 2 are those alone."""
    half, weights = len(X) // 2, np.r_[np.full(len(X) // 2, 2.0), np.zeros(len(X) // 2)]
    some, alone = (
        mg.Trainer(mg.SimpleNet(FEATURES, CLASSES, rng=0), mg.SoftmaxCrossEntropy(), mg.Adam(0.1), rng=0)
        for _ in range(2)
    )
    some.fit(X, T, epochs=3, batch_size=None, sample_weight=weights)
    alone.fit(X[:half], T[:half], epochs=3, batch_size=None)
    np.testing.assert_allclose(some.network.theta, alone.network.theta, rtol=1e-12)
    np.testing.assert_allclose(some.history.loss, alone.history.loss, rtol=1e-12)


@pytest.mark.parametrize("gradient", ["analytic", "numeric"])
def test_noise_and_memory_of_layers_belong_to_training_and_repeat(gradient: GradientKind) -> None:
    """The gradient of each batch is verified with the masks of that batch; in use nothing is random or learned."""
    one, same, other = (
        mg.Trainer(_noisy(), mg.SoftmaxCrossEntropy(), mg.Adam(0.05), gradient=gradient, verify_every=1, rng=seed)
        for seed in (0, 0, 1)
    )
    for trainer in (one, same, other):
        trainer.fit(X, T, epochs=2, batch_size=8)
    assert digits(one.history) == digits(same.history) != digits(other.history)
    np.testing.assert_array_equal(one.network.state, same.network.state)
    state = one.network.state.copy()
    assert not np.array_equal(state, _noisy().state)
    assert one.evaluate(X, T).loss == one.history.loss[-1]
    assert one.verify_gradient(X, T).passed
    assert one.verify_gradient(X, T, training=5).passed
    np.testing.assert_array_equal(one.network.state, state)
