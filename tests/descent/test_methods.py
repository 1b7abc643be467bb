"""``minimize`` with methods that ask for values and gradients themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
import pytest
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import Float64Array, FloatArray
from tests.references.scipy_lbfgs import rosenbrock, rosenbrock_gradient

START = [-1.2, 1.0]


@final
@dataclass(frozen=True)
class Returning(mg.Method[mg.NoState]):
    """Returns what it holds."""

    value: object

    @override
    def init(self, theta: FloatArray) -> mg.NoState:
        return mg.NoState()

    @override
    def advance(
        self, function: mg.ValueAndGradient, theta: FloatArray, state: mg.NoState
    ) -> tuple[FloatArray, mg.NoState]:
        return self.value  # type: ignore[return-value]  # what the test is about


def test_counts_every_call_and_asks_no_point_twice() -> None:
    asked: list[bytes] = []

    def fun(x: Float64Array) -> float:
        asked.append(x.tobytes())
        return rosenbrock(x)

    result = mg.minimize(fun, START, mg.LBFGS(), jac=rosenbrock_gradient, steps=20)
    assert len(set(asked)) == len(asked) == result.nfev == result.njev
    assert result.nit == 20
    assert result.values.tolist() == [rosenbrock(x) for x in result.path]
    np.testing.assert_array_equal(result.jac, rosenbrock_gradient(result.x))


def test_numeric_gradients_do_as_well() -> None:
    result = mg.minimize(rosenbrock, START, mg.LBFGS(), tol=1e-6)
    assert result.outcome is mg.DescentOutcome.CONVERGED
    np.testing.assert_allclose(result.x, 1.0, atol=1e-6)


def test_takes_x_of_any_shape_and_calls_back_after_each_step() -> None:
    steps: list[int] = []
    result = mg.minimize(
        lambda x: float(np.sum((x - 2.0) ** 4)),
        np.zeros((2, 3), np.float32),
        mg.LBFGS(),
        jac=lambda x: 4.0 * (x - 2.0) ** 3,
        steps=5,
        callback=lambda step: steps.append(step.nit),
    )
    assert (result.x.shape, steps) == ((2, 3), [1, 2, 3, 4, 5])
    assert result.x.dtype == np.float32


def test_the_message_does_not_speak_of_learning_rates() -> None:
    result = mg.minimize(rosenbrock, START, mg.LBFGS(), jac=rosenbrock_gradient, tol=1e-9, steps=5)
    assert result.message.endswith("`tol` is 1e-09. Use more steps")


def test_a_wrong_gradient_ends_the_run_at_once_with_what_to_check() -> None:
    result = mg.minimize(rosenbrock, START, mg.LBFGS(), jac=lambda x: -rosenbrock_gradient(x), steps=1000)
    assert (result.nit, result.outcome) == (0, mg.DescentOutcome.NOT_CONVERGED)
    assert "The method finds no lower point: check `jac` there with check_gradient" in result.message


def test_a_trial_where_the_gradient_overflows_is_too_long_a_step() -> None:
    """The first trial is at -0.988, where cosh is finite and 718 sinh is not."""
    with np.errstate(over="ignore"):
        result = mg.minimize(
            lambda x: float(np.cosh(718.0 * x[0])),
            [0.012],
            mg.LBFGS(),
            jac=lambda x: 718.0 * np.sinh(718.0 * x),
            tol=1e-9,
        )
    assert result.success
    assert result.njev < result.nfev


def test_at_the_minimum_it_stops_and_all_is_well() -> None:
    result = mg.minimize(lambda x: float(x @ x), [3.0, -4.0], mg.LBFGS(), jac=lambda x: 2.0 * x, steps=1000)
    assert result.nit < 5
    assert result.message.startswith("converged: ")


def test_a_function_without_a_minimum_is_followed_until_the_steps_are_used_up() -> None:
    result = mg.minimize(lambda x: -float(x[0]), [0.0], mg.LBFGS(), jac=lambda x: -np.ones(1), steps=3)
    assert result.outcome is mg.DescentOutcome.NOT_CONVERGED
    assert result.fun < -1e20


@pytest.mark.each(
    ("value", "error", "text"),
    [
        (None, TypeError, "Returning.advance must return a tuple of theta and a state, got None"),
        ((np.ones(3), mg.NoState()), ValueError, r"`theta from Returning.advance` must have shape \(2,\), got \(3,\)"),
    ],
)
def test_what_a_method_returns_is_checked(value: object, error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        mg.minimize(rosenbrock, START, Returning(value))
