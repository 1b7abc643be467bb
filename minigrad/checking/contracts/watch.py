"""Calls fun and jac, and watches what they do besides computing.

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
from minigrad.checking.contracts.alike import same
from minigrad.checking.contracts.findings import Finding, FindingKind
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.verdict import Verdict
from minigrad.probes.function_types import ScalarFunction
from minigrad.probes.line_probe import LineProbe
from minigrad.probes.origin import Bounds, Origin, as_origin
from minigrad.probes.problems import gradient_probe
from minigrad.probes.returned_values import read_number
from minigrad.probes.workers.worker_types import MapLike


@final
@dataclass
class Watch:
    """fun and jac at x under observation; findings are collected as they turn up.

    Attributes:
        fun, jac: as the caller gave them.
        x: the point in the type that jac gets it in.
        origin: the same in float64, with its bounds.
        given: x itself as the caller passed it.
        probe: values of fun around x; it counts all evaluations.
        findings: what turned up so far.
        first_value: fun(x) at the first call.
        claimed: what jac returned at x at the first call.
        overwritten: whether a later call of jac changed the array that the first one had returned.
    """

    fun: ScalarFunction
    jac: Callable[[FloatArray], npt.ArrayLike]
    x: FloatArray
    origin: Origin
    given: npt.ArrayLike
    probe: LineProbe
    findings: list[Finding] = field(default_factory=list)
    first_value: float = field(init=False)
    claimed: AnyArray = field(init=False)
    overwritten: bool = False

    @staticmethod
    def of(
        fun: ScalarFunction,
        jac: Callable[[FloatArray], npt.ArrayLike],
        x: FloatArray,
        *,
        given: npt.ArrayLike,
        bounds: Bounds = None,
        workers: MapLike | None = None,
    ) -> Watch:
        """fun and jac at x, before the first call of either; arguments as of :func:`~minigrad.check_gradient`."""
        probe, _ = gradient_probe(fun, x, bounds, workers=workers)
        return Watch(fun, jac, x, as_origin(x, bounds), given, probe)

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
        self.first_value = self.value()
        return self.first_value

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
        self.claimed = returned.copy()
        if not same(given, self.x):
            self.note(FindingKind.JAC_WRITES_INTO_X, "the array passed to it was changed; let it work on a copy")
        if np.shares_memory(returned, given):
            self.note(FindingKind.JAC_RETURNS_ALIAS, "it returned (part of) its own input; return a new array")
        self._call_jac_elsewhere()
        self.overwritten = not same(returned, self.claimed)
        return self.claimed

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
        return self.origin.clip(np.asarray(self.origin.x * (1.0 - CHECK.nearby) - CHECK.nearby * (self.origin.x == 0)))


def described(error: Exception) -> str:
    """An exception in a few words."""
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
