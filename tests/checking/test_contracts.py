"""Broken contracts are found whatever the numbers say."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from minigrad.arrays import FloatArray
from minigrad.checking import FindingKind, GradientReport, Verdict, check_gradient

X = np.array([0.5, -1.5, 2.0])


def square(x: FloatArray) -> float:
    return float(np.sum(x**2))


def check(jac: Callable[[FloatArray], object], fun: Callable[[FloatArray], float] = square) -> GradientReport:
    return check_gradient(fun, jac, X)  # type: ignore[arg-type]  # some of these return what no gradient should be


def kinds(report: GradientReport) -> set[FindingKind]:
    return {finding.kind for finding in report.findings}


def writes(x: FloatArray) -> FloatArray:
    x *= 2.0
    return x.copy()


def buffered() -> Callable[[FloatArray], FloatArray]:
    buffer = np.zeros(3)

    def jac(x: FloatArray) -> FloatArray:
        buffer[:] = 2.0 * x
        return buffer

    return jac


def accumulating() -> Callable[[FloatArray], FloatArray]:
    total = np.zeros(3)

    def jac(x: FloatArray) -> FloatArray:
        nonlocal total
        total = total + 2.0 * x
        return total

    return jac


def alternating() -> Callable[[FloatArray], FloatArray]:
    calls = [0]

    def jac(x: FloatArray) -> FloatArray:
        calls[0] += 1
        return 2.0 * x + 0.1 * calls[0] * np.array([1.0, 0.0, -1.0])

    return jac


@pytest.mark.parametrize(
    ("jac", "kind"),
    [
        (writes, FindingKind.JAC_WRITES_INTO_X),
        (buffered(), FindingKind.JAC_RETURNS_ALIAS),
        (accumulating(), FindingKind.JAC_ACCUMULATES),
        (alternating(), FindingKind.JAC_IS_STATEFUL),
        (lambda x: (2.0 * x)[:, np.newaxis], FindingKind.JAC_SHAPE),
        (lambda x: (2.0 * x)[:2], FindingKind.JAC_SHAPE),
        (lambda x: 2.0 * x.astype(complex), FindingKind.JAC_DTYPE),
        (lambda x: np.where(x > 1.0, np.nan, 2.0 * x), FindingKind.JAC_NOT_FINITE),
    ],
)
def test_a_broken_contract_of_jac_fails(jac: Callable[[FloatArray], object], kind: FindingKind) -> None:
    report = check(jac)
    assert kind in kinds(report)
    assert report.verdict is Verdict.FAIL
    assert kind.value in str(report)


def test_returning_the_input_itself_is_an_alias() -> None:
    report = check(lambda x: x, lambda x: 0.5 * square(x))
    assert kinds(report) == {FindingKind.JAC_RETURNS_ALIAS}


def test_a_clean_pair_has_no_findings() -> None:
    assert check(lambda x: 2.0 * x).findings == ()


def test_a_function_that_ignores_its_argument_is_found_with_the_array_it_uses() -> None:
    weights = X.copy()
    report = check(lambda x: 2.0 * x, lambda x: float(weights @ weights))
    assert report.verdict is Verdict.FAIL
    assert FindingKind.FUN_IGNORES_X in kinds(report)
    assert "`weights`" in str(report)


def test_the_array_is_found_inside_an_object() -> None:
    class Net:
        def __init__(self) -> None:
            self.w = X.copy()

        def loss(self) -> float:
            return float(self.w @ self.w)

    net = Net()
    report = check(lambda x: 2.0 * x, lambda x: net.loss())
    assert "`net.w`" in str(report)


def test_a_minimum_is_not_deafness() -> None:
    report = check(lambda x: 2.0 * (x - X) + 1e-6, lambda x: square(np.asarray(x - X)))
    assert report.verdict is Verdict.FAIL
    assert report.findings == ()


@pytest.mark.parametrize("slope", [2.0, float("nan")])
def test_where_fun_is_not_finite_at_x_nothing_is_said_of_jac(slope: float) -> None:
    report = check(lambda x: slope * x, lambda x: float("inf"))
    assert kinds(report) == {FindingKind.FUN_NOT_FINITE}
    assert report.verdict is Verdict.INCONCLUSIVE
    assert report.counts == (0, 0, 3)
    assert "fun is not finite: it returned inf at x, where there is no slope to compare with" in str(report)


def test_randomness_is_reported_and_decides_nothing_by_itself() -> None:
    rng = np.random.default_rng(0)
    quiet = check(lambda x: 2.0 * x, lambda x: square(x) * (1.0 + 1e-9 * float(rng.standard_normal())))
    loud = check(lambda x: 2.0 * x, lambda x: square(x) + float(rng.standard_normal()))
    assert kinds(quiet) == kinds(loud) == {FindingKind.FUN_NOT_DETERMINISTIC}
    assert quiet.verdict is Verdict.PASS
    assert loud.verdict is Verdict.INCONCLUSIVE


class Model:
    """A loss whose forward pass leaves behind what the gradient reads, as hand-written networks have it."""

    def __init__(self) -> None:
        self.targets = np.array([1.0, 0.0, 2.0])
        self.residual = np.zeros(3)

    def loss(self, x: FloatArray) -> float:
        self.residual = x - self.targets
        return 0.5 * float(self.residual @ self.residual)

    def reads_what_loss_left(self, x: FloatArray) -> FloatArray:
        return self.residual.copy()

    def spoils_what_loss_left(self, x: FloatArray) -> FloatArray:
        self.residual *= 2.0
        return np.asarray(0.5 * self.residual)

    def runs_loss_itself(self, x: FloatArray) -> FloatArray:
        self.loss(x)
        return self.residual.copy()

    def changes_the_targets(self, x: FloatArray) -> FloatArray:
        gradient = np.asarray(x - self.targets)
        self.targets -= 1.0
        return gradient


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize("read", [Model.reads_what_loss_left, Model.spoils_what_loss_left])
def test_a_gradient_of_what_fun_saw_last_fails(size: int, read: Callable[[Model, FloatArray], FloatArray]) -> None:
    model = Model()
    model.targets = model.targets[:size]
    report = check_gradient(model.loss, lambda x: read(model, x), X[:size])
    assert kinds(report) == {FindingKind.JAC_READS_FUN}
    assert report.verdict is Verdict.FAIL
    assert "it reads what the last call of fun left behind; compute everything from the argument" in str(report)
    assert str(report).startswith(f"FAIL (broken contract): {size} of {size} entries pass")


def test_screening_tells_it_too() -> None:
    model = Model()
    report = check_gradient(model.loss, model.reads_what_loss_left, X, mode="screen")
    assert kinds(report) == {FindingKind.JAC_READS_FUN}
    assert report.verdict is Verdict.FAIL


def test_a_gradient_that_runs_the_forward_pass_itself_is_clean() -> None:
    model = Model()
    assert check_gradient(model.loss, model.runs_loss_itself, X).findings == ()


@pytest.mark.parametrize("size", [1, 3])
def test_a_gradient_that_changes_the_data_fails(size: int) -> None:
    model = Model()
    model.targets = model.targets[:size]
    report = check_gradient(model.loss, model.changes_the_targets, X[:size])
    assert kinds(report) == {FindingKind.FUN_IS_STATEFUL}
    assert report.verdict is Verdict.FAIL
    assert "one of them changes what fun computes from: let it work on copies" in str(report)
    assert report.cause is None


def test_the_second_call_in_a_row_counts() -> None:
    kept: dict[bytes, FloatArray] = {}

    def jac(x: FloatArray) -> FloatArray:
        found = kept.setdefault(x.tobytes(), 4.0 * x)
        found *= 0.5
        return np.array(found)

    assert kinds(check(jac)) == {FindingKind.JAC_IS_STATEFUL}


def test_a_function_that_drifts_from_call_to_call_fails() -> None:
    calls = [0]

    def fun(x: FloatArray) -> float:
        calls[0] += 1
        return square(x) + 1e-3 * calls[0]

    report = check(lambda x: 2.0 * x, fun)
    assert kinds(report) == {FindingKind.FUN_IS_STATEFUL}
    assert report.verdict is Verdict.FAIL


def test_a_float32_only_gradient_is_judged_as_it_is() -> None:
    def jac(x: FloatArray) -> FloatArray:
        if x.dtype != np.float32:
            raise TypeError("expected float32")
        return 2.0 * x

    assert check_gradient(square, jac, X.astype(np.float32)).verdict is Verdict.PASS


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_an_answer_in_the_type_of_x_has_no_wrong_dtype(dtype: type[np.float16] | type[np.float32]) -> None:
    x = np.array([0.5, 1.0], dtype=dtype)
    report = check_gradient(lambda p: float(np.sum(np.sin(p))), lambda p: np.cos(p).astype(dtype), x)
    assert report.findings == ()
    assert report.verdict is Verdict.PASS
    assert str(report).startswith(f"PASS to {1 if dtype is np.float16 else 5} digit")
