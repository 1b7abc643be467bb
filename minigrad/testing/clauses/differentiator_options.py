"""The options of a differentiator (``derivative``, bounds, ``with_error``), and how each is checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, final

import numpy as np

from minigrad.probes.problems import gradient_probe
from minigrad.testing.clauses.comparing import first
from minigrad.testing.clauses.contract_settings import CONTRACT
from minigrad.testing.clauses.differentiator import DifferentiatorTrial, uncovered, wrong
from minigrad.testing.clauses.known_functions import Counted
from minigrad.testing.contract import NotRun

Pair: TypeAlias = tuple[float, float]


@final
@dataclass(frozen=True)
class Options:
    """The checks of a differentiator's options."""

    trial: DifferentiatorTrial

    def second(self) -> str | None:
        """A Hessian that is known, within its error bounds."""
        x = np.array([0.8, 0.4])
        try:
            found = self.trial.differentiator.hessian(Counted(), x)
            estimate = self.trial.differentiator.estimate_hessian(Counted(), x)
        except NotImplementedError as error:
            raise NotRun(f"it refuses derivative=2: {error}") from error
        how = wrong(found, Counted.hessian(x), CONTRACT.second_derivative)
        return uncovered(estimate, Counted.hessian(x)) if how is None else f"the Hessian is {how}"

    def third(self) -> str | None:
        """Third derivatives that are known, within their error bounds."""
        x = np.array([0.8, -0.4])
        try:
            found = self.trial.differentiator.derivative(np.sin, x, n=3)
            estimate = self.trial.differentiator.estimate_derivative(np.sin, x, n=3)
        except NotImplementedError as error:
            raise NotRun(f"it refuses derivative=3: {error}") from error
        how = wrong(found, -np.cos(x), CONTRACT.second_derivative)
        return uncovered(estimate, -np.cos(x)) if how is None else f"that of sin is {how}"

    def bounds(self) -> str | None:
        """Gradients at and near bounds, without an evaluation outside."""

        def attempt(fun: Counted, x: Pair, bounds: Pair) -> str | None:
            return self.trial.wrong(self.trial.differentiator.gradient(fun, x, bounds=bounds), fun.gradient(x))

        return self._within("bounds", attempt)

    def second_within_bounds(self) -> str | None:
        """The same for Hessians."""

        def attempt(fun: Counted, x: Pair, bounds: Pair) -> str | None:
            return wrong(
                self.trial.differentiator.hessian(fun, x, bounds=bounds), fun.hessian(x), CONTRACT.second_derivative
            )

        return self._within("derivative=2 within bounds", attempt)

    def _within(self, what: str, attempt: Callable[[Counted, Pair, Pair], str | None]) -> str | None:
        """At the lower bound, at the upper one, at both, and close to both."""
        low, high = 0.25, 1.25
        for x in ((low, 0.7), (0.7, high), (high, low), (np.nextafter(low, 1.0), high - 1e-9)):
            fun = Counted()
            try:
                found = attempt(fun, x, (low, high))
            except NotImplementedError as error:
                raise NotRun(f"it refuses {what}: {error}") from error
            if fun.least < low or fun.most > high:
                return f"fun was evaluated between {fun.least!r} and {fun.most!r}, with bounds ({low}, {high})"
            if found:
                return f"at x = {[float(number) for number in x]}, with bounds ({low}, {high}), it is {found}"
        return None

    def with_error(self) -> str | None:
        """Without an error estimate, the derivative is as good and costs no more."""
        x = np.array([0.8, 0.4])
        estimates = {}
        for wanted in (True, False):
            probe, _ = gradient_probe(Counted(), x, None)
            estimates[wanted] = self.trial.differentiator.differentiate(probe, with_error=wanted)
        for wanted, estimate in estimates.items():
            found = first(
                self.trial.wrong(estimate.value, Counted.gradient(x)), uncovered(estimate, Counted.gradient(x))
            )
            if found:
                return f"with_error={wanted}: {found}"
        with_it, without = estimates[True], estimates[False]
        if without.evaluations > with_it.evaluations:
            return f"with_error=False took {without.evaluations} evaluations, True {with_it.evaluations}"
        if np.isfinite(without.error).any() and np.isinf(with_it.error).all():
            return "with_error=True gives infinite bounds, and False finite ones"
        return None
