"""fun and jac at x under observation: what is known of them, and findings on what they do besides computing.

A gradient can be right in its numbers and still ruin a training run: when it writes into its input, adds to an old
result, reads what the last call of fun left behind, or hands out an array that the next call overwrites.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import prod
from typing import final

import numpy as np

from minigrad.arrays import EPSILON, AnyArray, Float64Array, FloatArray, Shape
from minigrad.checking.contracts.alike import same
from minigrad.checking.contracts.findings import Finding, FindingKind
from minigrad.checking.contracts.matrices import Jacobian, Matrix, as_matrix
from minigrad.checking.contracts.subject import Subject
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.verdict import Verdict
from minigrad.checking.sparse.claimed_entries import entries_at, shape_of
from minigrad.checking.sparse.completed_pattern import CompletedPattern
from minigrad.probes.origin import Origin
from minigrad.probes.outputs.sparsity import Sparsity
from minigrad.probes.probe import Probe
from minigrad.structures.structured_claims import StructuredClaim, StructuredJac


@final
@dataclass
class Watch:
    """fun and jac at x under observation; findings are collected as they turn up.

    Attributes:
        subject: fun, x, and the lines along which fun is differentiated.
        jac: as the caller gave it.
        findings: what turned up so far.
        probe: values of fun around x; it counts all evaluations.
        output_shape: the shape F of what fun returns.
        first_value: fun(x) at the first call, (k,).
        pattern: the entries that the caller says there are, where these may not be all.
        claimed: what jac returned at x at the first call; of a pattern, its entries.
        claimed_epsilon: for each entry of it, the epsilon of the type whose rounding it carries, 0 for float64.
        claimed_shape: the shape of all that jac returned last, where there is a pattern.
        overwritten: whether a later call of jac changed the array that the first one had returned.
        sparse: whether a sparse matrix stands for its entries, and the probe shows no others; it starts after the first
            call of jac.
        completed: what lies outside of the pattern, where there is one.
    """

    subject: Subject
    jac: Jacobian
    findings: list[Finding] = field(default_factory=list)
    probe: Probe = field(init=False)
    output_shape: Shape = field(init=False)
    first_value: Float64Array = field(init=False)
    claimed: AnyArray = field(init=False)
    claimed_epsilon: Float64Array = field(init=False)
    claimed_shape: Shape = field(init=False)
    pattern: Sparsity | None = None
    overwritten: bool = False
    sparse: bool = False
    completed: CompletedPattern | None = None

    @property
    def x(self) -> FloatArray:
        """The point in the type that jac gets it in."""
        return self.subject.x

    @property
    def origin(self) -> Origin:
        """The same in float64, with its bounds."""
        return self.subject.origin

    @property
    def claim_shape(self) -> Shape:
        """The shape that jac should return: that of what fun returns, followed by that of x."""
        return (*self.output_shape, *self.subject.lines_shape)

    def note(self, kind: FindingKind, message: str, verdict: Verdict = Verdict.FAIL) -> None:
        """Add a finding, once."""
        if not self.noted(kind):
            self.findings.append(Finding(kind, message, verdict))

    def noted(self, kind: FindingKind) -> bool:
        """Whether there is such a finding."""
        return any(finding.kind == kind for finding in self.findings)

    def note_change(self, first: Float64Array, later: Float64Array) -> None:
        """What fun returns at x is no longer what it was."""
        output = int(np.argmax(np.nan_to_num(np.abs(later - first))))
        where = f" in {self.subject.output_name(self.output_shape, output)}" if first.size > 1 else ""
        self.note(
            FindingKind.FUN_IS_STATEFUL,
            f"it returned {first[output]:.10g}{where} at x at first, and {later[output]:.10g} after fun and jac had "
            "been called; one of them changes what fun computes from: let it work on copies",
        )

    def start(self, completed: CompletedPattern | None) -> None:
        """The probe, once it is known of which entries."""
        self.completed = completed
        if completed is None:
            self.probe = self.subject.probe(self.first_value)
            if self.probe.size != self.first_value.size * prod(self.subject.lines_shape):
                raise ValueError(
                    f"`fun` must return arrays of one shape, got {self.output_shape} at x, and then another"
                )
        else:
            self.probe, self.subject = completed.probe, replace(self.subject, pattern=completed.probe.sparsity)
        self.probe.count(1)

    def read(self, returned: Matrix) -> AnyArray:
        """What jac returned, as an array; of a pattern, its entries, if it has the right number of them all."""
        if self.subject.pattern is None:
            return as_matrix("jac(x)", returned)
        self.claimed_shape = shape_of(returned)
        fits = prod(self.claimed_shape) == prod(self.subject.pattern.shape)
        return entries_at(returned, self.subject.pattern) if fits else np.zeros(0)

    def value(self) -> Float64Array:
        """fun at x, (k,)."""
        given = self.origin.x.copy()
        return self.watched(self.value_at(given), given)

    def watched(self, result: Float64Array, given: Float64Array) -> Float64Array:
        """What fun returned at x, (k,), once what it did to its argument, and what is not finite, is noted."""
        if not same(given, self.origin.x):
            self.note(FindingKind.FUN_WRITES_INTO_X, "the array passed to it was changed; let it work on a copy")
        if not np.isfinite(result).all():
            self.note(FindingKind.FUN_NOT_FINITE, self._not_finite(result), Verdict.INCONCLUSIVE)
        return result

    def _not_finite(self, result: Float64Array) -> str:
        bad = np.flatnonzero(~np.isfinite(result))
        where = f" in {self.subject.output_name(self.output_shape, int(bad[0]))}" if result.size > 1 else ""
        more = f" (and in {bad.size - 1} more)" if bad.size > 1 else ""
        return (
            f"it returned {result[bad[0]]}{where}{more} at x, where there is no slope to compare with; choose a point "
            "inside its domain"
        )

    def value_at(self, point: Float64Array) -> Float64Array:
        """fun at a point, unwatched, (k,); it gets this very array."""
        self.probe.count(1)
        return self.subject.outputs_at(point, self.output_shape)

    def claim_at(self, point: FloatArray) -> AnyArray:
        """A new array of what jac claims at a point, unwatched; it gets this very array."""
        return np.array(self.read(self.jac(point)))

    def double_claim(self) -> tuple[AnyArray, Float64Array]:
        """What jac claims at x in double precision, and the epsilons of the types in which it answers."""
        jac = replace(self.jac, double=True) if isinstance(self.jac, StructuredJac) else self.jac
        returned = jac(self.origin.x.copy())
        array = np.array(self.read(returned))
        return array, epsilons_of(returned, array)

    def conjugate(self, claimed: Float64Array) -> Float64Array:
        """Take what jac claims of complex x for the conjugate of what is asked for, from now on; returns that of what
        it has claimed."""
        if not isinstance(self.jac, StructuredJac):
            return claimed
        self.jac = replace(self.jac, conjugate=True)
        signs = np.tile(self.jac.structure.signs, claimed.size // self.x.size)
        self.claimed = self.claimed.astype(np.float64) * signs.reshape(self.claimed.shape)
        return claimed * signs

    def call_fun_elsewhere(self) -> None:
        """fun next to x, whatever it does there."""
        try:
            self.value_at(self.nearby())
        except Exception:  # outside its domain
            return

    def nearby(self) -> Float64Array:
        """A point a little closer to 0, where nothing can overflow."""
        return self.origin.clip(np.asarray(self.origin.x * (1.0 - CHECK.nearby) - CHECK.nearby * (self.origin.x == 0)))


def epsilons_of(returned: Matrix | StructuredClaim, array: AnyArray) -> Float64Array:
    """For each entry, the epsilon of the type in which it came, 0 for float64."""
    if isinstance(returned, StructuredClaim):
        return returned.epsilons
    narrow = array.dtype.kind == "f" and array.dtype.itemsize < 8
    return np.full(array.size, EPSILON[array.dtype.char] if narrow else 0.0)
