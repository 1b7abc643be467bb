"""The promises of a differentiator, and how each is tried: on functions whose derivatives are known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, final

import numpy as np
import numpy.typing as npt

from minigrad.arrays import Float64Array, FloatArray
from minigrad.differentiators.base import Differentiator
from minigrad.differentiators.estimate import Estimate
from minigrad.differentiators.problems import gradient_probe
from minigrad.testing.clauses.comparing import first, same
from minigrad.testing.contract import NotRun

Fun: TypeAlias = Callable[[Float64Array], np.float64]
Example: TypeAlias = tuple[str, Fun, Callable[[Float64Array], FloatArray]]
"""A function, which takes complex numbers too, and its gradient."""

X = (0.7, -1.3, 2.1)


def squares(x: Float64Array) -> np.float64:
    total: np.float64 = (x**2).sum()
    return total


def sines(x: Float64Array) -> np.float64:
    total: np.float64 = np.sin(x).sum()
    return total


def exponentials(x: Float64Array) -> np.float64:
    total: np.float64 = np.exp(x).sum()
    return total


def product(x: Float64Array) -> np.float64:
    result: np.float64 = x.prod()
    return result


def cubes(x: Float64Array) -> np.float64:
    total: np.float64 = (x**3).sum() + 1e4
    return total


EXAMPLES: tuple[Example, ...] = (
    ("sum of squares", squares, lambda x: 2.0 * x),
    ("sines", sines, np.cos),
    ("exponentials", exponentials, np.exp),
    ("a product", product, lambda x: np.asarray(x.prod() / x)),
    ("a function with a large constant", cubes, lambda x: 3.0 * x**2),
)

SECOND = 5e-2
"""How wrong second derivatives may be, relative to the largest: a formula of low order at a bound is no better."""


@final
class Counted:
    """x0 sin(x1) + x0^3, which counts its calls and remembers between which numbers it was called."""

    def __init__(self) -> None:
        self.calls = 0
        self.least, self.most = np.inf, -np.inf

    def __call__(self, x: Float64Array) -> np.float64:
        self.calls += 1
        self.least, self.most = min(self.least, float(np.real(x).min())), max(self.most, float(np.real(x).max()))
        result: np.float64 = x[0] * np.sin(x[1]) + x[0] ** 3
        return result

    @staticmethod
    def gradient(x: npt.ArrayLike) -> Float64Array:
        a, b = np.asarray(x, dtype=np.float64)
        return np.array([np.sin(b) + 3.0 * a**2, a * np.cos(b)])

    @staticmethod
    def hessian(x: npt.ArrayLike) -> Float64Array:
        a, b = np.asarray(x, dtype=np.float64)
        return np.array([[6.0 * a, np.cos(b)], [np.cos(b), -a * np.sin(b)]])


@final
@dataclass(frozen=True)
class DifferentiatorTrial:
    """A differentiator on trial; ``rtol`` is how wrong a derivative may be, relative to the largest entry or 1."""

    differentiator: Differentiator
    rtol: float

    def gradients(self) -> str | None:
        for name, fun, jac in EXAMPLES:
            x = np.array(X)
            found = self._near(self.differentiator.estimate(fun, x).value, jac(x))
            if found:
                return f"that of {name} is {found}"
        return None

    def errors(self) -> str | None:
        """Infinite bounds are none, and none is promised."""
        known = False
        for name, fun, jac in EXAMPLES:
            x = np.array(X)
            estimate, truth = self.differentiator.estimate(fun, x), jac(x)
            known |= bool(np.isfinite(estimate.error).any())
            found = _uncovered(estimate, truth)
            if found:
                return f"for {name}, {found}"
        if not known:
            raise NotRun("all bounds are infinite: it makes no promise about its errors")
        return None

    def others(self) -> str | None:
        x, v, own = np.array(X), np.array([1.0, -1.0, 0.5]), self.differentiator
        found = {
            "derivative": self._near(own.derivative(np.sin, x), np.cos(x)),
            "derivative, of a function of one number,": self._near(own.derivative(np.exp, 0.5), np.exp(0.5)),
            "partial": self._near(own.partial(sines, x, 1), np.cos(x[1])),
            "directional": self._near(own.directional(sines, x, v), np.cos(x) @ v),
            "jacobian": self._near(own.jacobian(lambda p: np.array([p[0] * p[1], p[2] ** 2]), x), [[x[1], x[0], 0.0], [0.0, 0.0, 2.0 * x[2]]]),
        }
        return next((f"{name} is {how}" for name, how in found.items() if how), None)

    def second(self) -> str | None:
        x = np.array([0.8, 0.4])
        try:
            found = self.differentiator.hessian(Counted(), x)
        except NotImplementedError as error:
            raise NotRun(f"it refuses derivative=2: {error}") from error
        how = self._near(found, Counted.hessian(x), SECOND)
        return None if how is None else f"the Hessian is {how}"

    def bounds(self) -> str | None:
        return self._within(lambda fun, x, bounds: self._near(self.differentiator.gradient(fun, x, bounds=bounds), fun.gradient(x)))

    def second_within_bounds(self) -> str | None:
        return self._within(lambda fun, x, bounds: self._near(self.differentiator.hessian(fun, x, bounds=bounds), fun.hessian(x), SECOND))

    def _within(self, attempt: Callable[[Counted, tuple[float, float], tuple[float, float]], str | None]) -> str | None:
        """At the lower bound, at the upper one, at both, and close to both."""
        low, high = 0.25, 1.25
        for x in ((low, 0.7), (0.7, high), (high, low), (np.nextafter(low, 1.0), high - 1e-9)):
            fun = Counted()
            try:
                found = attempt(fun, x, (low, high))
            except NotImplementedError as error:
                raise NotRun(f"it refuses bounds: {error}") from error
            if fun.least < low or fun.most > high:
                return f"fun was evaluated between {fun.least!r} and {fun.most!r}, with bounds ({low}, {high})"
            if found:
                return f"at x = {[float(number) for number in x]}, with bounds ({low}, {high}), it is {found}"
        return None

    def with_error(self) -> str | None:
        x = np.array([0.8, 0.4])
        estimates = {}
        for wanted in (True, False):
            probe, _ = gradient_probe(Counted(), x, None)
            estimates[wanted] = self.differentiator.differentiate(probe, with_error=wanted)
        for wanted, estimate in estimates.items():
            found = first(self._near(estimate.value, Counted.gradient(x)), _uncovered(estimate, Counted.gradient(x)))
            if found:
                return f"with_error={wanted}: {found}"
        with_it, without = estimates[True], estimates[False]
        if without.evaluations > with_it.evaluations:
            return f"with_error=False took {without.evaluations} evaluations, True {with_it.evaluations}"
        if np.isfinite(without.error).any() and np.isinf(with_it.error).all():
            return "with_error=True gives infinite bounds, and False finite ones"
        return None

    def purity(self) -> str | None:
        def fun(x: Float64Array) -> np.float64:
            result = squares(x)
            x[:] = 0.0
            return result

        x = np.array(X)
        gradient = self.differentiator.gradient(fun, x)
        found = self._near(gradient, 2.0 * np.array(X))
        return first(same("x before and after", x, np.array(X)), None if found is None else f"the gradient is {found}")

    def repetition(self) -> str | None:
        one, two = (self.differentiator.estimate(sines, X) for _ in range(2))
        return first(same("values of two calls", one.value, two.value), same("bounds of two calls", one.error, two.error))

    def count(self) -> str | None:
        for name in ("estimate", "estimate_hessian"):
            fun = Counted()
            try:
                counted = (self.differentiator.estimate if name == "estimate" else self.differentiator.estimate_hessian)(fun, [0.8, 0.4]).evaluations
            except NotImplementedError:
                continue
            if counted != fun.calls:
                return f"{name} made {fun.calls} calls and counted {counted}"
        return None

    def exceptions(self) -> str | None:
        def fun(x: Float64Array) -> np.float64:
            raise _Deliberate

        try:
            self.differentiator.gradient(fun, np.array(X))
        except _Deliberate:
            return None
        return "the exception was swallowed"

    def _near(self, found: npt.ArrayLike, truth: npt.ArrayLike, rtol: float | None = None) -> str | None:
        """How a derivative is wrong, or None."""
        value, right = np.asarray(found, dtype=np.float64), np.asarray(truth, dtype=np.float64)
        if value.shape != right.shape:
            return f"of shape {value.shape}, not {right.shape}"
        worst = float(np.abs(value - right).max())
        return None if worst <= (rtol or self.rtol) * max(1.0, float(np.abs(right).max())) else f"off by {worst:.2g}"


def _uncovered(estimate: Estimate, truth: FloatArray) -> str | None:
    """Where an error is not within its bound; NaN is no bound."""
    error = np.abs(estimate.value - truth)
    wrong = np.flatnonzero(~(error <= estimate.error + 1e-15 * np.abs(truth)))
    if not wrong.size:
        return None
    return f"the error {float(error[wrong[0]]):.2g} exceeds its own bound {float(estimate.error[wrong[0]]):.2g}"


class _Deliberate(Exception):
    """Raised on purpose."""
