"""The promises of a differentiator, and how each is tried; those about options are in the next file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
import numpy.typing as npt

from minigrad.arrays import Float64Array, FloatArray
from minigrad.differentiators.base import Differentiator
from minigrad.differentiators.estimate import Estimate
from minigrad.testing.clauses.comparing import first, same
from minigrad.testing.clauses.known_functions import (
    EXAMPLES,
    Counted,
    Deliberate,
    Failing,
    sines,
    squares,
    two,
    undefined,
)
from minigrad.testing.clauses.remembered import changed_by
from minigrad.testing.contract import NotRun

X = (0.7, -1.3, 2.1)


@final
@dataclass(frozen=True)
class DifferentiatorTrial:
    """A differentiator on trial; ``rtol`` is how wrong a derivative may be, relative to the largest entry or 1."""

    differentiator: Differentiator
    rtol: float

    def gradients(self) -> str | None:
        """Gradients of functions whose gradient is known."""
        for name, fun, jac in EXAMPLES:
            x = np.array(X)
            found = self.wrong(self.differentiator.estimate(fun, x).value, jac(x))
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
            found = uncovered(estimate, truth)
            if found:
                return f"for {name}, {found}"
        if not known:
            raise NotRun("all bounds are infinite: it makes no promise about its errors")
        return self._undefined()

    def _undefined(self) -> str | None:
        """Where fun has no value there is no derivative, whatever a bound says."""
        try:
            estimate = self.differentiator.estimate(undefined, np.array(X))
        except Exception:  # which is as good as NaN
            return None
        found = np.isfinite(estimate.value) & np.isfinite(estimate.error)
        return "for a function that is NaN everywhere, it gives numbers with finite bounds" if found.any() else None

    def others(self) -> str | None:
        """Every other kind of first derivative, and ``workers``."""
        x, v, own = np.array(X), np.array([1.0, -1.0, 0.5]), self.differentiator
        found = {
            "derivative": self.wrong(own.derivative(np.sin, x), np.cos(x)),
            "derivative, of a function of one number,": self.wrong(own.derivative(np.exp, 0.5), np.exp(0.5)),
            "partial": self.wrong(own.partial(sines, x, 1), np.cos(x[1])),
            "directional": self.wrong(own.directional(sines, x, v), np.cos(x) @ v),
            "jacobian": self.wrong(own.jacobian(two, x), [[x[1], x[0], 0.0], [0.0, 0.0, 2.0 * x[2]]]),
            "gradient with workers=map": self.wrong(own.gradient(sines, x, workers=map), np.cos(x)),
        }
        return next((f"{name} is {how}" for name, how in found.items() if how), None)

    def purity(self) -> str | None:
        """A function that writes into its argument changes neither x nor the gradient."""

        def fun(x: Float64Array) -> np.float64:
            result = squares(x)
            x[:] = 0.0
            return result

        x = np.array(X)
        gradient = self.differentiator.gradient(fun, x)
        found = self.wrong(gradient, 2.0 * np.array(X))
        return first(same("x before and after", x, np.array(X)), None if found is None else f"the gradient is {found}")

    def repetition(self) -> str | None:
        """Two calls agree, and a call on another function changes no attribute."""
        one, two = (self.differentiator.estimate(sines, X) for _ in range(2))
        found = first(
            same("values of two calls", one.value, two.value),
            same("bounds of two calls", one.error, two.error),
            same("steps of two calls", one.step, two.step),
        )
        return found or changed_by(self.differentiator, lambda: self.differentiator.estimate(squares, X[::-1]))

    def count(self) -> str | None:
        """The evaluations that an estimate reports are the calls that were made."""
        for estimate in (self.differentiator.estimate, self.differentiator.estimate_hessian):
            fun = Counted()
            try:
                counted = estimate(fun, [0.8, 0.4]).evaluations
            except NotImplementedError:
                continue
            if counted != fun.calls:
                return f"{estimate.__name__} made {fun.calls} calls and counted {counted}"
        return None

    def exceptions(self) -> str | None:
        """An exception of the function reaches the caller, whichever call raises it."""
        for at in (1, 2, 3):
            trouble = Deliberate()
            try:
                self.differentiator.gradient(Failing(at, trouble), np.array(X))
            except Deliberate as caught:
                if caught is not trouble:
                    return f"the exception of call {at} was replaced by another"
            else:
                return f"the exception of call {at} was swallowed"
        return None

    def wrong(self, found: npt.ArrayLike, truth: npt.ArrayLike) -> str | None:
        """How a first derivative is wrong, or None."""
        return wrong(found, truth, self.rtol)


def wrong(found: npt.ArrayLike, truth: npt.ArrayLike, rtol: float) -> str | None:
    """How a derivative is wrong, or None."""
    value, right = np.asarray(found, dtype=np.float64), np.asarray(truth, dtype=np.float64)
    if value.shape != right.shape:
        return f"of shape {value.shape}, not {right.shape}"
    worst = float(np.abs(value - right).max())
    return None if worst <= rtol * max(1.0, float(np.abs(right).max())) else f"off by {worst:.2g}"


def uncovered(estimate: Estimate, truth: FloatArray) -> str | None:
    """Where an error is not within its bound; NaN is no bound."""
    error = np.abs(estimate.value - truth)
    wrong = np.flatnonzero(~(error <= estimate.error + 1e-15 * np.abs(truth)))
    if not wrong.size:
        return None
    return (
        f"the error {float(error.flat[wrong[0]]):.2g} exceeds its own bound {float(estimate.error.flat[wrong[0]]):.2g}"
    )
