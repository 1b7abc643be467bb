"""The numeric gradient that a trainer uses is on trial beside the analytic one, and the report says which of them
fails."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import final

import numpy as np
import pytest
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import FloatArray
from minigrad.checking import FindingKind, GradientReport, Verdict
from minigrad.differentiators import (
    AdaptiveDifference,
    BackwardDifference,
    CentralDifference,
    ComplexStep,
    Differentiator,
    Estimate,
    ForwardDifference,
    Probe,
    Richardson,
    RobustDifference,
)
from minigrad.layers import Dense, ReLU
from minigrad.networks import Sequential, TwoLayerNet
from minigrad.objectives import MeanSquaredError, Objective, SoftmaxCrossEntropy
from minigrad.optimizers import GradientDescent, NoState
from minigrad.training import GradientMismatchError, Trainer
from minigrad.training.verifying.batch_gradient import GradientKind
from tests.training.helpers import CLASSES, FEATURES, Broken, digits, make_data

X, T = make_data()


@final
@dataclass(frozen=True)
class Times(Differentiator):
    """Central differences times a factor, on one entry only where its number is given and there are as many."""

    factor: float
    only: int | None = None
    knows_its_error: bool = True

    @override
    def differentiate(self, probe: Probe, *, derivative: int = 1, with_error: bool = True) -> Estimate:
        right = CentralDifference().differentiate(probe, derivative=derivative, with_error=with_error)
        value = right.value.copy()
        value[np.arange(value.size) == self.only if self.only is not None else ...] *= self.factor
        error = right.error if self.knows_its_error else np.full(value.shape, np.inf)
        return replace(right, value=value, error=error)


def _trainer(
    differentiator: Differentiator,
    objective: Objective = SoftmaxCrossEntropy(),
    gradient: GradientKind = "analytic",
    every: int | None = None,
) -> Trainer[NoState]:
    network = TwoLayerNet(FEATURES, 5, CLASSES, activation=ReLU(), rng=3)
    return Trainer(
        network,
        objective,
        GradientDescent(0.1),
        differentiator=differentiator,
        gradient=gradient,
        verify_every=every,
        rng=0,
    )


def _complaints(report: GradientReport) -> list[str]:
    return [finding.message for finding in report.findings if finding.kind is FindingKind.NUMERIC_GRADIENT]


@pytest.mark.parametrize("knows_its_error", [True, False])
@pytest.mark.parametrize("factor", [3.0, -1.0, 0.0, 0.5, 1.01])
def test_a_differentiator_that_is_wrong_fails_by_name_and_the_analytic_gradient_passes(
    factor: float, knows_its_error: bool
) -> None:
    trainer = _trainer(Times(factor, knows_its_error=knows_its_error))
    report = trainer.verify_gradient(X, T)
    assert report.verdict is Verdict.FAIL
    assert report.counts == (trainer.network.theta.size, 0, 0)
    (message,) = _complaints(report)
    assert message.startswith(f"Times(factor={factor}, ")
    assert (
        f"gives {trainer.numeric_gradient(X, T)[0]:.10g} as the slope with respect to dense1.weight[0, 0], where values"
        in message
    )
    assert "The analytic gradient does not fail: it passes in" in message
    assert str(report).startswith("FAIL (numeric gradient): ")


def test_what_is_allowed_holds_the_slope_and_is_narrow() -> None:
    trainer = _trainer(Times(3.0))
    (message,) = _complaints(trainer.verify_gradient(X, T))
    low, high = (float(word) for word in message.split("allow ")[1].split(" (")[0].split(" to "))
    slope = trainer.analytic_gradient(X, T)[0]
    assert low < slope < high
    assert high - low < 1e-3 * abs(slope)


def test_one_wrong_entry_is_enough() -> None:
    (message,) = _complaints(_trainer(Times(3.0, only=7)).verify_gradient(X, T))
    assert "with respect to dense1.weight[1, 2]," in message
    assert "such entries" not in message


def test_where_the_analytic_gradient_is_wrong_the_report_says_that_the_numeric_one_is_not() -> None:
    report = _trainer(CentralDifference(), Broken(lambda g: np.asarray(1.01 * g))).verify_gradient(X, T)
    assert report.counts[1] > 0
    assert report.verdict is Verdict.FAIL
    assert _complaints(report) == []
    assert any(note.startswith("numeric gradient by CentralDifference(") for note in report.notes)


def test_both_can_be_wrong() -> None:
    report = _trainer(Times(-1.0), Broken(lambda g: np.asarray(1.01 * g))).verify_gradient(X, T)
    assert report.counts[1] > 0
    assert "The analytic gradient fails too" in _complaints(report)[0]


RIGHT: list[Differentiator] = [
    CentralDifference(),
    CentralDifference(order=4),
    CentralDifference(abs_step=1e-2),
    CentralDifference(rel_step=1e-9),
    ForwardDifference(),
    BackwardDifference(),
    Richardson(CentralDifference()),
    AdaptiveDifference(),
    RobustDifference(),
]


@pytest.mark.parametrize("differentiator", RIGHT, ids=repr)
def test_honest_errors_are_no_mistakes(differentiator: Differentiator) -> None:
    trainer = _trainer(differentiator)
    assert _complaints(trainer.verify_gradient(X, T)) == []
    trainer.fit(X, T, epochs=20)
    report = trainer.verify_gradient(X, T)
    assert _complaints(report) == []
    assert GradientReport.from_json(report.to_json()) == report
    assert report.notes


def test_a_kink_within_the_step_is_no_mistake() -> None:
    """(relu(w) - 1)^2 at w = 1e-7 has the slope -2; a step of 6e-6 sees half of it, and bare zero on the left."""
    network = Sequential([Dense(1, 1, bias=False), ReLU(), Dense(1, 1, bias=False)], rng=0)
    network.theta = np.array([1e-7, 1.0])
    trainer = Trainer(network, MeanSquaredError(), GradientDescent(0.1))
    data = [[1.0]], [[1.0]]
    assert trainer.analytic_gradient(*data)[0] == pytest.approx(-2.0, rel=1e-6)
    assert trainer.numeric_gradient(*data)[0] == pytest.approx(-1.0, rel=0.05)
    assert _complaints(trainer.verify_gradient(*data)) == []


def test_a_differentiator_that_cannot_be_used_is_told() -> None:
    report = _trainer(ComplexStep()).verify_gradient(X, T)
    assert report.verdict is Verdict.INCONCLUSIVE
    assert _complaints(report)[0].startswith("ComplexStep(")
    assert "raised TypeError" in _complaints(report)[0]


def test_a_flipped_sign_stops_a_numeric_training_before_its_first_step() -> None:
    trainer = _trainer(Times(-1.0), gradient="numeric", every=1)
    before = trainer.network.theta.copy()
    with pytest.raises(
        GradientMismatchError, match=r"(?s)epoch 1, batch 1 .*FAIL \(numeric gradient\).*Times\(factor=-1\.0"
    ) as caught:
        trainer.fit(X, T, batch_size=5)
    error = caught.value
    assert error.path is not None
    error.path.unlink()
    np.testing.assert_array_equal(trainer.network.theta, before)
    assert _complaints(error.report)


def test_the_same_without_verification_climbs() -> None:
    trainer = _trainer(Times(-1.0), gradient="numeric")
    history = trainer.fit(X, T, epochs=5, batch_size=5)
    assert history.records[-1].loss > history.records[0].loss


def test_what_a_numeric_training_does_not_use_does_not_stop_it() -> None:
    trainer = _trainer(CentralDifference(), Broken(np.negative), gradient="numeric", every=1)
    history = trainer.fit(X, T, epochs=5, batch_size=5)
    assert history.records[-1].loss < history.records[0].loss


@pytest.mark.parametrize("differentiator", RIGHT[:6], ids=repr)
def test_a_right_numeric_training_is_not_disturbed(differentiator: Differentiator) -> None:
    watched, unwatched = (_trainer(differentiator, gradient="numeric", every=every) for every in (1, None))
    histories = [trainer.fit(X, T, epochs=3, batch_size=5) for trainer in (watched, unwatched)]
    assert digits(histories[0]) == digits(histories[1])


def test_a_network_in_float32_is_verified_with_the_steps_that_it_trains_with() -> None:
    network = TwoLayerNet(FEATURES, 5, CLASSES, rng=3, dtype=np.float32)
    for differentiator, fails in ((CentralDifference(), False), (Times(3.0), True)):
        trainer = Trainer(network, SoftmaxCrossEntropy(), GradientDescent(0.1), differentiator=differentiator)
        assert bool(_complaints(trainer.verify_gradient(X, T))) is fails


def _unused(gradient: FloatArray) -> FloatArray:
    raise AssertionError("a numeric training asks for no analytic gradient unless it is verified")


def test_a_numeric_training_needs_no_analytic_gradient() -> None:
    _trainer(CentralDifference(), Broken(_unused), gradient="numeric").fit(X, T)


@final
@dataclass(frozen=True)
class Spoilt(mg.Differentiator):
    """Central differences, one entry of which is not a number."""

    value: float

    @override
    def differentiate(self, probe: mg.Probe, *, derivative: int = 1, with_error: bool = True) -> mg.Estimate:
        estimate = mg.CentralDifference().differentiate(probe, derivative=derivative, with_error=with_error)
        value = estimate.value.copy()
        value[0] = self.value
        return mg.Estimate(value, estimate.error, estimate.step, estimate.status, estimate.evaluations)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_a_numeric_gradient_that_is_no_number_fails_before_it_is_used(value: float) -> None:
    iris = mg.load_iris()
    network = mg.SimpleNet(4, 3, bias=True, rng=0)
    trainer = mg.Trainer(
        network,
        mg.SoftmaxCrossEntropy(),
        mg.Adam(),
        differentiator=Spoilt(value),
        gradient="numeric",
        verify_every=1,
        rng=0,
    )
    report = trainer.verify_gradient(iris.x, iris.t)
    assert report.verdict is mg.Verdict.FAIL
    assert "Spoilt(" in report.findings[0].message
    before = network.theta.copy()
    with pytest.raises(mg.GradientMismatchError, match="Spoilt"):
        trainer.fit(iris.x, iris.t, epochs=1)
    assert np.array_equal(network.theta, before)


@final
@dataclass(frozen=True)
class NoStatus(mg.Differentiator):
    """Central differences without a status."""

    @override
    def differentiate(self, probe: mg.Probe, *, derivative: int = 1, with_error: bool = True) -> mg.Estimate:
        estimate = mg.CentralDifference().differentiate(probe, derivative=derivative, with_error=with_error)
        return replace(estimate, status=None)  # type: ignore[arg-type]  # on purpose


@final
@dataclass(frozen=True)
class Sundays(mg.Differentiator):
    """Has no derivatives."""

    @override
    def differentiate(self, probe: mg.Probe, *, derivative: int = 1, with_error: bool = True) -> mg.Estimate:
        raise NotImplementedError("only on Sundays")


@pytest.mark.parametrize(
    ("differentiator", "message"),
    [
        (NoStatus(), "NoStatus() raised TypeError: `NoStatus.differentiate().status` must hold integers, got None"),
        (Sundays(), "Sundays() raised NotImplementedError: only on Sundays"),
    ],
    ids=["NoStatus", "Sundays"],
)
def test_a_differentiator_without_an_estimate_is_told(differentiator: Differentiator, message: str) -> None:
    report = _trainer(differentiator).verify_gradient(X, T)
    assert report.verdict is Verdict.INCONCLUSIVE
    assert _complaints(report) == [message]


@pytest.mark.parametrize("differentiator", [CentralDifference(), Times(3.0)], ids=repr)
def test_evaluations_of_both_comparisons_are_counted(differentiator: Differentiator) -> None:
    """Where the two gradients differ, each is compared with values of the loss as well."""
    broken = Broken(lambda g: np.asarray(1.01 * g))
    network = _trainer(differentiator, broken).network
    risk = mg.EmpiricalRisk(network, broken, X, T)
    reports = [
        mg.check_gradient(risk, risk.gradient, network.theta, differentiator=method)
        for method in (differentiator, None)
    ]
    both = _trainer(differentiator, broken).verify_gradient(X, T).evaluations
    assert both >= 0.9 * sum(report.evaluations for report in reports)
