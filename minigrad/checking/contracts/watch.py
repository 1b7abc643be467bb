"""Calls fun and jac a few times and watches what they do besides computing.

A gradient can be right in its numbers and still ruin a training run: when it writes into its input, adds to an old
result, reads what the last call of fun left behind, or hands out an array that the next call overwrites.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import final

import numpy as np
import numpy.typing as npt

from minigrad.arrays import AnyArray, Float64Array, FloatArray, as_array
from minigrad.checking.contracts.alike import alike, close, same
from minigrad.checking.contracts.findings import Finding, FindingKind
from minigrad.checking.rules.verdict import Verdict
from minigrad.probes.function_types import ScalarFunction
from minigrad.probes.origin import Origin
from minigrad.probes.probe import Probe
from minigrad.probes.returned_values import read_number

NEARBY = 1e-6
"""How far from x jac and fun are called in between, relative to x."""


@final
@dataclass
class Watch:
    """fun and jac at x under observation; findings are collected as they turn up.

    Attributes:
        fun, jac: as the caller gave them.
        x: the point in the type that jac gets it in.
        origin: the same in float64, with its bounds.
        given: x itself as the caller passed it.
        findings: what turned up so far.
        probe: counts the evaluations.
    """

    fun: ScalarFunction
    jac: Callable[[FloatArray], npt.ArrayLike]
    x: FloatArray
    origin: Origin
    given: npt.ArrayLike
    probe: Probe
    findings: list[Finding] = field(default_factory=list)
    _first: float = field(init=False)
    _claimed: AnyArray = field(init=False)
    _overwritten: bool = False

    def note(self, kind: FindingKind, message: str, verdict: Verdict = Verdict.FAIL) -> None:
        """Add a finding, once."""
        if not self.noted(kind):
            self.findings.append(Finding(kind, message, verdict))

    def noted(self, kind: FindingKind) -> bool:
        """Whether there is such a finding."""
        return any(finding.kind == kind for finding in self.findings)

    def note_change(self, first: float, later: float) -> None:
        """What fun returns at x is no longer what it was."""
        self.note(
            FindingKind.FUN_IS_STATEFUL,
            f"it returned {first:.10g} at x at first, and {later:.10g} after fun and jac had "
            "been called; one of them changes what fun computes from: let it work on copies",
        )

    def begin(self) -> float:
        """fun at x for the first time, before jac is called: a gradient may need what it leaves behind."""
        self._first = self.value()
        return self._first

    def value(self) -> float:
        """fun at x."""
        given = self.origin.x.copy()
        result = self.value_at(given)
        if not same(given, self.origin.x):
            self.note(FindingKind.FUN_WRITES_INTO_X, "the array passed to it was changed; let it work on a copy")
        if not np.isfinite(result):
            self.note(
                FindingKind.FUN_NOT_FINITE,
                f"it returned {result} at x, where there is no slope to compare with; choose a point inside its domain",
                Verdict.INCONCLUSIVE,
            )
        return result

    def value_at(self, point: Float64Array) -> float:
        """fun at a point, unwatched; it gets this very array."""
        self.probe.count(1)
        return float(read_number(self.fun(point)))

    def gradient(self) -> AnyArray:
        """What jac claims at x, copied before anything else can happen to it."""
        given = self.x.copy()
        returned = as_array("jac(x)", self.jac(given))
        self._claimed = returned.copy()
        if not same(given, self.x):
            self.note(FindingKind.JAC_WRITES_INTO_X, "the array passed to it was changed; let it work on a copy")
        if np.shares_memory(returned, given):
            self.note(FindingKind.JAC_RETURNS_ALIAS, "it returned (part of) its own input; return a new array")
        self._call_jac_elsewhere()
        self._overwritten = not same(returned, self._claimed)
        return self._claimed

    def repeat(self) -> None:
        """jac at x twice more, after fun and jac were called elsewhere: both must return what the first call
        returned."""
        again, twice = self._once_more(), self._once_more()
        if again is None or twice is None:
            return
        if not (alike(again, self._claimed) and alike(twice, self._claimed)):
            self._blame(again, twice)
        elif self._overwritten:
            self.note(
                FindingKind.JAC_RETURNS_ALIAS,
                "a later call changed the array that an earlier call had returned; return a new array each time",
            )

    def call_fun_elsewhere(self) -> None:
        """fun next to x, whatever it does there."""
        try:
            self.value_at(self._nearby())
        except Exception:  # outside its domain
            return

    def _call_jac_elsewhere(self) -> None:
        try:
            self.jac(self._nearby().astype(self.x.dtype))
        except Exception as error:  # only at x nothing is caught
            self.note(FindingKind.JAC_RAISES, f"next to x it raised {described(error)}", Verdict.PASS)

    def _nearby(self) -> Float64Array:
        """A point a little closer to 0, where nothing can overflow."""
        return self.origin.clip(np.asarray(self.origin.x * (1.0 - NEARBY) - NEARBY * (self.origin.x == 0)))

    def _once_more(self) -> AnyArray | None:
        try:
            return np.array(self.jac(self.x.copy()))
        except Exception as error:  # it did not raise at first, and what it returned then can be judged
            self._note_stateful(f"raised {described(error)}")
            return None

    def _note_stateful(self, did: str) -> None:
        self.note(
            FindingKind.JAC_IS_STATEFUL, f"called again at the same x it {did}; it must depend on its argument alone"
        )

    def _blame(self, again: AnyArray, twice: AnyArray) -> None:
        """Who is to blame for different results at the same x: it shows in what fun(x), and jac(x) after it, return
        now."""
        value = self.value()
        fresh = self._once_more()
        if not close(value, self._first) and not self.noted(FindingKind.FUN_NOT_DETERMINISTIC):
            self.note_change(self._first, value)
        elif fresh is not None and alike(fresh, self._claimed):
            self.note(
                FindingKind.JAC_READS_FUN,
                "at the same x it repeats itself only straight after fun(x): it reads what the last call of fun left "
                "behind; compute everything from the argument, and change no array that is kept",
            )
        elif (
            again.shape == twice.shape
            and again.dtype.kind in "fiu"
            and alike(twice.astype(np.float64) - again.astype(np.float64), self._claimed)
        ):
            self.note(
                FindingKind.JAC_ACCUMULATES,
                "every call at the same x returns the gradient once more, added to the last "
                "result; start each call from zeros",
            )
        else:
            self._note_stateful("returned something else")


def described(error: Exception) -> str:
    """An exception in a few words."""
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
