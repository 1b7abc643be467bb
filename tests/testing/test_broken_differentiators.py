"""One differentiator for each clause that breaks it, and that one only; and unusual ones that keep all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import final

import numpy as np
import pytest
from typing_extensions import override

from minigrad.arrays import Float64Array
from minigrad.differentiators import (
    BackwardDifference,
    CentralDifference,
    ComplexStep,
    Differentiator,
    Estimate,
    ForwardDifference,
    Probe,
    Status,
)
from minigrad.testing import ContractError, check_differentiator

RIGHT = CentralDifference()


def _unbounded(probe: Probe) -> Estimate:
    """(f(x + h) - f(x - h)) / 2h, wherever the bounds are."""
    line, step = np.arange(probe.size), np.full(probe.size, 1e-5)
    value = (probe.values(line, step) - probe.values(line, -step)) / (2.0 * step)
    return Estimate(value, np.full(probe.size, np.inf), step, np.zeros(probe.size, np.int8), probe.evaluations)


@final
@dataclass(frozen=True)
class Wrong(Differentiator):
    """A central difference with a mistake that can be chosen."""

    mistake: str = ""
    calls: list[int] = field(default_factory=list)

    @override
    def differentiate(self, probe: Probe, *, derivative: int = 1, with_error: bool = True) -> Estimate:
        if self.mistake in ("counts", "keeps"):
            self.calls.append(1)
        if self.mistake == "ignores derivative" or (self.mistake == "refuses the second" and derivative > 1):
            if derivative > 1 and self.mistake == "refuses the second":
                raise NotImplementedError("not yet")
            return RIGHT.differentiate(probe, with_error=with_error)
        if self.mistake == "no third" and derivative == 3:
            return RIGHT.differentiate(probe, derivative=2, with_error=with_error)
        if self.mistake == "ignores bounds" and derivative == 1:
            return _unbounded(probe)
        if self.mistake == "refuses bounds" and probe.geometry.bounded:
            raise NotImplementedError("not yet")
        if self.mistake == "numbers out of nothing" and derivative == 1 and not np.isfinite(probe.base()).all():
            nothing = np.zeros(probe.size)
            return Estimate(nothing, nothing, nothing, np.zeros(probe.size, np.int8), probe.evaluations)
        if self.mistake == "swallows":
            return self._swallowing(probe, derivative, with_error)
        return self._spoilt(
            RIGHT.differentiate(probe, derivative=derivative, with_error=with_error), probe, with_error, derivative
        )

    def _swallowing(self, probe: Probe, derivative: int, with_error: bool) -> Estimate:
        try:
            return RIGHT.differentiate(probe, derivative=derivative, with_error=with_error)
        except Exception:
            nothing = np.zeros(probe.size)
            return Estimate(nothing, nothing + np.inf, nothing, np.zeros(probe.size, np.int8), probe.evaluations)

    def _spoilt(self, right: Estimate, probe: Probe, with_error: bool, derivative: int) -> Estimate:
        nothing = np.zeros(probe.size)
        if self.mistake == "twice":
            return replace(right, value=2.0 * right.value)
        if self.mistake == "first line only":
            return replace(right, value=np.where(np.arange(probe.size) < 3, right.value, 0.0))
        if self.mistake in ("error 0", "error NaN") and with_error and derivative == 1:
            return replace(right, error=nothing + (0.0 if self.mistake == "error 0" else np.nan))
        if self.mistake == "false bound without error" and not with_error:
            return replace(right, error=nothing)
        if self.mistake == "errors the other way round":
            return replace(right, error=nothing + (np.inf if with_error else 1.0))
        if self.mistake == "drawn steps":
            return replace(right, step=right.step * np.random.default_rng().uniform(1.0, 2.0))
        if self.mistake == "error 0 of the second" and derivative == 2:
            return replace(right, error=nothing)
        if self.mistake == "counts":
            return replace(right, value=right.value * (1.0 + 1e-9 * len(self.calls)))
        return replace(right, evaluations=right.evaluations + (self.mistake == "miscounts"))


@pytest.mark.parametrize(
    ("mistake", "clause", "how", "advice"),
    [
        ("twice", "gradients are right", "that of sum of squares is off by 4.2", "correct the formula"),
        ("first line only", "derivatives, partial and directional", "jacobian is off by 4.2", "probe.size"),
        ("ignores derivative", "second derivatives are right", "the Hessian is off by", "raise NotImplementedError"),
        ("no third", "third derivatives are right", "that of sin is off by", "raise NotImplementedError"),
        ("ignores bounds", "bounds are kept:", r"at x = \[0.25, 0.7\].*it is off by", "probe.geometry.lower"),
        ("error 0", "error bounds hold", "exceeds its own bound 0", "never 0 or NaN"),
        ("error NaN", "error bounds hold", "exceeds its own bound nan", "never 0 or NaN"),
        (
            "false bound without error",
            "with_error=False gives",
            "with_error=False: the error .* exceeds",
            "return infinite bounds",
        ),
        (
            "errors the other way round",
            "with_error=False gives",
            "True gives infinite bounds, and False finite ones",
            "return bounds where it is True",
        ),
        ("counts", "the same call gives the same answer", "values of two calls", "keep nothing"),
        (
            "keeps",
            "the same call gives the same answer",
            "it keeps something of a call in its attribute `calls`",
            "keep nothing",
        ),
        ("drawn steps", "the same call gives the same answer", "steps of two calls differ", "draw nothing"),
        (
            "error 0 of the second",
            "second derivatives are right",
            "exceeds its own bound 0",
            "return second derivatives",
        ),
        (
            "numbers out of nothing",
            "error bounds hold",
            "a function that is NaN everywhere, it gives numbers",
            "infinity where nothing is known",
        ),
        ("miscounts", "evaluations are counted", "estimate made 17 calls and counted 18", "return probe.evaluations"),
        ("swallows", "exceptions of fun go through", "exception of call 1 was swallowed", "catch no exceptions"),
    ],
)
def test_a_broken_differentiator_breaks_one_clause_and_is_told_what_to_do(
    mistake: str, clause: str, how: str, advice: str
) -> None:
    with pytest.raises(ContractError) as caught:
        check_differentiator(Wrong(mistake))
    (text,) = caught.value.broken
    assert text.startswith(clause), text
    assert re.search(f"(?s){how}.*What to do: .*{advice}", text), text


def test_one_that_costs_more_without_error() -> None:
    with pytest.raises(ContractError, match=r"with_error=False took .* evaluations, True"):
        check_differentiator(_Dearer())


@final
@dataclass(frozen=True)
class _Dearer(Differentiator):
    @override
    def differentiate(self, probe: Probe, *, derivative: int = 1, with_error: bool = True) -> Estimate:
        return RIGHT.differentiate(probe, derivative=derivative, with_error=not with_error)


@pytest.mark.parametrize(
    ("mistake", "said"),
    [
        (
            "refuses the second",
            (
                "second derivatives are right (derivative=2) (it refuses derivative=2: not yet)",
                "third derivatives are right (derivative=3) (it refuses derivative=3: not yet)",
                "bounds are kept by second derivatives (it refuses derivative=2 within bounds: not yet)",
            ),
        ),
        (
            "refuses bounds",
            (
                "bounds are kept (it refuses bounds: not yet)",
                "bounds are kept by second derivatives (it refuses derivative=2 within bounds: not yet)",
            ),
        ),
    ],
)
def test_a_refusal_is_said(mistake: str, said: tuple[str, ...]) -> None:
    assert check_differentiator(Wrong(mistake)).not_run == said


def test_no_error_bounds_are_said() -> None:
    (said,) = check_differentiator(Textbook()).not_run
    assert said == "error bounds hold (all bounds are infinite: it makes no promise about its errors)"


@final
@dataclass(frozen=True)
class Textbook(Differentiator):
    """(f(x + h) - f(x)) / h, away from the bounds, and nothing known of its error."""

    @override
    def differentiate(self, probe: Probe, *, derivative: int = 1, with_error: bool = True) -> Estimate:
        if derivative > 1:
            return replace(RIGHT.differentiate(probe, derivative=derivative), error=np.full(probe.size, np.inf))
        line, step = np.arange(probe.size), np.where(probe.geometry.upper < 1e-6, -1e-7, 1e-7)
        value: Float64Array = (probe.values(line, step) - probe.base()) / step
        unknown, status = np.full(probe.size, np.inf), np.full(probe.size, Status.CONVERGED)
        return Estimate(value, unknown, step, status, probe.evaluations)


@pytest.mark.parametrize(
    "method", [Wrong(), ForwardDifference(), BackwardDifference(), ComplexStep()], ids=lambda m: type(m).__name__
)
def test_a_right_differentiator_keeps_its_contract(method: Differentiator) -> None:
    result = check_differentiator(method)
    assert len(result.kept) + len(result.not_run) == 12
