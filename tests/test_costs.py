"""What typical requests cost: the evaluations that are reported, and the calls of ``fun`` and ``jac`` that are made.

The numbers are exact. One that changes is either a mistake or a decision, and a decision belongs into the table.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import FloatArray, FloatType
from tests.counted import Counted, CountedScale, CountedSquares


def cubic(x: FloatArray) -> float:
    return float(np.sum(x**3 - 2.0 * x))


def right(x: FloatArray) -> FloatArray:
    return 3.0 * x**2 - 2.0


def one_wrong(x: FloatArray) -> FloatArray:
    """The first entry is 1 % too large."""
    return right(x) * np.where(np.arange(x.size) == 0, 1.01, 1.0)


def all_wrong(x: FloatArray) -> FloatArray:
    return 2.0 * right(x)


def bend(x: FloatArray) -> float:
    """A kink in every coordinate at 1 and at 2."""
    return float(np.sum(np.abs((x - 1.0) * (x - 2.0))))


class CheckCost(NamedTuple):
    """What a check came to."""

    verdict: str
    evaluations: int
    fun: int
    jac: int


def cost_of_check(
    fun: Callable[[FloatArray], float],
    jac: Callable[[FloatArray], FloatArray],
    n: int,
    *,
    order: bool | None = None,
    mode: Literal["full", "screen"] = "full",
    budget: int | None = None,
) -> CheckCost:
    """check_gradient at n numbers from 1 to 2."""
    value, gradient = Counted(fun), Counted(jac)
    point = np.linspace(1.0, 2.0, n)
    report = mg.check_gradient(value, gradient, point, order=order, mode=mode, budget=budget, rng=0)
    return CheckCost(str(report.verdict), report.evaluations, value.calls, gradient.calls)


@pytest.mark.parametrize(
    ("jac", "n", "order", "verdict", "evaluations", "jac_calls"),
    [
        (right, 1, None, "pass", 5, 4),
        (right, 1, True, "pass", 14, 4),
        (right, 2, None, "pass", 10, 4),
        (right, 2, False, "pass", 10, 4),
        (right, 50, None, "pass", 211, 4),
        (right, 50, False, "pass", 202, 4),
        (one_wrong, 1, None, "fail", 31, 6),
        (one_wrong, 2, None, "fail", 27, 6),
        (one_wrong, 2, False, "fail", 18, 6),
        (one_wrong, 50, None, "fail", 219, 6),
        (one_wrong, 50, False, "fail", 210, 6),
        (all_wrong, 1, None, "fail", 27, 4),
        (all_wrong, 2, None, "fail", 27, 4),
        (all_wrong, 50, None, "fail", 411, 4),
        (all_wrong, 50, False, "fail", 402, 4),
    ],
)
def test_check_gradient(
    jac: Callable[[FloatArray], FloatArray],
    n: int,
    order: bool | None,
    verdict: str,
    evaluations: int,
    jac_calls: int,
) -> None:
    assert cost_of_check(cubic, jac, n, order=order) == (verdict, evaluations, evaluations, jac_calls)


@pytest.mark.parametrize(
    ("given", "returned", "jac_calls"),
    [
        (np.float64, np.float64, 4),
        (np.float64, np.float32, 4),
        (np.float32, np.float64, 4),
        (np.float32, np.float32, 5),  # once more in float64
    ],
)
def test_check_gradient_in_float32(given: FloatType, returned: FloatType, jac_calls: int) -> None:
    value, gradient = Counted(cubic), Counted[FloatArray, FloatArray](lambda x: right(x).astype(returned))
    report = mg.check_gradient(lambda x: value(x.astype(np.float64)), gradient, np.linspace(1.0, 2.0, 5, dtype=given))
    assert report.passed
    assert (report.evaluations, value.calls, gradient.calls) == (22, 22, jac_calls)


@pytest.mark.parametrize(
    ("method", "evaluations"),
    [(None, 22), (mg.CentralDifference(), 42), (mg.AdaptiveDifference(), 52), (mg.RobustDifference(), 609)],
    ids=["careful default", "central", "adaptive", "robust"],
)
def test_check_gradient_with_a_differentiator(method: mg.Differentiator | None, evaluations: int) -> None:
    value, gradient = Counted(cubic), Counted(right)
    report = mg.check_gradient(value, gradient, np.linspace(1.0, 2.0, 5), differentiator=method, rng=0)
    assert report.passed
    assert (report.evaluations, value.calls, gradient.calls) == (evaluations, evaluations, 4)


def test_check_gradient_at_kinks() -> None:
    assert cost_of_check(bend, np.zeros_like, 2) == ("inconclusive", 257, 257, 4)


def test_check_gradient_with_a_budget() -> None:
    assert cost_of_check(cubic, right, 50, budget=100) == ("inconclusive", 111, 111, 4)


def test_screening() -> None:
    assert cost_of_check(cubic, right, 1000, mode="screen") == ("pass", 11, 11, 4)
    assert cost_of_check(cubic, one_wrong, 1000, mode="screen") == ("fail", 97, 97, 4)
    assert cost_of_check(cubic, one_wrong, 1000, mode="screen", budget=40) == ("inconclusive", 43, 43, 4)


def test_spot_check() -> None:
    value, gradient = Counted(cubic), Counted(right)
    assert mg.spot_check(value, gradient, np.ones(20), rng=0) is None
    assert (value.calls, gradient.calls) == (4, 1)


def test_forecast() -> None:
    value = Counted(cubic)
    forecast = mg.forecast_check(value, np.ones(50))
    assert (forecast.evaluations, forecast.at_most, value.calls) == (202, 7402, 2)


def test_verify_layer() -> None:
    layer = CountedScale()
    report = mg.verify_layer(layer, [[1.0, 2.0, 3.0], [4.0, 5.0, 7.0]], rng=0)
    assert report.passed
    assert (report.evaluations, layer.forwards, layer.pullbacks) == (30, 35, 4 + 7)


def test_verify_objective() -> None:
    objective = CountedSquares()
    report = mg.verify_objective(objective, [[0.3, 2.9, 4.0]], [[0.0, 1.0, 0.0]], rng=0)
    assert report.passed
    assert (report.evaluations, objective.points, objective.gradients) == (14, 15, 4)


@pytest.mark.parametrize(
    ("method", "evaluations"), [(None, 74), (mg.CentralDifference(), 125)], ids=["careful default", "central"]
)
def test_verify_gradient_of_a_trainer_on_iris(method: mg.Differentiator | None, evaluations: int) -> None:
    iris, network = mg.load_iris(), mg.SimpleNet(4, 3, bias=True, rng=0)
    trainer = mg.Trainer(network, mg.SoftmaxCrossEntropy(), mg.GradientDescent(), differentiator=method)
    report = trainer.verify_gradient(iris.x, iris.t)
    assert (str(report.verdict), report.evaluations) == ("pass", evaluations)


def test_gradients_of_a_trainer() -> None:
    iris, objective = mg.load_iris(), CountedSquares()
    trainer = mg.Trainer(mg.SimpleNet(4, 3, rng=0), objective, mg.GradientDescent())
    rows = mg.one_hot(iris.t, 3)
    costs = []
    for request in (trainer.analytic_gradient, trainer.numeric_gradient, trainer.verify_gradient):
        objective.points = objective.gradients = 0
        request(iris.x, rows)
        costs.append((objective.points, objective.gradients))
    assert costs == [(0, 1), (30, 0), (82, 4)]


@pytest.mark.parametrize(
    ("method", "plain", "with_bound"),
    [
        (mg.ForwardDifference(), 2, 7),
        (mg.BackwardDifference(), 2, 7),
        (mg.CentralDifference(), 2, 9),
        (mg.CentralDifference(abs_step=1e-4), 2, 9),
        (mg.Richardson(mg.CentralDifference()), 6, 17),
        (mg.ComplexStep(), 3, 5),
        (mg.AdaptiveDifference(), 11, 11),
        (mg.RobustDifference(), 118, 118),
    ],
    ids=["forward", "backward", "central", "central at 1e-4", "richardson", "complex step", "adaptive", "robust"],
)
def test_a_derivative(method: mg.Differentiator, plain: int, with_bound: int) -> None:
    values = Counted[float, float](lambda x: x**3 - 2.0 * x)
    method.derivative(values, 1.5)
    before = values.calls
    estimate = method.estimate_derivative(values, 1.5)
    assert (before, estimate.evaluations, values.calls) == (plain, with_bound, plain + with_bound)


@pytest.mark.parametrize(
    ("method", "gradient", "bounds", "hessian"),
    [
        (mg.ForwardDifference(), 6, 31, 31),
        (mg.CentralDifference(), 10, 41, 31),
        (mg.AdaptiveDifference(), 51, 51, 153),
    ],
    ids=["forward", "central", "adaptive"],
)
def test_a_gradient_of_five_and_its_hessian(
    method: mg.Differentiator, gradient: int, bounds: int, hessian: int
) -> None:
    point, calls = np.linspace(1.0, 2.0, 5), []
    for request in (method.gradient, method.estimate, method.hessian):
        values = Counted(cubic)
        request(values, point)
        calls.append(values.calls)
    assert calls == [gradient, bounds, hessian]


@pytest.mark.parametrize(
    ("method", "plain", "with_bounds", "unverified"),
    [
        (mg.ForwardDifference(), 14, 29, 4),
        (mg.CentralDifference(), 11, 29, 7),
        (mg.AdaptiveDifference(), 41, 41, 31),
        (mg.ComplexStep(), 20, 26, 10),
    ],
    ids=["forward", "central", "adaptive", "complex step"],
)
def test_a_tridiagonal_jacobian_of_a_thousand_unknowns(
    method: mg.Differentiator, plain: int, with_bounds: int, unverified: int
) -> None:
    """Three colours; ten evaluations verify that nothing depends on more, of which central differences use six."""
    x, calls = np.linspace(1.0, 2.0, 1000), []
    for with_error, verify in ((False, True), (True, True), (False, False)):
        values = Counted[FloatArray, FloatArray](lambda x: x**2 - np.append(x[1:], 0.0) + np.append(0.0, x[:-1]))
        entries = method.sparse_jacobian(values, x, "tridiagonal", with_error=with_error, verify=verify)
        assert entries.evaluations == values.calls
        calls.append(values.calls)
    assert calls == [plain, with_bounds, unverified]


@pytest.mark.parametrize(
    ("method", "stacks"),
    [
        (mg.ForwardDifference(), [5, 1]),
        (mg.CentralDifference(), [10]),
        (mg.AdaptiveDifference(), [1, 30, 20]),
    ],
    ids=["forward", "central", "adaptive"],
)
def test_stacks_of_points(method: mg.Differentiator, stacks: list[int]) -> None:
    """How many points each call of a function of stacks gets."""
    sizes: list[int] = []

    def fun(points: FloatArray) -> FloatArray:
        sizes.append(len(points))
        return np.asarray(np.sum(points**3 - 2.0 * points, axis=-1))

    method.gradient(fun, np.linspace(1.0, 2.0, 5), vectorized=True)
    assert sizes == stacks


@pytest.mark.parametrize(
    ("with_jac", "fun_calls", "jac_calls"), [(True, 11, 11), (False, 77, 0)], ids=["with jac", "without"]
)
def test_minimize(with_jac: bool, fun_calls: int, jac_calls: int) -> None:
    value, gradient = Counted(cubic), Counted(right)
    result = mg.minimize(value, [1.0, 1.5, 2.0], mg.GradientDescent(0.05), jac=gradient if with_jac else None, steps=10)
    assert (result.nit, result.nfev, value.calls) == (10, fun_calls, fun_calls)
    assert (gradient.calls, result.njev) == (jac_calls, 11)
