from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import FloatArray
from minigrad.optimizers import Adam, AdamW, Clipped, Frozen, GradientDescent, Momentum

NETWORK = mg.TwoLayerNet(4, 5, 3, rng=0)
IRIS = mg.load_iris()


def test_named_parameters_stay_bit_for_bit_though_weights_decay() -> None:
    network = mg.TwoLayerNet(4, 5, 3, rng=0)
    rule = Frozen(AdamW(0.01, weight_decay=0.5), network.layout, ["dense1.*", "*.bias"])
    before = network.layout.unflatten(network.theta.copy())
    mg.Trainer(network, mg.SoftmaxCrossEntropy(), rule, rng=0).fit(IRIS.x, IRIS.t, epochs=1)
    after = network.layout.unflatten(network.theta)
    assert [name for name in before if not np.array_equal(before[name], after[name])] == ["dense2.weight"]


def test_the_others_move_as_if_alone() -> None:
    """With Momentum around a clipped gradient: the norm is that of what moves."""
    layout = mg.ParameterLayout(("a", "b"), ((2,), (1,)))
    alone, part = Clipped(Momentum(0.1), max_norm=1.0), Frozen(Clipped(Momentum(0.1), max_norm=1.0), layout, "a")
    theta: FloatArray = np.array([5.0, -7.0, 2.0])
    single: FloatArray = theta[2:].copy()
    state, own = part.init(theta), alone.init(single)
    for _ in range(5):
        theta, state = part.step(theta, np.array([np.nan, 1e9, 3.0 * theta[2]]), state)
        single, own = alone.step(single, 3.0 * single, own)
    np.testing.assert_array_equal(theta, [5.0, -7.0, single[0]])
    assert state.velocity.tolist() == [0.0, 0.0, own.velocity[0]]


def test_float32_stays_float32_and_the_state_is_that_of_the_optimizer() -> None:
    layout = mg.ParameterLayout(("a", "b"), ((2,), (1,)))
    rule, theta = Frozen(Adam(), layout, ()), np.ones(3, np.float32)
    stepped, state = rule.step(theta, np.ones(3), rule.init(theta))
    again, _ = Adam().step(theta, np.ones(3), Adam().init(theta))
    np.testing.assert_array_equal(stepped, again)
    assert stepped.dtype == state.first_moment.dtype == np.float32


def test_its_mistakes_are_named() -> None:
    with pytest.raises(ValueError, match=r"`names` must name .* got 'dense3.\*'; there are dense1"):
        Frozen(Adam(), NETWORK.layout, "dense3.*")
    rule = Frozen(GradientDescent(), NETWORK.layout, "dense1.*")
    with pytest.raises(ValueError, match=rf"`theta` must have shape \({NETWORK.layout.size},\), got \(3,\)"):
        rule.step(np.ones(3), np.ones(3), rule.init(np.ones(3)))
