"""EmpiricalRisk: a function of its argument, whose gradient is its own derivative."""

from __future__ import annotations

import pickle

import numpy as np
import numpy.typing as npt
import pytest

from minigrad.networks import EmpiricalRisk, Network, SimpleNet
from minigrad.objectives import MeanSquaredError, Objective, SoftmaxCrossEntropy, TargetKind, Targets
from tests.numeric import numeric_derivative, read_only
from tests.registry import NETWORKS, OBJECTIVES

X = read_only(np.random.default_rng(0).normal(size=(6, 4)))
LABELS = np.array([0, 2, 1, 1, 0, 2])
NUMBERS = np.random.default_rng(1).uniform(size=(6, 3))


def _targets(objective: Objective) -> Targets:
    return LABELS if objective.target_kind is TargetKind.CLASSES else NUMBERS


@pytest.mark.parametrize("network", NETWORKS, ids=repr)
@pytest.mark.parametrize("objective", OBJECTIVES, ids=str)
def test_the_gradient_is_the_derivative_of_the_risk(network: Network, objective: Objective) -> None:
    risk = EmpiricalRisk(network, objective, X, _targets(objective))
    theta = read_only(np.random.default_rng(2).normal(size=network.layout.size))
    gradient = risk.gradient(theta)
    np.testing.assert_allclose(gradient, numeric_derivative(risk, theta, step=3e-4), rtol=1e-8, atol=1e-9)
    assert (gradient.shape, str(gradient.dtype)) == (theta.shape, "float64")
    assert risk(theta) == pytest.approx(objective.value(network.forward(theta, X), _targets(objective)), rel=1e-15)


@pytest.mark.parametrize("objective", OBJECTIVES, ids=str)
def test_a_stack_is_one_by_one(objective: Objective) -> None:
    risk = EmpiricalRisk(NETWORKS[2], objective, X, _targets(objective))
    thetas = np.random.default_rng(3).normal(size=(4, NETWORKS[2].layout.size))
    np.testing.assert_allclose(risk.values(thetas), [risk(theta) for theta in thetas], rtol=1e-13)
    with pytest.raises(ValueError, match=r"`thetas` must have shape \(K, 43\), got \(43,\)"):
        risk.values(thetas[0])


def test_it_is_a_function_of_its_argument_and_of_nothing_else() -> None:
    network, x, labels = SimpleNet(4, 3, rng=0), X.copy(), LABELS.copy()
    risk = EmpiricalRisk(network, SoftmaxCrossEntropy(), x, labels)
    theta = network.theta.copy()
    value, gradient = risk(theta), risk.gradient(theta)
    network.theta, x[...], labels[...] = np.zeros(12), 0.0, 0
    assert risk(theta) == value
    np.testing.assert_array_equal(risk.gradient(theta), gradient)
    step = 1e-3 * gradient
    assert risk(theta + step) > value > risk(theta - step)


def test_the_gradient_is_fresh_each_time() -> None:
    risk = EmpiricalRisk(NETWORKS[0], SoftmaxCrossEntropy(), X, LABELS)
    theta = NETWORKS[0].theta
    first = risk.gradient(theta)
    kept = first.copy()
    first[...] = 0.0
    np.testing.assert_array_equal(risk.gradient(theta), kept)


def test_theta_decides_the_dtype() -> None:
    risk = EmpiricalRisk(NETWORKS[0], MeanSquaredError(), X, NUMBERS)
    single = NETWORKS[0].theta.astype(np.float32)
    assert risk.gradient(single).dtype == np.float32
    assert risk.gradient(single.astype(np.float64)).dtype == np.float64
    assert risk.gradient([1] * 12).dtype == np.float64
    assert risk(single) == pytest.approx(risk(single.astype(np.float64)), rel=1e-6)


@pytest.mark.parametrize("x", [[0.6, 0.9], [[0.6, 0.9]]])
@pytest.mark.parametrize("as_label", [True, False])
def test_one_sample(x: npt.ArrayLike, as_label: bool) -> None:
    row: npt.ArrayLike = 2 if as_label else [0, 0, 1]
    risk = EmpiricalRisk(SimpleNet(), SoftmaxCrossEntropy(), x, row if np.ndim(x) == 1 else np.asarray(row)[np.newaxis])
    assert risk(np.zeros(6)) == pytest.approx(np.log(3.0), rel=1e-15)


def test_it_survives_pickling() -> None:
    risk = EmpiricalRisk(NETWORKS[1], SoftmaxCrossEntropy(), X, LABELS)
    copy: EmpiricalRisk = pickle.loads(pickle.dumps(risk))
    assert copy(NETWORKS[1].theta) == risk(NETWORKS[1].theta)


def test_names() -> None:
    risk = EmpiricalRisk(NETWORKS[1], SoftmaxCrossEntropy(), X, LABELS)
    assert risk.parameter_names == ("dense1.weight", "dense1.bias")
    assert risk.name(13) == "dense1.bias[1]"


def test_mistakes_are_named_at_construction() -> None:
    network, objective = NETWORKS[0], SoftmaxCrossEntropy()
    with pytest.raises(ValueError, match=r"`x` must have 4 features for each sample"):
        EmpiricalRisk(network, objective, np.ones((6, 5)), LABELS)
    with pytest.raises(ValueError, match=r"`t` must have shape \(6,\), got \(5,\)"):
        EmpiricalRisk(network, objective, X, LABELS[:5])
    with pytest.raises(ValueError, match="`x` must be finite"):
        EmpiricalRisk(network, objective, np.full((6, 4), np.inf), LABELS)


def test_mistakes_in_theta_are_named() -> None:
    risk = EmpiricalRisk(NETWORKS[0], SoftmaxCrossEntropy(), X, LABELS)
    with pytest.raises(ValueError, match=r"`theta` must have shape \(12,\), got \(4, 3\)"):
        risk(np.ones((4, 3)))
    with pytest.raises(TypeError, match="`theta` must be real, got dtype complex128"):
        risk(np.ones(12, dtype=complex))
