from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, final

import numpy as np
import pytest
from typing_extensions import override

from minigrad.arrays import Float64Array, FloatArray
from minigrad.descent import DescentResult, DescentStep, minimize
from minigrad.differentiators import CentralDifference, ForwardDifference
from minigrad.optimizers import Adam, GradientDescent, Momentum, NoState, Optimizer

START = (-3.0, 4.0)


def bowl(x: FloatArray) -> float:
    """The article's function."""
    return float(np.sum(x**2))


def bowl_gradient(x: FloatArray) -> FloatArray:
    return 2.0 * x


def rosenbrock(x: FloatArray) -> float:
    return float(100.0 * (x[1] - x[0] ** 2) ** 2 + (1.0 - x[0]) ** 2)


def rosenbrock_gradient(x: FloatArray) -> FloatArray:
    return np.array([-400.0 * x[0] * (x[1] - x[0] ** 2) - 2.0 * (1.0 - x[0]), 200.0 * (x[1] - x[0] ** 2)])


def test_the_articles_run_with_learning_rate_a_tenth() -> None:
    result = minimize(bowl, START, GradientDescent(learning_rate=0.1), differentiator=CentralDifference(abs_step=1e-4))
    np.testing.assert_allclose(result.x, [-6.11110793e-10, 8.14814391e-10], rtol=1e-8)
    assert result.success
    assert "converged" in result.message
    np.testing.assert_allclose(result.values, 25.0 * 0.64 ** np.arange(101), rtol=1e-6)  # x shrinks by 0.8 per step
    np.testing.assert_allclose(result.path, np.outer(0.8 ** np.arange(101), START), atol=1e-11)


def test_the_articles_run_that_hardly_moves_does_not_claim_to_have_converged() -> None:
    result = minimize(bowl, START, GradientDescent(learning_rate=1e-10))
    np.testing.assert_allclose(result.x, [-2.99999994, 3.99999992], rtol=1e-9)
    assert not result.success
    assert result.message.startswith("hardly moved: in 100 steps `fun` went from 25 to 24.999999")
    assert "larger learning rate" in result.message


def test_the_articles_loss_of_the_start_is_not_repeated() -> None:
    start = np.array(START)
    result = minimize(bowl, start, GradientDescent(learning_rate=0.1), steps=3)
    assert start.tolist() == list(START)
    assert not np.shares_memory(start, result.path)
    assert not np.shares_memory(result.x, result.path)
    start.setflags(write=False)
    np.testing.assert_array_equal(minimize(bowl, start, GradientDescent(learning_rate=0.1), steps=3).x, result.x)


def test_counts() -> None:
    calls = 0

    def counted(x: FloatArray) -> float:
        nonlocal calls
        calls += 1
        return bowl(x)

    result = minimize(counted, START, GradientDescent(learning_rate=0.1), steps=7)
    assert (result.nit, result.njev, result.nfev) == (7, 8, 8 + 8 * 4)  # two evaluations for each of two coordinates
    assert calls == result.nfev
    exact = minimize(counted, START, GradientDescent(learning_rate=0.1), steps=7, jac=bowl_gradient)
    assert (exact.nfev, exact.njev, calls - result.nfev) == (8, 8, 8)
    forward = minimize(bowl, START, GradientDescent(), steps=1, differentiator=ForwardDifference())
    assert forward.nfev == 2 + 2 * 3


@pytest.mark.parametrize("shape", [(), (1,), (2, 3)])
def test_any_shape(shape: tuple[int, ...]) -> None:
    shapes: set[tuple[int, ...]] = set()

    def fun(x: FloatArray) -> float:
        shapes.add(x.shape)
        return bowl(x)

    for result in (
        minimize(fun, np.ones(shape), Momentum(learning_rate=0.1), steps=2),
        minimize(fun, np.ones(shape), Adam(learning_rate=0.1), steps=2, jac=bowl_gradient),
    ):
        assert (result.x.shape, result.jac.shape, result.path.shape) == (shape, shape, (3, *shape))
    assert shapes == {shape}


def test_integers_are_promoted_and_float32_stays() -> None:
    rule = GradientDescent(learning_rate=0.1)
    np.testing.assert_allclose(minimize(bowl, [-3, 4], rule).x, 0.8**100 * np.array(START), rtol=1e-5)
    single = minimize(bowl, np.array(START, np.float32), rule, steps=10)
    assert {array.dtype for array in (single.x, single.path, single.jac)} == {np.dtype(np.float32)}
    np.testing.assert_allclose(single.x, 0.8**10 * np.array(START), rtol=1e-4)


def test_tol_stops_the_run() -> None:
    """0.8^k * 8 <= 1e-3 first holds for k = 41."""
    result = minimize(bowl, START, GradientDescent(learning_rate=0.1), jac=bowl_gradient, tol=1e-3, steps=100)
    assert result.success
    assert result.nit == 41
    assert result.path.shape == (42, 2)
    np.testing.assert_allclose(np.abs(result.jac).max(), 8.0 * 0.8**41, rtol=1e-12)
    assert result.message.startswith(
        "converged after 41 steps: the largest gradient entry is 0.000851, `tol` is 0.001; "
    )


def test_tol_is_met_by_the_last_step_and_by_the_start() -> None:
    rule = GradientDescent(learning_rate=0.1)
    assert minimize(bowl, START, rule, jac=bowl_gradient, tol=1e-3, steps=41).success
    assert minimize(bowl, [0.0, 0.0], rule, tol=1e-3).nit == 0


def test_steps_used_up_before_tol_is_no_success() -> None:
    result = minimize(bowl, START, GradientDescent(learning_rate=0.1), jac=bowl_gradient, tol=1e-3, steps=40)
    assert not result.success
    assert result.nit == 40
    assert result.message.startswith("not converged: in 40 steps")
    assert "`tol` is 0.001" in result.message


def test_no_steps_at_all() -> None:
    result = minimize(bowl, START, GradientDescent(), steps=0)
    assert (result.nit, result.path.tolist(), result.fun, result.success) == (0, [list(START)], 25.0, False)


@pytest.mark.parametrize(
    "minimum", [lambda jac: minimize(rosenbrock, [-1.2, 1.0], Adam(learning_rate=0.05), jac=jac, steps=5000, tol=1e-3)]
)
def test_numeric_and_analytic_gradient_lead_to_the_same_minimum(
    minimum: Callable[[Callable[[Float64Array], FloatArray] | None], DescentResult],
) -> None:
    numeric, analytic = minimum(None), minimum(rosenbrock_gradient)
    assert numeric.success
    assert analytic.success
    np.testing.assert_allclose(numeric.x, [1.0, 1.0], atol=1e-2)
    np.testing.assert_allclose(numeric.x, analytic.x, atol=1e-4)


def test_a_function_that_writes_into_its_argument_or_reuses_its_buffer_does_no_harm() -> None:
    buffer = np.empty(2)

    def fun(x: FloatArray) -> float:
        value = bowl(x)
        x[...] = 7.0
        return value

    def jac(x: FloatArray) -> FloatArray:
        np.multiply(2.0, x, out=buffer)
        x[...] = 7.0
        return buffer

    result = minimize(fun, START, GradientDescent(learning_rate=0.1), jac=jac, steps=5)
    np.testing.assert_allclose(result.path, np.outer(0.8 ** np.arange(6), START), rtol=1e-14)
    assert not np.shares_memory(result.jac, buffer)


class Nothing(NamedTuple):
    """State of the optimizer below."""


@final
@dataclass(frozen=True)
class InPlace(Optimizer[Nothing]):
    """Breaks the contract: writes into theta and returns it."""

    @override
    def init(self, theta: FloatArray) -> Nothing:
        theta[...] = 99.0
        return Nothing()

    @override
    def step(self, theta: FloatArray, gradient: FloatArray, state: Nothing) -> tuple[FloatArray, Nothing]:
        gradient *= 0.1
        theta -= gradient
        return theta, state


def test_an_optimizer_that_works_in_place_cannot_spoil_the_path() -> None:
    result = minimize(bowl, START, InPlace(), jac=bowl_gradient, steps=5)
    np.testing.assert_allclose(result.path, np.outer(0.8 ** np.arange(6), START), rtol=1e-14)


@final
@dataclass(frozen=True)
class Shortened(Optimizer[NoState]):
    @override
    def init(self, theta: FloatArray) -> NoState:
        return NoState()

    @override
    def step(self, theta: FloatArray, gradient: FloatArray, state: NoState) -> tuple[FloatArray, NoState]:
        return theta[:1], state


def test_an_optimizer_that_returns_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match=r"`theta from Shortened.step` must have shape \(2,\), got \(1,\)"):
        minimize(bowl, START, Shortened())


def test_the_callback_sees_every_step_and_may_stop() -> None:
    seen: list[DescentStep] = []

    def callback(intermediate_result: DescentStep) -> None:
        seen.append(intermediate_result)
        intermediate_result.x[...] = 0.0  # its own copy
        if intermediate_result.nit == 3:
            raise StopIteration

    result = minimize(bowl, START, GradientDescent(learning_rate=0.1), jac=bowl_gradient, callback=callback)
    assert [step.nit for step in seen] == [1, 2, 3]
    np.testing.assert_allclose([step.fun for step in seen], 25.0 * 0.64 ** np.arange(1, 4), rtol=1e-14)
    np.testing.assert_allclose(result.x, 0.8**3 * np.array(START), rtol=1e-14)
    np.testing.assert_allclose(result.jac, 2.0 * result.x)
    assert (result.nit, result.success, result.message) == (3, False, "stopped by the callback after 3 steps")


def test_exceptions_of_the_function_and_of_the_callback_go_through() -> None:
    def broken(x: FloatArray) -> float:
        raise KeyError(x.shape)

    def broken_callback(_: DescentStep) -> None:
        raise KeyError("callback")

    with pytest.raises(KeyError):
        minimize(broken, START, GradientDescent())
    with pytest.raises(KeyError, match="callback"):
        minimize(bowl, START, GradientDescent(), callback=broken_callback)


@pytest.mark.parametrize("kind", [KeyError, ArithmeticError, TypeError, RuntimeError])
def test_an_exception_of_any_kind_says_after_how_many_steps(kind: type[Exception]) -> None:
    """The gradient is taken once at the start and once after each step: the third is after two steps."""
    calls = 0

    def jac(x: FloatArray) -> FloatArray:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise kind("broken")
        return bowl_gradient(x)

    with pytest.raises(kind, match="broken") as caught:
        minimize(bowl, START, GradientDescent(learning_rate=0.1), jac=jac)
    assert caught.value.__notes__ == ["The gradient was computed after step 2 of the descent."]


def test_the_result_prints_on_a_few_lines_and_becomes_json() -> None:
    result = minimize(bowl, np.ones(1000), GradientDescent(learning_rate=0.1), jac=bowl_gradient, steps=3)
    assert len(str(result)) < 600
    assert "3 steps, 4 evaluations (nfev)" in str(result)
    plain = json.loads(json.dumps(result.to_dict()))
    assert plain["path"] == result.path.tolist()
    assert plain["message"] == result.message
    assert list(plain) == ["x", "fun", "jac", "path", "values", "nfev", "njev", "nit", "outcome", "message", "success"]
