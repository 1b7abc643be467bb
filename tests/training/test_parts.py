"""Evidence from the parts of a loss: what rounding hides is decided by the objective, the pullback, and their
product."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from minigrad.arrays import Float64Array
from minigrad.checking import FindingKind, Verdict
from minigrad.checking.reporting.assemble import assemble
from minigrad.checking.reporting.evidence import Evidence
from minigrad.differentiators.estimate import Status
from minigrad.differentiators.robust.slopes import Slopes
from minigrad.layers import Dense, ReLU, Tanh
from minigrad.networks import EmpiricalRisk, Network, Sequential
from minigrad.objectives import Objective, SoftmaxCrossEntropy
from minigrad.optimizers import Adam
from minigrad.training import Trainer
from minigrad.training.verifying.parts import with_parts
from minigrad.training.verifying.risk_evidence import examine_risk
from tests.training.helpers import CLASSES, FEATURES, Broken, Change, make_data
from tests.training.test_verification import LAYER_MISTAKES, BrokenDense

X, T = make_data()


def _network(middle: Dense | BrokenDense = Dense(FEATURES, FEATURES)) -> Network:
    return Sequential([Dense(FEATURES, FEATURES), middle, Tanh(), Dense(FEATURES, CLASSES)], rng=0)


def _hidden(
    network: Network, objective: Objective = SoftmaxCrossEntropy()
) -> tuple[Evidence, EmpiricalRisk, Float64Array]:
    """Evidence in which values of the loss say nothing, as if its rounding hid everything."""
    risk, theta = EmpiricalRisk(network, objective, X, T), network.theta.astype(np.float64)
    return replace(examine_risk(risk, theta), slopes=Slopes.unknown(theta.size, Status.NOT_RESOLVED)), risk, theta


def _complaints(evidence: Evidence) -> list[str]:
    return [finding.message for finding in evidence.question.watch.findings if finding.kind is FindingKind.PARTS]


def test_right_parts_confirm_every_entry_and_the_report_says_so() -> None:
    evidence = with_parts(*_hidden(_network()))
    report = assemble(evidence)
    assert report.verdict is Verdict.PASS
    assert report.counts == (report.analytic.size, 0, 0)
    assert report.worst[0].reason.startswith("confirmed from its parts; by values of fun alone not resolved")
    assert any(
        note.startswith(f"{report.analytic.size} entries pass on evidence from the parts") for note in report.notes
    )


def test_what_values_decide_is_left_to_them() -> None:
    _, risk, theta = _hidden(_network())
    evidence = examine_risk(risk, theta)
    assert with_parts(evidence, risk, theta) is evidence
    wrong = evidence.question.analytic.copy()
    wrong[3] *= 1.01
    assert with_parts(
        replace(evidence, question=replace(evidence.question, analytic=wrong)), risk, theta
    ).judgement().failed.nonzero()[0].tolist() == [3]


@pytest.mark.parametrize("mistake", LAYER_MISTAKES)
def test_a_layer_with_a_wrong_pullback_is_found_by_cotangents_of_size_1(mistake: str) -> None:
    evidence = with_parts(*_hidden(_network(BrokenDense(d_weight=LAYER_MISTAKES[mistake]))))
    (message,) = _complaints(evidence)
    assert message.startswith("the network's pullback of random cotangents is, with respect to brokendense1.weight[")
    assert assemble(evidence).verdict is Verdict.FAIL
    confirmed = {evidence.question.names.name(int(index)) for index in evidence.confirmed}
    assert "dense2.bias[0]" in confirmed
    assert "brokendense1.weight[2, 1]" not in confirmed


@pytest.mark.parametrize(
    "change", [lambda g: np.asarray(1.01 * g), np.negative, np.zeros_like, lambda g: g[..., ::-1]], ids=range(4)
)
def test_a_wrong_objective_is_found_sample_by_sample(change: Change) -> None:
    evidence = with_parts(*_hidden(_network(), Broken(change)))
    assert _complaints(evidence)[0].startswith(
        "the objective's derivative of sample 0 is, along a random direction of its outputs, "
    )
    assert evidence.confirmed.size == 0


def test_a_gradient_that_is_not_the_product_of_its_parts_is_told() -> None:
    evidence, risk, theta = _hidden(_network())
    evidence.question.analytic[5] *= 1.01
    found = with_parts(evidence, risk, theta)
    (message,) = _complaints(found)
    assert message.startswith(
        "the gradient is not the pullback of the objective's derivatives: with respect to dense1.weight[1, 1] it is"
    )
    assert np.setdiff1d(np.arange(theta.size), found.confirmed).tolist() == [5]


def test_an_entry_at_a_kink_stays_open() -> None:
    """The first unit's input is exactly 0 for all samples, so its weights and bias are at a kink; the others are
    not."""
    network = Sequential([Dense(FEATURES, 2), ReLU(), Dense(2, CLASSES)], rng=0)
    parameters = {name: array.copy() for name, array in network.parameters.items()}
    parameters["dense1.weight"][:, 0] = 0.0
    network.theta = network.flatten(parameters)
    evidence = with_parts(*_hidden(network))
    open_entries = {
        evidence.question.names.name(int(i)) for i in np.setdiff1d(np.arange(network.theta.size), evidence.confirmed)
    }
    assert open_entries == {f"dense1.weight[{row}, 0]" for row in range(FEATURES)} | {"dense1.bias[0]"}
    assert assemble(evidence).verdict is Verdict.INCONCLUSIVE
    assert _complaints(evidence) == []


@pytest.mark.parametrize("distance", [1e-3, 1e-4])
def test_a_unit_that_is_off_has_the_slope_zero_however_near_its_kink(distance: float) -> None:
    network = Sequential([Dense(FEATURES, 2), ReLU(), Dense(2, CLASSES)], rng=0)
    parameters = {name: array.copy() for name, array in network.parameters.items()}
    parameters["dense1.weight"][:, 0] = 0.0
    parameters["dense1.bias"][0] = -distance
    network.theta = network.flatten(parameters)
    trainer = Trainer(network, SoftmaxCrossEntropy(), Adam(0.1), rng=0)
    report = trainer.verify_gradient(X, T)
    assert report.verdict is Verdict.PASS
    assert not trainer.analytic_gradient(X, T)[report.names.index("dense1.bias[0]")]


@pytest.mark.parametrize("confidence", [1.0, 10.0, 100.0, 1000.0])
def test_saturated_samples_do_not_fail(confidence: float) -> None:
    """Logits that separate the classes by more and more: losses of 1e-4, 1e-16, and of exactly 0."""
    network = Sequential([Dense(3, 4), Tanh(), Dense(4, 3)], rng=0)
    trainer = Trainer(network, SoftmaxCrossEntropy(), Adam(0.1), rng=0)
    x, t = np.repeat(np.eye(3), 4, axis=0), np.repeat(np.arange(3), 4)
    trainer.fit(x, t, epochs=100)
    parameters = {name: array.copy() for name, array in network.parameters.items()}
    network.theta = network.flatten(
        {name: array * confidence ** name.startswith("dense2") for name, array in parameters.items()}
    )
    report = trainer.verify_gradient(x, t)
    assert report.counts[1] == 0
    assert [str(f) for f in report.findings if f.verdict is Verdict.FAIL] == []
