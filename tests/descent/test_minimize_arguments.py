"""What `minimize` refuses, and with which words."""

from __future__ import annotations

import numpy as np
import pytest

from minigrad.arrays import FloatArray
from minigrad.descent import minimize
from minigrad.differentiators import CentralDifference
from minigrad.errors import NonFiniteError
from minigrad.optimizers import Adam, GradientDescent

START = (-3.0, 4.0)


def bowl(x: FloatArray) -> float:
    """The article's function."""
    return float(np.sum(x**2))


def bowl_gradient(x: FloatArray) -> FloatArray:
    return 2.0 * x


def test_refuses_what_cannot_be_minimised() -> None:
    rule = GradientDescent()
    with pytest.raises(NonFiniteError, match="`fun` must be finite at `x0`, got nan"):
        minimize(lambda x: float("nan"), START, rule)
    with pytest.raises(TypeError, match=r"`fun` must return a number, got an array of shape \(2,\)"):
        minimize(lambda x: x**2, START, rule)
    with pytest.raises(ValueError, match=r"`jac\(x\)` must have shape \(2,\), got \(1,\)"):
        minimize(bowl, START, rule, jac=lambda x: x[:1])
    with pytest.raises(ValueError, match=r"`jac\(x\)` must be finite, got nan at index 0") as caught:
        minimize(bowl, START, rule, jac=lambda x: np.full(2, np.nan))
    assert caught.value.__notes__ == ["The gradient was computed after step 0 of the descent."]
    with pytest.raises(ValueError, match="`x0` must be finite"):
        minimize(bowl, [1.0, np.inf], rule)
    with pytest.raises(ValueError, match="`x0` must not be empty"):
        minimize(bowl, [], rule)


def test_refuses_arguments_out_of_range() -> None:
    rule = GradientDescent()
    with pytest.raises(ValueError, match="`steps` must be a whole number of at least 0, got -1"):
        minimize(bowl, START, rule, steps=-1)
    with pytest.raises(ValueError, match=r"`tol` must be a positive finite number, got 0\.0"):
        minimize(bowl, START, rule, tol=0.0)
    with pytest.raises(ValueError, match="`divergence` must be 'raise', 'return' or 'ignore', got 'warn'"):
        minimize(bowl, START, rule, divergence="warn")  # type: ignore[call-overload]  # what the test is about
    with pytest.raises(ValueError, match="give `jac` or `differentiator`, not both"):
        minimize(bowl, START, rule, jac=bowl_gradient, differentiator=CentralDifference())


def test_refuses_a_class_or_a_function_where_an_object_is_due() -> None:
    rule = GradientDescent()
    with pytest.raises(
        TypeError, match=r"`optimizer` must be of class Optimizer, got <class .*>; call it: Adam\(...\)"
    ):
        minimize(bowl, START, Adam)  # type: ignore[call-overload]  # what the test is about
    with pytest.raises(
        TypeError, match=r"`differentiator` must be of class Differentiator, .*call it: CentralDifference\("
    ):
        minimize(bowl, START, rule, differentiator=CentralDifference)  # type: ignore[call-overload]  # what the test is about
    with pytest.raises(
        TypeError, match=r"`differentiator` must be of class Differentiator, got <function bowl_gradient"
    ):
        minimize(bowl, START, rule, differentiator=bowl_gradient)  # type: ignore[call-overload]  # what the test is about
    with pytest.raises(
        TypeError, match=r"`jac` must be a function .*got CentralDifference\(.*goes into `differentiator`"
    ):
        minimize(bowl, START, rule, jac=CentralDifference())  # type: ignore[call-overload]  # what the test is about
