"""How the check judges the gradients of each family, and which it judges wrongly."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import final

import numpy as np
from typing_extensions import override

import minigrad as mg
from examples.benchmarks.families.member import FACTORS, Claim, Family, Member, claims
from examples.benchmarks.verdict_corpus.case import Label

RAISED = "raised"
COLUMNS = ("right", "undecidable", *FACTORS, "neighbour", "own", "invisible")


@final
@dataclass
class VerdictRow:
    """The verdicts on one family.

    Attributes:
        family: its name.
        differentiator: what the slopes are from; None for the default of a check.
        counts: by column and verdict, "raised" where the check raised.
        evaluations: per entry, for each right gradient.
        offenders: right ones that fail, visible wrong ones that pass, and what was raised.
    """

    family: str
    differentiator: mg.Differentiator | None = None
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    evaluations: list[float] = field(default_factory=list)
    offenders: list[str] = field(default_factory=list)

    def add(self, claim: Claim, member: Member, seed: int) -> None:
        """Judge one claim."""
        column, (verdict, evaluations) = _column(claim), judged(claim, member, self.differentiator)
        self.counts[column, verdict.split(":")[0]] += 1
        if claim.label is Label.RIGHT and evaluations:
            self.evaluations.append(evaluations / member.x.size)
        bad = {"right": "fail", "undecidable": RAISED, "invisible": RAISED}.get(column, "pass")
        if verdict.split(":")[0] in (bad, RAISED):
            self.offenders.append(f"seed {seed}, {member.name}: {claim.kind} -> {verdict}")

    def cell(self, column: str) -> str:
        """PASS/FAIL/INCONCLUSIVE, and how often the check raised."""
        passed, failed, open_, raised = (self.counts[column, said] for said in ("pass", "fail", "inconclusive", RAISED))
        total = passed + failed + open_ + raised
        return f"{passed}/{failed}/{open_}" + (f" !{raised}" if raised else "") if total else "-"

    @override
    def __str__(self) -> str:
        cost = f"{np.median(self.evaluations):.1f}" if self.evaluations else "-"
        return f"{self.family:34}" + "".join(f"{self.cell(column):>13}" for column in COLUMNS) + f"{cost:>8}"


HEADER = f"{'PASS/FAIL/INCONCLUSIVE':34}" + "".join(f"{column:>13}" for column in COLUMNS) + f"{'evals':>8}"


def judged(claim: Claim, member: Member, differentiator: mg.Differentiator | None = None) -> tuple[str, int]:
    """The verdict and its evaluations; warnings count as exceptions."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            if differentiator is None:  # the first release, which is asked too, has no such argument
                report = mg.check_gradient(member.fun, claim.jac, member.x, rng=0)
            else:
                report = mg.check_gradient(member.fun, claim.jac, member.x, rng=0, differentiator=differentiator)
        except Exception as error:  # whatever it is, it is counted and named
            return f"{RAISED}: {type(error).__name__}: {str(error)[:80]}", 0
    return str(report.verdict.value), report.evaluations


def _column(claim: Claim) -> str:
    if claim.label is not Label.WRONG:
        return str(claim.label.value)
    if not claim.visible:
        return "invisible"
    return claim.kind if claim.kind in COLUMNS else "own"


def verdict_row(family: Family, seeds: Sequence[int], differentiator: mg.Differentiator | None = None) -> VerdictRow:
    """All claims of all these members."""
    row = VerdictRow(family.name, differentiator)
    for seed in seeds:
        member = family.make(seed)
        for claim in claims(family, member, seed):
            row.add(claim, member, seed)
    return row
