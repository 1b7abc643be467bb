"""The contract of a differentiator, as one line of a test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, final

import numpy as np

from minigrad.arguments import require_instance, require_positive
from minigrad.arrays import Float64Array, FloatArray
from minigrad.differentiators.base import Differentiator
from minigrad.testing.contract import Clause, require, same

Example: TypeAlias = tuple[str, Callable[[Float64Array], float], Callable[[Float64Array], FloatArray]]

X = (0.7, -1.3, 2.1)
EXAMPLES: tuple[Example, ...] = (
    ("sum of squares", lambda x: float(x @ x), lambda x: 2.0 * x),
    ("sines", lambda x: float(np.sum(np.sin(x))), np.cos),
    ("exponentials", lambda x: float(np.sum(np.exp(x))), np.exp),
    ("a product", lambda x: float(np.prod(x)), lambda x: float(np.prod(x)) / x),
    ("a function with a large constant", lambda x: float(np.sum(x**3)) + 1e4, lambda x: 3.0 * x**2),
)


def check_differentiator(differentiator: Differentiator, *, rtol: float = 1e-4) -> None:
    """Check everything that a :class:`~minigrad.Differentiator` promises.

    Its derivatives are right, its error bounds hold, its evaluations are counted, x is left alone, exceptions go through,
    and bounds are not crossed.

    Args:
        differentiator: what is checked.
        rtol: how wrong a gradient may be, relative to its largest entry, on functions of scale 1.

    Raises:
        ContractError: the message lists every broken clause.

    >>> import minigrad as mg
    >>> check_differentiator(mg.CentralDifference())
    """
    require_instance("differentiator", differentiator, Differentiator)
    trial = _Trial(differentiator, require_positive("rtol", rtol))
    clauses: list[Clause] = [
        *((f"the gradient of {name} is right", _Gradient(trial, fun, jac)) for name, fun, jac in EXAMPLES),
        ("x is left alone, even by a fun that writes into its argument", trial.purity),
        ("evaluations are counted", trial.count),
        ("bounds are not crossed", trial.bounds),
        ("exceptions of fun go through", trial.exceptions),
        ("directional derivatives fit the gradient", trial.direction),
    ]
    require(differentiator, clauses)


@final
@dataclass(frozen=True)
class _Gradient:
    """One example's clause."""

    trial: _Trial
    fun: Callable[[Float64Array], float]
    jac: Callable[[Float64Array], FloatArray]

    def __call__(self) -> str | None:
        x = np.array(X)
        estimate, truth = self.trial.differentiator.estimate(self.fun, x), self.jac(x)
        error = np.abs(estimate.value - truth)
        if float(error.max()) > self.trial.rtol * max(1.0, float(np.abs(truth).max())):
            return f"it is off by {float(error.max()):.2g}"
        if (error > estimate.error + 1e-15 * np.abs(truth)).any():
            return f"its error {float(error.max()):.2g} exceeds its own bound {float(estimate.error[int(error.argmax())]):.2g}"
        return None


@final
@dataclass(frozen=True)
class _Trial:
    differentiator: Differentiator
    rtol: float

    def purity(self) -> str | None:
        def fun(x: Float64Array) -> float:
            result = float(x @ x)
            x[:] = 0.0
            return result

        x = np.array(X)
        gradient = self.differentiator.gradient(fun, x)
        return same("x before and after", x, np.array(X)) or same("gradients", gradient, 2.0 * x, rtol=self.rtol)

    def count(self) -> str | None:
        calls = [0]

        def fun(x: Float64Array) -> float:
            calls[0] += 1
            return float(x @ x)

        counted = self.differentiator.estimate(fun, np.array(X)).evaluations
        return None if counted == calls[0] else f"{calls[0]} calls, {counted} counted"

    def bounds(self) -> str | None:
        seen: list[float] = []

        def fun(x: Float64Array) -> float:
            seen.append(float(x.min()))
            return float(x @ x)

        gradient = self.differentiator.gradient(fun, np.array([1.0, 2.0]), bounds=(1.0, 3.0))
        if min(seen) < 1.0:
            return f"fun was evaluated at {min(seen)!r}, below the bound 1.0"
        return same("gradients at a bound", gradient, np.array([2.0, 4.0]), rtol=self.rtol)

    def exceptions(self) -> str | None:
        def fun(x: Float64Array) -> float:
            raise _Deliberate

        try:
            self.differentiator.gradient(fun, np.array(X))
        except _Deliberate:
            return None
        return "the exception was swallowed"

    def direction(self) -> str | None:
        x, v = np.array(X), np.array([1.0, -1.0, 0.5])
        slope = self.differentiator.directional(lambda p: float(np.sum(np.sin(p))), x, v)
        return same("slopes", np.array(slope), np.array(float(np.cos(x) @ v)), rtol=self.rtol)


class _Deliberate(Exception):
    """Raised on purpose."""
