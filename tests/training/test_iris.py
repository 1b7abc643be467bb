"""Real flowers: with a bias the simple network tells them apart, without one it cannot."""

from __future__ import annotations

import numpy as np

from minigrad.datasets import load_iris, standardize, train_test_split
from minigrad.networks import SimpleNet
from minigrad.objectives import SoftmaxCrossEntropy
from minigrad.optimizers import Adam
from minigrad.training import Trainer

IRIS = load_iris()


def _held_out(seed: int, *, bias: bool) -> float:
    x_train, x_test, t_train, t_test = train_test_split(IRIS.x, IRIS.t, rng=seed)
    x_train, x_test = standardize(x_train, x_test)
    trainer = Trainer(SimpleNet(4, 3, bias=bias, rng=seed), SoftmaxCrossEntropy(), Adam(learning_rate=0.1), rng=seed)
    trainer.fit(x_train, t_train, epochs=60, batch_size=32)
    return trainer.evaluate(x_test, t_test).accuracy


def test_with_a_bias_at_least_28_of_30_flowers() -> None:
    assert min(_held_out(seed, bias=True) for seed in range(6)) >= 0.93


def test_without_a_bias_it_stops_at_five_of_six() -> None:
    """Standardised, the middle species lies around the origin, where logits without a bias are all zero."""
    accuracies = [_held_out(seed, bias=False) for seed in range(6)]
    assert 0.75 < np.mean(accuracies) < 0.9
    assert max(accuracies) < 0.93
