"""Verdicts by a differentiator of the caller's choice: its bounds are judged by the rule that judges the default's."""

from __future__ import annotations

import math

import numpy as np
import pytest
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import Float64Array, FloatArray

X = np.array([0.5, -1.5, 2.0])

METHODS: tuple[mg.Differentiator, ...] = (
    mg.CentralDifference(),
    mg.CentralDifference(order=4),
    mg.ForwardDifference(),
    mg.Richardson(mg.CentralDifference()),
    mg.AdaptiveDifference(),
    mg.RobustDifference(),
    mg.ComplexStep(),
)


class Textbook(mg.Differentiator):
    """(f(x + h) - f(x)) / h, with the error that a caller claims for it."""

    def __init__(self, error: float = math.inf) -> None:
        self.error = error

    @override
    def differentiate(self, probe: mg.Probe, *, derivative: int = 1, with_error: bool = True) -> mg.Estimate:
        line, step = np.arange(probe.size), np.full(probe.size, 1e-6)
        value = (probe.values(line, step) - probe.base()) / step
        status = np.full(probe.size, mg.Status.CONVERGED, np.int8)
        return mg.Estimate(value, np.full(probe.size, self.error), step, status, probe.evaluations)


def loss(x: Float64Array) -> np.float64:
    result: np.float64 = np.sum(np.sin(x) + x**2)
    return result


def slope(x: FloatArray) -> FloatArray:
    return np.asarray(np.cos(x) + 2.0 * x)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: repr(method).split("(")[0])
def test_right_passes_and_wrong_fails(method: mg.Differentiator) -> None:
    report = mg.check_gradient(loss, slope, X, differentiator=method)
    assert (report.verdict, report.method) == (mg.Verdict.PASS, repr(method))
    assert f"slopes by {method!r}" in str(report)
    wrong = mg.check_gradient(loss, lambda x: slope(x) * [1.0, 1.01, 1.0], X, differentiator=method)
    assert wrong.verdict is mg.Verdict.FAIL
    assert [entry.name for entry in wrong.worst if entry.verdict is mg.Verdict.FAIL] == ["x[1]"]
    assert np.allclose(wrong.numeric, slope(X), rtol=1e-5)


def test_a_method_without_a_repr_of_its_own_is_named_by_its_class() -> None:
    report = mg.check_gradient(loss, slope, X, differentiator=Textbook(1e-5))
    assert report.method == "Textbook()"


def test_the_default_names_its_method() -> None:
    report = mg.check_gradient(loss, slope, X)
    assert report.method == "a quick look, and RobustDifference in doubt"
    assert mg.GradientReport.from_json(report.to_json()).method == report.method


@pytest.mark.parametrize(("error", "verdict"), [(math.inf, "INCONCLUSIVE"), (1.0, "INCONCLUSIVE"), (1e-5, "PASS")])
def test_a_wide_interval_is_inconclusive(error: float, verdict: str) -> None:
    assert mg.check_gradient(loss, slope, X, differentiator=Textbook(error)).verdict.name == verdict
    assert mg.check_gradient(loss, lambda x: -slope(x), X, differentiator=Textbook(1e-5)).verdict is mg.Verdict.FAIL


def test_a_kink_that_the_method_reports_is_inconclusive_with_both_slopes() -> None:
    report = mg.check_gradient(lambda x: abs(x[0]), np.sign, [0.0], differentiator=mg.RobustDifference())
    assert report.verdict is mg.Verdict.INCONCLUSIVE
    assert report.worst[0].reason.startswith("kink: the slope is -1 on the left and 1 on the right")


def test_zeros_pass_beside_the_slopes_farther_out() -> None:
    report = mg.check_gradient(
        lambda x: float(x @ x), lambda x: 2 * x, [0.0, 3.0], differentiator=mg.AdaptiveDifference()
    )
    assert report.verdict is mg.Verdict.PASS


def test_what_a_method_raises_for_a_value_is_inconclusive() -> None:
    lost = mg.CentralDifference(abs_step=1e-30)
    report = mg.check_gradient(loss, slope, X, differentiator=lost)
    assert report.verdict is mg.Verdict.INCONCLUSIVE
    assert "raised StepLostError: the step 1e-30 is lost to rounding" in str(report)


def test_a_method_of_the_wrong_shape_is_named() -> None:
    class Short(mg.Differentiator):
        @override
        def differentiate(self, probe: mg.Probe, *, derivative: int = 1, with_error: bool = True) -> mg.Estimate:
            return Textbook().differentiate(probe).take(np.array([0]))

    with pytest.raises(
        ValueError, match=r"`Short.differentiate\(\).value` must have one number for each of the 3 lines"
    ):
        mg.check_gradient(loss, slope, X, differentiator=Short())


def test_refused_combinations() -> None:
    method = mg.CentralDifference()
    with pytest.raises(ValueError, match='`differentiator` must be None with mode="screen"'):
        mg.check_gradient(loss, slope, X, differentiator=method, mode="screen")
    with pytest.raises(ValueError, match="`budget` must be None with a `differentiator`"):
        mg.check_gradient(loss, slope, X, differentiator=method, budget=10)
    with pytest.raises(TypeError, match="`differentiator` must be of class Differentiator, got 'central'"):
        mg.check_gradient(loss, slope, X, differentiator="central")  # type: ignore[call-overload]  # on purpose


def test_layers_objectives_and_tests_take_one_too() -> None:
    method, inputs = mg.AdaptiveDifference(), np.random.default_rng(0).normal(size=(4, 3))
    assert mg.verify_layer(mg.Dense(3, 2), inputs, rng=0, differentiator=method).method == repr(method)
    report = mg.verify_objective(mg.SoftmaxCrossEntropy(), inputs, [0, 2, 1, 1], differentiator=method)
    assert (report.passed, report.method) == (True, repr(method))
    assert mg.testing.assert_gradient(loss, slope, X, differentiator=method).method == repr(method)


def test_a_trainer_is_verified_by_its_own_differentiator() -> None:
    iris = mg.load_iris()
    net = mg.SimpleNet(4, 3, bias=True, rng=0)
    trainer = mg.Trainer(
        net, mg.SoftmaxCrossEntropy(), mg.Adam(0.1), differentiator=mg.CentralDifference(order=4), rng=0
    )
    report = trainer.verify_gradient(iris.x, iris.t)
    assert (report.passed, report.method) == (True, repr(mg.CentralDifference(order=4)))
    assert np.array_equal(report.numeric, trainer.numeric_gradient(iris.x, iris.t))
    other = trainer.verify_gradient(iris.x, iris.t, differentiator=mg.AdaptiveDifference())
    assert (other.passed, other.method) == (True, repr(mg.AdaptiveDifference()))


def test_a_trainer_without_one_trains_on_central_differences_and_verifies_carefully() -> None:
    iris = mg.load_iris()
    trainer = mg.Trainer(mg.SimpleNet(4, 3, rng=0), mg.SoftmaxCrossEntropy(), mg.Adam(0.1), rng=0)
    assert trainer.differentiator == mg.CentralDifference()
    assert trainer.verify_gradient(iris.x, iris.t).method == "a quick look, and RobustDifference in doubt"
