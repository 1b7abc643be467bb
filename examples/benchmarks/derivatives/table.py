"""The verdicts on a kind of claims, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import final

import numpy as np
from typing_extensions import override

from examples.benchmarks.derivatives.case import Case, Kind, Label
from examples.benchmarks.derivatives.checks import NotThereYet
from minigrad import GradientReport, Verdict

HEADER = f"{'kind':10} {'right':>16} {'wrong':>20} {'undecidable':>14} {'evaluations per column':>24}"
OFFENCES = {
    (Label.WRONG, "pass"): "WRONG, PASSED",
    (Label.RIGHT, "fail"): "RIGHT, FAILED",
    (Label.RIGHT, "refused"): "RIGHT, REFUSED",
    (Label.UNDECIDABLE, "pass"): "undecidable, passed",
    (Label.UNDECIDABLE, "fail"): "undecidable, failed",
    (Label.UNDECIDABLE, "refused"): "undecidable, refused",
    (Label.RIGHT, "inconclusive"): "right, left open",
    (Label.WRONG, "inconclusive"): "wrong, left open",
}
"""What ought not to be, the worst first."""


@final
@dataclass
class Row:
    """The verdicts on the claims of one kind.

    Attributes:
        kind: of the claims.
        counts: of (label, verdict), where "refused" is an exception that names an argument.
        costs: evaluations per entry of x, of right claims.
        offenders: what ought not to be, a line each.
        missing: minigrad has no such check.
    """

    kind: Kind
    counts: Counter[tuple[Label, str]] = field(default_factory=Counter)
    costs: list[float] = field(default_factory=list)
    offenders: list[tuple[str, str]] = field(default_factory=list)
    missing: bool = False

    def add(self, case: Case) -> None:
        """The verdict on one more case."""
        answer = _answer(case)
        said = answer if isinstance(answer, str) else answer.verdict.value
        if case.label is Label.RIGHT and not isinstance(answer, str):
            self.costs.append(answer.evaluations / case.columns)
        verdict = said.split(" ")[0]
        self.counts[case.label, verdict] += 1
        offence = OFFENCES.get((case.label, verdict))
        if offence is not None:
            self.offenders.append((offence, f"{self.kind.value}, {case.name}{said.removeprefix(verdict)}"))

    @override
    def __str__(self) -> str:
        if self.missing:
            return f"{self.kind.value:10} not there yet"
        cost = f"{float(np.median(self.costs)):.1f}" if self.costs else "-"
        cells = [self._cell(label) for label in Label]
        return f"{self.kind.value:10} {cells[0]:>16} {cells[1]:>20} {cells[2]:>14} {cost:>24}"

    def _cell(self, label: Label) -> str:
        """PASS / FAIL / INCONCLUSIVE, and "!n" for what was refused."""
        refused = self.counts[label, "refused"]
        return " / ".join(str(self.counts[label, verdict.value]) for verdict in Verdict) + (
            f" !{refused}" if refused else ""
        )


def _answer(case: Case) -> GradientReport | str:
    """The report, or the text of the error with which the claim was refused."""
    try:
        with np.errstate(all="ignore"):
            return case.ask()
    except NotThereYet:
        raise
    except (TypeError, ValueError) as error:
        return f"refused {type(error).__name__}: {error}"


def rows(cases: Sequence[Case]) -> list[Row]:
    """A row for each kind."""
    found: list[Row] = []
    for kind in Kind:
        row, own = Row(kind), [case for case in cases if case.kind is kind]
        try:
            for case in own:
                row.add(case)
        except NotThereYet:
            row.missing = True
        found += [row] if own else []
    return found
