"""Which of the three disagrees with the other two: jvp, vjp, or differences of fun."""

from __future__ import annotations

import re
from dataclasses import replace

from minigrad.checking.adjoints.adjoint_settings import ADJOINT
from minigrad.checking.adjoints.examine_adjoint import examine_pair, nothing_compared
from minigrad.checking.adjoints.linearity import observe
from minigrad.checking.adjoints.remarks import Remarks
from minigrad.checking.contracts.findings import Finding, FindingKind
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.triangle.both_products import BothProducts
from minigrad.checking.triangle.merged_reports import about, merged, renamed

AGREE = "jvp agrees with differences of fun, and <J v, w> = <v, J' w>: so does vjp"
"""The note where all is well."""


def compare_sides(both: BothProducts) -> GradientReport:
    """jvp against differences and against vjp; vjp against differences where these two leave a doubt."""
    forward, remarks = both.forward_report(), Remarks()
    if forward is None:
        return _reverse_alone(both, remarks)
    forward, spent = about("jvp", forward), 1 + forward.evaluations
    pair = both.pair(remarks)
    if pair is None:
        return merged([forward], spent)
    product = examine_pair(pair, both.terms.rng, remarks, both.terms.rtol)
    if not product.names:  # which says what jvp or vjp returned, in better words
        said_twice = (FindingKind.JAC_SHAPE, FindingKind.JAC_NOT_FINITE)
        forward = replace(forward, findings=tuple(each for each in forward.findings if each.kind not in said_twice))
    if (forward.passed and not _refuted(product)) or not product.names:
        return merged([forward, product], spent, notes=(AGREE,) if forward.passed and product.passed else ())
    reverse = _reverse(both)
    side = _side(forward, product, reverse)
    if side is not None and side.kind is not FindingKind.VJP_IS_WRONG:
        product = replace(product, cause=None)  # it takes jvp for right
    return merged([forward, product, reverse], spent + reverse.evaluations, [] if side is None else [side])


def _reverse_alone(both: BothProducts, remarks: Remarks) -> GradientReport:
    """vjp against differences of fun; where it fails for random vectors, entry by entry."""
    alone = both.reverse(remarks)
    if alone is not None and not observe(alone, both.terms.rng, remarks):
        return replace(nothing_compared(1, remarks), compared="numbers")
    reverse = _reverse(both)
    spent = 1 + reverse.evaluations
    if not reverse.counts[1] or both.place.subject.x.size > ADJOINT.all_entries:
        return merged([reverse], spent, remarks.findings)
    entries = about("vjp", both.entries_report())
    notes = ("entries are those of vjp(x, w) with a random w, against slopes of w . fun",)
    return merged([entries, reverse], spent + entries.evaluations, remarks.findings, notes)


def _reverse(both: BothProducts) -> GradientReport:
    """vjp against differences: numbers <J v, w> with vectors that no other comparison has."""
    before = 2 * ADJOINT.pairs

    def rename(name: str) -> str:
        found = re.fullmatch(r"\(W J v(\d+)\)\[(\d+)\]", name)
        if found is None:
            return name
        return f"<J v{int(found[1]) + CHECK.products + before}, w{int(found[2]) + 1 + before}>"

    return about("vjp", renamed(both.reverse_report(), rename))


def _side(forward: GradientReport, product: GradientReport, reverse: GradientReport) -> Finding | None:
    """What the three comparisons say of jvp and vjp; nothing where they are not refuted."""
    jvp_fails, vjp_fails = (_refuted(report) for report in (forward, reverse))
    fit = not _refuted(product)
    if jvp_fails and vjp_fails:
        how = "they agree with each other: both are of another function, or have the same mistake"
        message = f"neither agrees with differences of fun; {how if fit else 'nor do they fit each other'}"
        return Finding(FindingKind.BOTH_ARE_WRONG, message)
    if jvp_fails:
        return Finding(FindingKind.JVP_IS_WRONG, _alone("vjp", "jvp", reverse))
    if vjp_fails or (not fit and forward.passed and not reverse.passed):
        return Finding(FindingKind.VJP_IS_WRONG, _alone("jvp", "vjp", forward))
    if not fit:
        message = "<J v, w> is not <v, J' w>, and differences of fun along random directions cannot tell which is off"
        return Finding(FindingKind.ONE_IS_WRONG, message)
    return None


def _alone(other: str, wrong: str, others: GradientReport) -> str:
    """What is said of a side that is wrong."""
    if others.passed:
        return f"{other} agrees with differences of fun, and {wrong} with neither of the two"
    return f"it does not agree with differences of fun; about {other} these leave a doubt"


def _refuted(report: GradientReport) -> bool:
    """Whether numbers differ, whatever the findings."""
    return report.counts[1] > 0
