"""Training on values alone gives the losses of training on backpropagation, with every method and every network."""

from __future__ import annotations

import numpy as np
import pytest

from minigrad.arrays import FloatArray
from minigrad.differentiators import BackwardDifference, CentralDifference, Differentiator, ForwardDifference
from minigrad.layers import ReLU
from minigrad.networks import Network, SimpleNet, TwoLayerNet
from minigrad.objectives import MeanSquaredError, Objective, SoftmaxCrossEntropy, Targets
from minigrad.optimizers import Adam, GradientDescent, Momentum
from minigrad.training import Trainer
from minigrad.training.verifying.batch_gradient import GradientKind
from tests.training.helpers import CLASSES, FEATURES, NETWORKS, loss_by_hand, make_data

X, T = make_data()
SOFT = np.random.default_rng(1).dirichlet(np.ones(CLASSES), size=len(X))
NUMBERS = np.random.default_rng(2).normal(size=(len(X), CLASSES))

KINDS: tuple[GradientKind, ...] = ("analytic", "numeric")
DOUBLE = [name for name in NETWORKS if "float32" not in name]
TARGETS: dict[str, tuple[Objective, Targets]] = {
    "labels": (SoftmaxCrossEntropy(), T),
    "one-hot": (SoftmaxCrossEntropy(), np.eye(CLASSES)[T]),
    "soft": (SoftmaxCrossEntropy(), SOFT),
    "regression": (MeanSquaredError(), NUMBERS),
}
METHODS: dict[str, Differentiator] = {
    "forward": ForwardDifference(),
    "backward": BackwardDifference(),
    "central": CentralDifference(),
    "central of order 4": CentralDifference(order=4),
    "the article's": CentralDifference(abs_step=1e-4),
}


def _losses(network: Network, objective: Objective, t: Targets, gradient: GradientKind) -> FloatArray:
    trainer = Trainer(network, objective, Momentum(0.1), gradient=gradient, rng=0)
    return trainer.fit(X, t, epochs=4, batch_size=5).loss


@pytest.mark.parametrize("kind", TARGETS)
@pytest.mark.parametrize("network", NETWORKS)
def test_same_losses_to_1e_6(network: str, kind: str) -> None:
    objective, t = TARGETS[kind]
    analytic = _losses(NETWORKS[network](), objective, t, "analytic")
    numeric = _losses(NETWORKS[network](), objective, t, "numeric")
    assert np.abs(numeric - analytic).max() < 1e-6
    assert analytic.min() < 0.97 * analytic[0]  # and it is a training that does something


@pytest.mark.parametrize("method", METHODS)
def test_any_differentiator_will_do(method: str) -> None:
    analytic, numeric = (
        Trainer(
            TwoLayerNet(FEATURES, 5, CLASSES, rng=3),
            SoftmaxCrossEntropy(),
            GradientDescent(0.3),
            differentiator=METHODS[method],
            gradient=gradient,
            rng=0,
        )
        for gradient in KINDS
    )
    for trainer in (analytic, numeric):
        trainer.fit(X, T, epochs=5, batch_size=5)
    assert np.abs(numeric.history.loss - analytic.history.loss).max() < 1e-6


def test_the_two_gradients_at_one_point() -> None:
    for network in (NETWORKS[name]() for name in DOUBLE):
        for objective, t in TARGETS.values():
            trainer = Trainer(network, objective, Adam(0.1))
            analytic, numeric = trainer.analytic_gradient(X, t), trainer.numeric_gradient(X, t)
            assert analytic.shape == numeric.shape == network.theta.shape
            np.testing.assert_allclose(numeric, analytic, rtol=1e-6, atol=1e-9)


def test_the_numeric_gradient_is_that_of_the_trainers_differentiator() -> None:
    """One-sided with a long step: its error, half the step times the curvature, can be seen."""
    network = SimpleNet(FEATURES, CLASSES, rng=1)
    trainer = Trainer(network, SoftmaxCrossEntropy(), Adam(0.1), differentiator=ForwardDifference(abs_step=0.25))
    moved = np.repeat(network.weight.astype(np.float64)[np.newaxis], network.theta.size, axis=0)
    moved.reshape(network.theta.size, -1)[np.diag_indices(network.theta.size)] += 0.25
    base = loss_by_hand(X @ network.weight, T)
    by_hand = [(loss_by_hand(X @ weight, T) - base) / 0.25 for weight in moved]
    np.testing.assert_allclose(trainer.numeric_gradient(X, T), by_hand, rtol=1e-12)
    assert np.abs(trainer.analytic_gradient(X, T) - by_hand).max() > 1e-3


def test_a_relu_network_trains_on_differences_too() -> None:
    """At a kink the two need not agree; the loss must go down all the same."""
    network = TwoLayerNet(FEATURES, 8, CLASSES, activation=ReLU(), rng=0)
    trainer = Trainer(network, SoftmaxCrossEntropy(), Adam(0.05), gradient="numeric", rng=0)
    history = trainer.fit(X, T, epochs=20, batch_size=5)
    assert history.loss[-1] < 0.5 * history.loss[0]
