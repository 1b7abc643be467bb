"""The differentiators that the benchmark compares: ours, and those of other packages where they are installed.

Each is used as its documentation shows, with its defaults, on a function of one number.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import NamedTuple, TypeAlias, final

import numpy as np

import minigrad as mg
from examples.benchmarks.problems.expressions import Values

Elementwise: TypeAlias = Callable[[Values], Values]


class Answer(NamedTuple):
    """What a method says of one derivative.

    Attributes:
        value: the derivative.
        bound: its own bound on the error, NaN where it gives none.
        trusted: False where the method says itself that it has failed.
        evaluations: points at which f was evaluated.
        resolved: whether it claims that neither noise nor anything else kept it from resolving f (CONVERGED,
            ONE_SIDED).
    """

    value: float
    bound: float
    trusted: bool
    evaluations: int
    resolved: bool


@final
@dataclass(frozen=True)
class Contender:
    """A method by name; ``bounds`` tells whether it comes with error bounds, ``complex_only`` whether f must be
    complex."""

    name: str
    answer: Callable[[Elementwise, float], Answer]
    ours: bool = False


@final
class Counter:
    """A function that counts the points that it is evaluated at."""

    def __init__(self, fun: Elementwise) -> None:
        self._fun = fun
        self.points = 0

    def __call__(self, x: Values) -> Values:
        """The values at ``x``, whose size is added to ``points``."""
        self.points += np.size(x)
        return self._fun(x)


def contenders() -> list[Contender]:
    """Ours, then every peer that is installed."""
    found = [
        Contender("minigrad AdaptiveDifference", _ours(mg.AdaptiveDifference()), ours=True),
        Contender("minigrad ComplexStep", _ours(mg.ComplexStep()), ours=True),
        Contender("minigrad Richardson(Central, 3)", _ours(mg.Richardson(mg.CentralDifference(), 3)), ours=True),
        Contender("minigrad CentralDifference", _ours(mg.CentralDifference()), ours=True),
        Contender("minigrad CentralDifference(order=4)", _ours(mg.CentralDifference(order=4)), ours=True),
        Contender("minigrad ForwardDifference", _ours(mg.ForwardDifference()), ours=True),
        Contender("the article, central, h = 1e-4", _ours(mg.CentralDifference(abs_step=1e-4))),
    ]
    if find_spec("scipy") is not None:
        found += [Contender("scipy.differentiate.derivative", _scipy_derivative)]
        found += [Contender("scipy approx_derivative 3-point", _scipy_three_point)]
    if find_spec("numdifftools") is not None:
        found += [Contender("numdifftools.Derivative", _numdifftools)]
    if find_spec("jacobi") is not None:
        found += [Contender("jacobi.jacobi", _jacobi)]
    if find_spec("derivkit") is not None:
        found += [Contender("derivkit adaptive", _derivkit_adaptive), Contender("derivkit default", _derivkit_default)]
    return found


def _ours(method: mg.Differentiator) -> Callable[[Elementwise, float], Answer]:
    def answer(fun: Elementwise, x: float) -> Answer:
        counter = Counter(fun)
        estimate = method.estimate_derivative(lambda t: counter(np.array(t))[()], x)
        status = int(estimate.status)
        resolved, trusted = status in (mg.Status.CONVERGED, mg.Status.ONE_SIDED), status != mg.Status.NOT_RESOLVED
        return Answer(float(estimate.value), float(estimate.error), trusted, counter.points, resolved)

    return answer


def _scipy_derivative(fun: Elementwise, x: float) -> Answer:
    from scipy.differentiate import derivative

    counter = Counter(fun)
    result = derivative(counter, x)
    return Answer(float(result.df), float(result.error), bool(result.success), counter.points, bool(result.success))


def _scipy_three_point(fun: Elementwise, x: float) -> Answer:
    from scipy.optimize._numdiff import approx_derivative

    counter = Counter(fun)
    value = approx_derivative(counter, np.array([x]), method="3-point")
    return Answer(float(np.ravel(value)[0]), float("nan"), True, counter.points, True)


def _numdifftools(fun: Elementwise, x: float) -> Answer:
    from numdifftools import Derivative

    counter = Counter(fun)
    result = Derivative(counter, full_output=True)(x)
    return Answer(float(result.estimate), float(np.ravel(result.error_estimate)[0]), True, counter.points, True)


def _jacobi(fun: Elementwise, x: float) -> Answer:
    """Its error is a standard deviation, in the words of its documentation an uncertainty estimate, and not a bound."""
    from jacobi import jacobi

    counter = Counter(fun)
    value, error = jacobi(counter, x)
    return Answer(float(value), float(error), True, counter.points, True)


def _derivkit_adaptive(fun: Elementwise, x: float) -> Answer:
    """What its documentation shows and calls the default; the error is the residual of its fit, of f and not of f'."""
    from derivkit import DerivativeKit

    counter = Counter(fun)
    value, error = DerivativeKit(lambda t: counter(np.asarray(t)), x).differentiate(
        method="adaptive", order=1, return_error=True
    )
    return Answer(float(value), float(np.ravel(error)[0]), True, counter.points, True)


def _derivkit_default(fun: Elementwise, x: float) -> Answer:
    """What it does when no method is named, a local polynomial; the error is relative."""
    from derivkit import DerivativeKit

    counter = Counter(fun)
    value, error = DerivativeKit(lambda t: counter(np.asarray(t)), x).differentiate(order=1, return_error=True)
    return Answer(float(value), float(error) * abs(float(value)), True, counter.points, True)


def ask(contender: Contender, fun: Elementwise, x: float) -> Answer:
    """The answer; a method that raises has failed, and has said so."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            return contender.answer(fun, x)
        except (ArithmeticError, TypeError, ValueError):
            return Answer(float("nan"), float("inf"), False, 0, False)
