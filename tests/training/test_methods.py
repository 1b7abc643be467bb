"""Training with a method that asks for losses and gradients itself: all samples in one batch."""

from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg

IRIS = mg.load_iris()
X = mg.Standardizer.fit(IRIS.x).transform(IRIS.x)


def trainer(network: mg.Network) -> mg.Trainer[mg.LBFGSState]:
    return mg.Trainer(network, mg.SoftmaxCrossEntropy(), mg.LBFGS(), penalty=mg.L2(0.01), rng=0)


def test_takes_the_path_of_minimize() -> None:
    network = mg.SimpleNet(4, 3, bias=True, rng=0)
    risk = mg.EmpiricalRisk(network, mg.SoftmaxCrossEntropy(), X, IRIS.t, penalty=mg.L2(0.01))
    path = mg.minimize(risk, network.theta, mg.LBFGS(), jac=risk.gradient, steps=30)
    training = trainer(network)
    history = training.fit(X, IRIS.t, epochs=30, batch_size=None)
    np.testing.assert_allclose(network.theta, path.x, rtol=1e-6)
    np.testing.assert_allclose(history.loss, path.values[1:], rtol=1e-9)
    assert np.abs(risk.gradient(network.theta)).max() < 1e-6
    assert training.state.pairs == 10


def test_goes_on_in_a_second_fit() -> None:
    networks = [mg.TwoLayerNet(4, 5, 3, rng=0) for _ in range(2)]
    once, twice = trainer(networks[0]), trainer(networks[1])
    once.fit(X, IRIS.t, epochs=6, batch_size=None)
    twice.fit(X, IRIS.t, epochs=2, batch_size=None)
    twice.fit(X, IRIS.t, epochs=4, batch_size=None)
    assert networks[0].theta.tolist() == networks[1].theta.tolist()


def test_numeric_gradients_and_their_verification_do_as_well() -> None:
    network, same = (mg.SimpleNet(4, 3, rng=0) for _ in range(2))
    options = mg.Trainer(
        same, mg.SoftmaxCrossEntropy(), mg.LBFGS(), penalty=mg.L2(0.01), gradient="numeric", verify_every=1, rng=0
    )
    trainer(network).fit(X, IRIS.t, epochs=4, batch_size=None)
    options.fit(X, IRIS.t, epochs=4, batch_size=None)
    np.testing.assert_allclose(same.theta, network.theta, rtol=1e-6)


def test_at_the_minimum_theta_stays() -> None:
    network = mg.SimpleNet(4, 3, rng=0)
    training = trainer(network)
    training.fit(X, IRIS.t, epochs=100, batch_size=None, evaluate_every=None)
    before = network.theta.copy()
    training.fit(X, IRIS.t, epochs=2, batch_size=None)
    np.testing.assert_allclose(network.theta, before, rtol=1e-10)


def test_refuses_batches() -> None:
    training = trainer(mg.SimpleNet(4, 3, rng=0))
    with pytest.raises(ValueError, match=r"`batch_size` must be None for LBFGS\(history=10\), which .*; got 32"):
        training.fit(X, IRIS.t)
    with pytest.raises(TypeError, match="`batch_size` must be a whole number, got 'all'"):
        training.fit(X, IRIS.t, batch_size="all")  # type: ignore[arg-type]  # what the test is about
    with pytest.raises(TypeError, match=r"`optimizer` must be of class Optimizer, .*; call it: LBFGS\(...\)"):
        mg.Trainer(mg.SimpleNet(4, 3), mg.SoftmaxCrossEntropy(), mg.LBFGS)  # type: ignore[arg-type]  # the same
