"""verify_gradient: right networks pass, and any user's mistake in an objective or a layer fails by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
import pytest
from typing_extensions import override

from minigrad.arrays import FloatArray
from minigrad.checking import GradientCheckError, Verdict
from minigrad.layers import Dense, Layer, Params, Pullback, Tanh
from minigrad.networks import Network, Sequential, SimpleNet
from minigrad.objectives import MeanSquaredError, Objective, SoftmaxCrossEntropy, Targets
from minigrad.optimizers import Adam, AdamState
from minigrad.training import Trainer
from tests.training.helpers import CLASSES, FEATURES, NETWORKS, Broken, Change, make_data

X, T = make_data()
SOFT = np.random.default_rng(1).dirichlet(np.ones(CLASSES), size=len(X))
NUMBERS = np.random.default_rng(2).normal(size=(len(X), CLASSES))


def _trainer(network: Network, objective: Objective) -> Trainer[AdamState]:
    return Trainer(network, objective, Adam(0.1), rng=0)


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize(
    ("objective", "t"),
    [
        (SoftmaxCrossEntropy(), T),
        (SoftmaxCrossEntropy(), np.eye(3)[T]),
        (SoftmaxCrossEntropy(), SOFT),
        (MeanSquaredError(), NUMBERS),
    ],
    ids=["labels", "one-hot", "soft", "regression"],
)
def test_right_networks_pass_before_and_after_training(network: str, objective: Objective, t: Targets) -> None:
    trainer = _trainer(NETWORKS[network](), objective)
    before = trainer.network.theta.copy()
    report = trainer.verify_gradient(X, t).raise_if_failed()
    assert report.verdict is Verdict.PASS
    assert report.shape == before.shape
    assert report.counts[0] == before.size
    assert report.unchecked == ()
    assert report.max_relative_error < 1e-6
    assert {entry.name.split("[")[0] for entry in report.worst} <= set(trainer.network.layout.names)
    np.testing.assert_array_equal(trainer.network.theta, before)
    trainer.fit(X, t, epochs=5, batch_size=5)
    assert trainer.verify_gradient(X, t).passed


def _one_class(gradient: FloatArray) -> FloatArray:
    changed = gradient.copy()
    changed[..., 1] *= 1.001
    return changed


def _forgotten_label(gradient: FloatArray) -> FloatArray:
    """p instead of p - 1 at the right class: rows no longer add up to 0."""
    return np.where(gradient < 0.0, gradient + 1.0, gradient)


OBJECTIVE_MISTAKES: dict[str, Change] = {
    "factor 1.01": lambda g: np.asarray(1.01 * g),
    "factor 1 + 1e-5": lambda g: np.asarray((1.0 + 1e-5) * g),
    "sign": np.negative,
    "zero": np.zeros_like,
    "1/N forgotten": lambda g: np.asarray(g * g.shape[-2]),
    "1/N twice": lambda g: np.asarray(g / g.shape[-2]),
    "classes reversed": lambda g: g[..., ::-1],
    "samples reversed": lambda g: g[..., ::-1, :],
    "one class": _one_class,
    "label forgotten": _forgotten_label,
}


@pytest.mark.parametrize(
    ("mistake", "network"),
    [*((mistake, "TwoLayerNet") for mistake in OBJECTIVE_MISTAKES), *(("factor 1 + 1e-5", name) for name in NETWORKS)],
)
def test_a_users_objective_with_a_wrong_gradient_fails(mistake: str, network: str) -> None:
    report = _trainer(NETWORKS[network](), Broken(OBJECTIVE_MISTAKES[mistake])).verify_gradient(X, T)
    assert report.verdict is Verdict.FAIL
    assert report.worst[0].verdict is Verdict.FAIL
    assert report.worst[0].name.startswith("dense")
    with pytest.raises(GradientCheckError, match=r"(?s)FAIL.*dense\d\.(weight|bias)\["):
        report.raise_if_failed()


def test_the_same_objective_without_a_mistake_passes() -> None:
    assert _trainer(NETWORKS["TwoLayerNet"](), Broken(lambda g: g)).verify_gradient(X, T).passed


@final
@dataclass(frozen=True)
class BrokenDense(Layer):
    """inputs @ weight, 4 to 4 features, whose pullback somebody got wrong."""

    d_weight: Change = np.asarray
    d_inputs: Change = np.asarray

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"weight": rng.normal(size=(FEATURES, FEATURES))}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        weight = params["weight"]

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            d_weight: FloatArray = inputs.swapaxes(-1, -2) @ d_outputs
            d_inputs: FloatArray = d_outputs @ weight.swapaxes(-1, -2)
            return {"weight": self.d_weight(d_weight)}, self.d_inputs(d_inputs)

        outputs: FloatArray = inputs @ weight
        return outputs, pullback


def _one_entry(gradient: FloatArray) -> FloatArray:
    changed = gradient.copy()
    changed[..., 2, 1] += 0.01
    return changed


LAYER_MISTAKES: dict[str, Change] = {
    "factor 1.01": lambda g: np.asarray(1.01 * g),
    "sign": np.negative,
    "zero": np.zeros_like,
    "transposed": lambda g: g.swapaxes(-1, -2) if g.shape[-1] == g.shape[-2] else g[..., ::-1],
    "1/N again": lambda g: np.asarray(g / len(X)),
    "one entry": _one_entry,
}


def _around(layer: Layer) -> Network:
    return Sequential([Dense(FEATURES, FEATURES), layer, Tanh(), Dense(FEATURES, CLASSES)], rng=0)


def test_the_layer_without_a_mistake_passes() -> None:
    assert _trainer(_around(BrokenDense()), SoftmaxCrossEntropy()).verify_gradient(X, T).passed


@pytest.mark.parametrize("mistake", LAYER_MISTAKES)
def test_a_layer_with_a_wrong_parameter_gradient_fails_there_and_only_there(mistake: str) -> None:
    network = _around(BrokenDense(d_weight=LAYER_MISTAKES[mistake]))
    report = _trainer(network, SoftmaxCrossEntropy()).verify_gradient(X, T)
    assert report.verdict is Verdict.FAIL
    failed = {entry.name for entry in report.worst if entry.verdict is Verdict.FAIL}
    assert failed
    assert all(name.startswith("brokendense1.weight[") for name in failed)
    if mistake == "one entry":
        assert failed == {"brokendense1.weight[2, 1]"}


@pytest.mark.parametrize("mistake", LAYER_MISTAKES)
def test_a_layer_with_a_wrong_input_gradient_fails_in_the_layer_before(mistake: str) -> None:
    network = _around(BrokenDense(d_inputs=LAYER_MISTAKES[mistake]))
    report = _trainer(network, SoftmaxCrossEntropy()).verify_gradient(X, T)
    assert report.verdict is Verdict.FAIL
    assert all(entry.name.startswith("dense1.") for entry in report.worst if entry.verdict is Verdict.FAIL)


@pytest.mark.parametrize("change", [lambda g: g[..., :1, :], lambda g: g.reshape(-1)])
def test_a_parameter_gradient_of_the_wrong_shape_is_an_error(change: Change) -> None:
    trainer = _trainer(_around(BrokenDense(d_weight=change)), SoftmaxCrossEntropy())
    with pytest.raises(ValueError, match=r"the derivative with respect to 'weight' must have shape \(4, 4\), got"):
        trainer.verify_gradient(X, T)


@final
class Spoiling(Objective):
    """Squared error that writes into the targets it is given."""

    @override
    def sample_values(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        targets -= outputs
        values: FloatArray = np.square(targets).sum(axis=-1)
        return values

    @override
    def sample_gradients(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        gradients: FloatArray = 2.0 * (outputs - targets)
        return gradients


def test_an_objective_that_writes_into_its_targets_is_told() -> None:
    with pytest.raises(ValueError, match="read-only"):
        _trainer(SimpleNet(FEATURES, CLASSES, rng=0), Spoiling()).verify_gradient(X, NUMBERS)
