"""Order of the remainder, self-test, budget and forecast."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from typing_extensions import override

from minigrad.arrays import FloatArray
from minigrad.checking import CostWarning, Verdict, check_gradient, forecast_check
from minigrad.checking.rules import cost
from minigrad.checking.rules.check_settings import CHECK
from minigrad.probes.evaluators import BringsEvaluator, Evaluator, Vectorized

X = np.random.default_rng(5).normal(size=12)


def fun(x: FloatArray) -> float:
    return float(np.sum(np.sin(x) * np.arange(1, x.size + 1)))


def jac(x: FloatArray) -> FloatArray:
    return np.cos(x) * np.arange(1, x.size + 1)


def test_the_remainder_of_a_right_gradient_is_of_second_order() -> None:
    order = check_gradient(fun, jac, X, order=True).order
    assert order is not None
    assert order.order == pytest.approx(2.0, abs=0.2)
    assert not order.first_order
    assert abs(order.coefficient) < 1e-6 * abs(order.promised) + order.uncertainty


@pytest.mark.parametrize("factor", [1.03, 1.001, 0.0])
def test_a_wrong_gradient_leaves_a_first_order_part(factor: float) -> None:
    order = check_gradient(fun, lambda x: factor * jac(x), X, rng=0).order
    assert order is not None
    assert order.first_order
    if factor:
        assert order.coefficient == pytest.approx(order.promised / factor - order.promised, rel=1e-2)
    else:
        assert order.promised == 0.0
        assert abs(order.coefficient) > 0.01


def test_a_linear_function_has_no_order() -> None:
    order = check_gradient(lambda x: float(x.sum()), np.ones_like, X, order=True).order
    assert order is not None
    assert np.isnan(order.order)
    assert not order.first_order


def test_the_picture_has_a_bar_for_each_step() -> None:
    text = str(check_gradient(fun, lambda x: 2.0 * jac(x), X))
    assert text.count("  h = ") == 8


@pytest.mark.parametrize("n", [1, 2, 5, 12, 40])
def test_a_smooth_check_costs_at_most_five_evaluations_per_entry(n: int) -> None:
    assert check_gradient(fun, jac, np.linspace(0.3, 1.2, n)).evaluations <= 5 * n


def test_the_self_test_notices_every_corruption() -> None:
    right = check_gradient(fun, jac, X).self_test
    assert right.missed == ()
    assert len(right.noticed) == 5
    assert right.score == 1.0
    assert right.visible < 1e-6
    assert check_gradient(fun, lambda x: -jac(x), X).self_test.score == 1.0


def test_the_self_test_admits_what_noise_hides() -> None:
    rng = np.random.default_rng(0)
    noisy = check_gradient(lambda x: fun(x) * (1.0 + 1e-3 * float(rng.standard_normal())), jac, X)
    assert noisy.verdict is Verdict.INCONCLUSIVE
    assert noisy.self_test.missed


def test_a_budget_is_kept_and_what_is_left_out_is_listed() -> None:
    report = check_gradient(fun, jac, X, budget=24, rng=0)
    assert report.verdict is Verdict.INCONCLUSIVE
    assert report.counts[0] in (5, 6)
    assert sum(report.counts) == 12
    assert len(report.unchecked) == 12 - report.counts[0]
    assert report.evaluations <= 24 + 2 + 9
    assert "not checked" in str(report)


def test_an_error_found_within_the_budget_fails() -> None:
    assert check_gradient(fun, lambda x: 2.0 * jac(x), X, budget=400).verdict is Verdict.FAIL


def test_the_forecast() -> None:
    assert forecast_check(fun, X).evaluations == 4 * 12 + 2


def test_a_long_check_is_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cost, "CHECK", replace(CHECK, long_seconds=0.0))
    with pytest.warns(CostWarning, match="checking 12 entries takes 50 evaluations"):
        check_gradient(fun, jac, X)
    assert check_gradient(fun, jac, X, budget=400).passed  # no warning, which would be an error here


class FastInNumbers(BringsEvaluator):
    """Takes 10 ms for one value, and hardly any time for a stack of them."""

    @override
    def __call__(self, x: FloatArray, /) -> float:
        time.sleep(0.01)
        return fun(x)

    @override
    def evaluator(self) -> Evaluator:
        return Vectorized(lambda points: np.sin(points) @ np.arange(1, X.size + 1))


def test_what_is_fast_in_numbers_is_not_announced_as_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cost, "CHECK", replace(CHECK, long_seconds=0.25))
    with pytest.warns(CostWarning):
        check_gradient(lambda x: FastInNumbers()(x), jac, X)
    assert check_gradient(FastInNumbers(), jac, X).passed  # a warning would be an error


def test_a_gradient_that_is_wrong_everywhere_does_not_cost_a_fortune() -> None:
    x = np.random.default_rng(1).normal(size=1500)
    report = check_gradient(lambda p: float(np.sum(np.sin(p))), lambda p: -np.cos(p), x)
    assert report.counts[1] == 1500
    assert report.evaluations < 15 * 1500
