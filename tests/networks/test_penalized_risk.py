"""A penalty is part of the risk: of its value, its gradient, numeric gradients and every check."""

from __future__ import annotations

import re

import numpy as np
import pytest

from minigrad.checking import check_gradient
from minigrad.differentiators import AdaptiveDifference
from minigrad.networks import EmpiricalRisk, TwoLayerNet
from minigrad.objectives import SoftmaxCrossEntropy
from minigrad.penalties import L1, L2

X = np.random.default_rng(0).normal(size=(6, 4))
LABELS = np.array([0, 2, 1, 1, 0, 2])
NETWORK = TwoLayerNet(4, 5, 3, rng=0)
THETA = np.random.default_rng(1).normal(size=NETWORK.layout.size)
PLAIN = EmpiricalRisk(NETWORK, SoftmaxCrossEntropy(), X, LABELS)
WEIGHTS = NETWORK.unflatten(THETA)


def test_one_penalty_is_for_all_weights_and_not_for_biases() -> None:
    risk = EmpiricalRisk(NETWORK, SoftmaxCrossEntropy(), X, LABELS, penalty=L2(0.1))
    squares = (WEIGHTS["dense1.weight"] ** 2).sum() + (WEIGHTS["dense2.weight"] ** 2).sum()
    assert risk(THETA) == pytest.approx(PLAIN(THETA) + 0.05 * squares, rel=1e-14)
    added = NETWORK.unflatten(risk.gradient(THETA) - PLAIN.gradient(THETA))
    np.testing.assert_allclose(added["dense1.weight"], 0.1 * WEIGHTS["dense1.weight"], atol=1e-15)
    assert not added["dense1.bias"].any()


def test_penalties_by_name_add_up_and_every_way_to_the_value_has_them() -> None:
    penalty = {"dense1.*": L1(0.2), "*.bias": L2(3.0)}
    risk = EmpiricalRisk(NETWORK, SoftmaxCrossEntropy(), X, LABELS, penalty=penalty)
    first = np.abs(WEIGHTS["dense1.weight"]).sum() + np.abs(WEIGHTS["dense1.bias"]).sum()
    biases = (WEIGHTS["dense1.bias"] ** 2).sum() + (WEIGHTS["dense2.bias"] ** 2).sum()
    expected = PLAIN(THETA) + 0.2 * first + 1.5 * biases
    slope = risk.slope(THETA)
    given = [risk(THETA), slope.value, risk.value_and_gradient(THETA)[0], *risk.values([THETA, THETA])]
    np.testing.assert_allclose(given, expected, rtol=1e-14)
    np.testing.assert_allclose(AdaptiveDifference().gradient(risk, THETA), slope.gradient, rtol=1e-9, atol=1e-10)
    assert check_gradient(risk, risk.gradient, THETA, names=NETWORK.layout).passed
    assert not check_gradient(risk, PLAIN.gradient, THETA, names=NETWORK.layout).passed
    assert np.array_equal(risk.take(np.array([1, 4]))(THETA) - risk.take(np.array([1, 4]))(THETA), 0.0)


def test_weights_of_samples_are_in_every_way_to_the_value() -> None:
    weights = np.array([1.0, 0.0, 2.0, 0.5, 1.0, 3.0])
    risk = EmpiricalRisk(NETWORK, SoftmaxCrossEntropy(), X, LABELS, sample_weight=weights)
    alone = [PLAIN.take(np.array([number]))(THETA) for number in range(6)]
    slope = risk.slope(THETA)
    given = [risk(THETA), slope.value, *risk.values([THETA, THETA])]
    np.testing.assert_allclose(given, weights @ alone / 6.0, rtol=1e-14)
    np.testing.assert_allclose(AdaptiveDifference().gradient(risk, THETA), slope.gradient, rtol=1e-9, atol=1e-10)
    assert check_gradient(risk, risk.gradient, THETA, names=NETWORK.layout).passed
    assert risk.take(np.array([2, 5]))(THETA) == pytest.approx((2.0 * alone[2] + 3.0 * alone[5]) / 2.0, rel=1e-14)
    with pytest.raises(ValueError, match="`sample_weight`"):
        EmpiricalRisk(NETWORK, SoftmaxCrossEntropy(), X, LABELS, sample_weight=[1.0, 2.0])


def test_what_is_no_penalty() -> None:
    for penalty, text in (
        ({"conv.*": L2(0.1)}, r"`penalty` must name parameters, got 'conv.*'; there are dense1.weight, dense1.bias, "),
        (0.1, "`penalty` must be a Penalty, or a dict of penalties by name, got 0.1"),
        ({"dense1.*": 0.1}, "`penalty` must have names and penalties, got 'dense1.*': 0.1"),
    ):
        with pytest.raises((TypeError, ValueError), match=re.escape(text)):
            EmpiricalRisk(NETWORK, SoftmaxCrossEntropy(), X, LABELS, penalty=penalty)  # type: ignore[arg-type]  # wrong
    with pytest.raises(ValueError, match="`strength` must be a finite number, at least 0, got -1"):
        L2(-1.0)
