"""One check of an adjoint from beginning to end: contracts, products, entries, and the explanation of an error."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import numpy as np

from minigrad.arrays import EPSILON
from minigrad.checking.adjoints.adjoint_report import adjoint_report
from minigrad.checking.adjoints.adjoint_self_test import run_adjoint_self_test
from minigrad.checking.adjoints.apart.disagreement import Disagreement, explain
from minigrad.checking.adjoints.compared import Compared
from minigrad.checking.adjoints.linear_map import LinearMap, Pair, Unreadable, nearly_real
from minigrad.checking.adjoints.operators import Maps
from minigrad.checking.adjoints.probing import Probing, probe
from minigrad.checking.adjoints.products import products
from minigrad.checking.adjoints.remarks import Remarks
from minigrad.checking.adjoints.space import Space
from minigrad.checking.contracts.findings import FindingKind
from minigrad.checking.explaining.self_test import rounded_up
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.verdict import Verdict


def examine_adjoint(maps: Maps, rng: np.random.Generator, rtol: float | None) -> GradientReport:
    """The report on two maps.

    Args:
        maps: the forward map and what is claimed to be its adjoint; y becomes complex, or real, as the first answers.
        rng: for the arguments.
        rtol: what products may differ by in any case, relative to their size; None for nothing.
    """
    remarks = Remarks()
    forward = LinearMap("forward", maps.forward, maps.x, maps.y, remarks)
    try:
        adjoint = LinearMap("adjoint", maps.adjoint, *_answered(forward, rng), remarks)
    except Unreadable:
        return nothing_compared(forward.calls, remarks)
    wanted = maps.complex_linear and forward.domain.complex and forward.codomain.complex
    return examine_pair((forward, adjoint), rng, remarks, rtol, complex_linear=wanted)


def examine_pair(
    pair: Pair, rng: np.random.Generator, remarks: Remarks, rtol: float | None, *, complex_linear: bool = False
) -> GradientReport:
    """The report on a map and its adjoint, whose spaces are known."""
    try:
        probing = probe(pair, rng, remarks, complex_linear=complex_linear)
        return _judged(pair, probing, remarks, rtol)
    except Unreadable:
        return nothing_compared(pair[0].calls + pair[1].calls, remarks)


def nothing_compared(calls: int, remarks: Remarks) -> GradientReport:
    """The report where a map returned nothing that could be compared."""
    nothing = np.zeros(0)
    return adjoint_report(Compared.of((), nothing, nothing, nothing, nothing, 0.0), remarks.findings, calls, 0.0)


def _answered(forward: LinearMap, rng: np.random.Generator) -> tuple[Space, Space]:
    """The spaces of y and x, once the forward map has said whether y is complex."""
    answer = forward.first(forward.domain.draw(rng))
    wide = forward.domain.kind in "dD"
    rounding = answer.dtype.kind == "c" and not forward.domain.complex and nearly_real(answer, forward.epsilon)
    if answer.dtype.kind in "fc" and not rounding:
        kind = ("D" if wide else "F") if answer.dtype.kind == "c" else ("d" if wide else "f")
        forward.codomain = replace(forward.codomain, kind=kind)
    forward.read(answer)
    return forward.codomain, forward.domain


def _judged(pair: Pair, probing: Probing, remarks: Remarks, rtol: float | None) -> GradientReport:
    """Products, and entries where products differ."""
    compared = products(pair, probing, rtol or 0.0)
    narrow = max(linear.epsilon for linear in pair)
    of_entries = rtol or max(CHECK.rtol, CHECK.narrow_roundings * narrow if narrow > EPSILON["d"] else 0.0)
    test = run_adjoint_self_test(compared, probing)
    found, what = Disagreement(compared), "products"
    if compared.suspicious and not _broken(remarks):
        found, what = explain(pair, probing, compared, of_entries), "products and entries"
    notes = _sensitivity(test.visible, pair) if not found.note else (found.note,)
    return adjoint_report(
        found.compared,
        remarks.findings,
        pair[0].calls + pair[1].calls,
        of_entries,
        cause=found.cause,
        self_test=test,
        notes=notes,
        what=what if len(found.compared.names) > len(compared.names) else "products",
    )


def _broken(remarks: Remarks) -> bool:
    """Whether the maps have no entries that could be compared."""
    kinds = {FindingKind.NOT_LINEAR, FindingKind.KEEPS_STATE}
    return any(finding.verdict is Verdict.FAIL and finding.kind in kinds for finding in remarks.findings)


def _sensitivity(visible: float, pair: Pair) -> tuple[str, ...]:
    """What a single wrong entry must be off by to show."""
    entry = visible * sqrt(max(linear.domain.size for linear in pair))
    if not entry < 1.0:
        return ()
    return (f"in a single entry, as large as the others of its row and column, an error of {rounded_up(entry)} shows",)
