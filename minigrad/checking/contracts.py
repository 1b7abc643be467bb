"""Calls fun and jac a few times and watches what they do besides computing.

A gradient can be right in its numbers and still ruin a training run: when it writes into its input, adds to an old result,
or hands out an array that the next call overwrites.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import SupportsFloat, TypeAlias, final

import numpy as np
import numpy.typing as npt

from minigrad.arrays import AnyArray, Float64Array, FloatArray
from minigrad.checking.findings import Finding, FindingKind
from minigrad.checking.sampler import OUTSIDE
from minigrad.checking.verdict import Verdict
from minigrad.differentiators.evaluators import read_number

Fun: TypeAlias = Callable[[Float64Array], SupportsFloat]
Jac: TypeAlias = Callable[[Float64Array], npt.ArrayLike] | Callable[[FloatArray], npt.ArrayLike]

ROUNDING = 16.0 * 2.0**-52
REPEATS = 6


@final
@dataclass
class Watch:
    """fun and jac at x under observation; findings are collected as they turn up."""

    fun: Fun
    jac: Callable[[FloatArray], npt.ArrayLike]
    x: FloatArray
    findings: list[Finding] = field(default_factory=list)
    evaluations: int = 0

    def note(self, kind: FindingKind, message: str, verdict: Verdict = Verdict.FAIL) -> None:
        """Add a finding, once."""
        if all(finding.kind != kind for finding in self.findings):
            self.findings.append(Finding(kind, message, verdict))

    def gradient(self) -> AnyArray:
        """What jac claims at x, copied before anything else can happen to it."""
        given = self.x.copy()
        returned: AnyArray = np.asarray(self.jac(given))
        claimed = returned.copy()
        if not _same(given, self.x):
            self.note(FindingKind.JAC_WRITES_INTO_X, "the array passed to it was changed; let it work on a copy")
        if np.shares_memory(returned, given):
            self.note(FindingKind.JAC_RETURNS_ALIAS, "it returned (part of) its own input; return a new array")
        self._call_again(returned, claimed)
        return claimed

    def value(self) -> float:
        """fun at x."""
        given = self.x.astype(np.float64)
        before = given.copy()
        result = float(read_number(self.fun(given)))
        self.evaluations += 1
        if not _same(given, before):
            self.note(FindingKind.FUN_WRITES_INTO_X, "the array passed to it was changed; let it work on a copy")
        if not np.isfinite(result):
            self.note(FindingKind.FUN_NOT_FINITE, f"it returned {result} at x; choose a point inside its domain")
        return result

    def value_at(self, point: Float64Array) -> float:
        """fun at another point, unwatched."""
        self.evaluations += 1
        return float(read_number(self.fun(point.copy())))

    def _call_again(self, returned: AnyArray, claimed: AnyArray) -> None:
        """Once somewhere else, which must not change the first result; once more at x, which must repeat it."""
        self._call_elsewhere()
        overwritten = not _same(returned, claimed)
        again: AnyArray = np.array(self.jac(self.x.copy()))
        if not _same(again, claimed):
            self._changed(claimed, again)
        elif overwritten:
            self.note(FindingKind.JAC_RETURNS_ALIAS, "a later call changed the array that an earlier call had returned; "
                      "return a new array each time")

    def _call_elsewhere(self) -> None:
        nearby = np.asarray(self.x * (1.0 + 1e-6) + 1e-9 * (self.x == 0), dtype=self.x.dtype)
        with np.errstate(all="ignore"):
            try:
                self.jac(nearby)
            except Exception:  # whatever jac does elsewhere is not on trial; at x nothing is caught
                self.jac(self.x.copy())

    def _changed(self, claimed: AnyArray, again: AnyArray) -> None:
        if claimed.shape != again.shape or claimed.dtype.kind not in "fiu":
            self.note(FindingKind.JAC_IS_STATEFUL, "called twice at the same x it returned different results")
            return
        ratio = float(np.linalg.norm(again)) / max(float(np.linalg.norm(claimed)), np.finfo(np.float64).tiny)
        if 1.5 < ratio < 4.0 and _parallel(claimed, again):
            self.note(FindingKind.JAC_ACCUMULATES, f"the third call returned {ratio:.3g} times the first; "
                      "start each call from zeros instead of adding to an old result")
        else:
            self.note(FindingKind.JAC_IS_STATEFUL, "called again at the same x it returned something else; "
                      "it must depend on its argument alone")


def repeatable(watch: Watch, first: float, second: float) -> float:
    """Note it when fun differs from call to call, and return the standard deviation of what it returns."""
    rounding = ROUNDING * max(abs(first), abs(second))  # matrix products may round differently at other memory addresses
    if abs(first - second) <= rounding or not (np.isfinite(first) and np.isfinite(second)):
        return 0.0
    values = [first, second, *(watch.value() for _ in range(REPEATS))]
    spread = float(np.std(values, ddof=1))
    watch.note(
        FindingKind.FUN_NOT_DETERMINISTIC,
        f"repeated calls at x differ by {spread:.1e} (standard deviation); fix the random numbers that it uses",
        Verdict.PASS,
    )
    return spread


def as_gradient(watch: Watch, claimed: AnyArray) -> Float64Array | None:
    """The claimed gradient as n float64 numbers, or None where it cannot be read as that."""
    if claimed.dtype.kind not in "fiu":
        watch.note(FindingKind.JAC_DTYPE, f"it returned dtype {claimed.dtype}; return real numbers")
        return None
    if claimed.size != watch.x.size:
        watch.note(FindingKind.JAC_SHAPE, f"it returned shape {claimed.shape} for x of shape {watch.x.shape}")
        return None
    if claimed.shape != watch.x.shape and claimed.size > 1:
        watch.note(FindingKind.JAC_SHAPE, f"it returned shape {claimed.shape} for x of shape {watch.x.shape}; entries were "
                   "compared in C order")
    _note_dtype(watch, claimed)
    flat = claimed.reshape(-1).astype(np.float64)
    if not np.isfinite(flat).all():
        bad = int(np.argmin(np.isfinite(flat)))
        watch.note(FindingKind.JAC_NOT_FINITE, f"entry {bad} (counted in C order) is {flat[bad]}")
    return flat


def _note_dtype(watch: Watch, claimed: AnyArray) -> None:
    if claimed.dtype.kind in "iu" or claimed.dtype.itemsize < watch.x.dtype.itemsize:
        watch.note(FindingKind.JAC_DTYPE, f"it returned dtype {claimed.dtype} for x of dtype {watch.x.dtype}", Verdict.PASS)


def _same(one: AnyArray, other: AnyArray) -> bool:
    return one.shape == other.shape and bool(np.array_equal(one, other, equal_nan=one.dtype.kind in "fc"))


def _parallel(one: AnyArray, other: AnyArray) -> bool:
    a, b = one.reshape(-1).astype(np.float64), other.reshape(-1).astype(np.float64)
    size = float(np.linalg.norm(a)) * float(np.linalg.norm(b))
    return size > 0 and float(a @ b) > 0.999 * size
