"""Differentiators of other packages, each asked as its documentation shows, with its defaults."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.differentiation.answers import Answer, Counter, Elementwise


def scipy_derivative(fun: Elementwise, x: float) -> Answer:
    """scipy.differentiate.derivative."""
    from scipy.differentiate import derivative

    counter = Counter(fun)
    result = derivative(counter, x)
    return Answer(float(result.df), float(result.error), bool(result.success), counter.points, bool(result.success))


def scipy_three_point(fun: Elementwise, x: float) -> Answer:
    """scipy's finite differences, as its optimisers use them."""
    from scipy.optimize._numdiff import approx_derivative

    counter = Counter(fun)
    value = approx_derivative(counter, np.array([x]), method="3-point")
    return Answer(float(np.ravel(value)[0]), float("nan"), True, counter.points, True)


def numdifftools(fun: Elementwise, x: float) -> Answer:
    """numdifftools.Derivative, with its own estimate of the error."""
    from numdifftools import Derivative

    counter = Counter(fun)
    result = Derivative(counter, full_output=True)(x)
    return Answer(float(result.estimate), float(np.ravel(result.error_estimate)[0]), True, counter.points, True)


def jacobi(fun: Elementwise, x: float) -> Answer:
    """Its error is a standard deviation, in the words of its documentation an uncertainty estimate, and not a bound."""
    from jacobi import jacobi

    counter = Counter(fun)
    value, error = jacobi(counter, x)
    return Answer(float(value), float(error), True, counter.points, True)


def derivkit_adaptive(fun: Elementwise, x: float) -> Answer:
    """What its documentation shows and calls the default; the error is the residual of its fit, of f and not of f'."""
    from derivkit import DerivativeKit

    counter = Counter(fun)
    value, error = DerivativeKit(lambda t: counter(np.asarray(t)), x).differentiate(
        method="adaptive", order=1, return_error=True
    )
    return Answer(float(value), float(np.ravel(error)[0]), True, counter.points, True)


def derivkit_default(fun: Elementwise, x: float) -> Answer:
    """What it does when no method is named, a local polynomial; the error is relative."""
    from derivkit import DerivativeKit

    counter = Counter(fun)
    value, error = DerivativeKit(lambda t: counter(np.asarray(t)), x).differentiate(order=1, return_error=True)
    return Answer(float(value), float(error) * abs(float(value)), True, counter.points, True)
