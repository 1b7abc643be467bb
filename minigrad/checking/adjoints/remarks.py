"""What turns up besides the numbers, each thing once."""

from __future__ import annotations

from typing import final

from minigrad.checking.contracts.findings import Finding, FindingKind
from minigrad.checking.reporting.assemble import worst_of
from minigrad.checking.rules.verdict import Verdict


@final
class Remarks:
    """Findings in the order in which they turned up."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def note(self, kind: FindingKind, message: str, verdict: Verdict = Verdict.FAIL) -> None:
        """Add a finding, once; its verdict is the worst that it was noted with."""
        verdicts = [found.verdict for found in self.findings if (found.kind, found.message) == (kind, message)]
        if not verdicts:
            self.findings.append(Finding(kind, message, verdict))
        elif worst_of([verdict, *verdicts]) not in verdicts:
            place = self.findings.index(Finding(kind, message, verdicts[0]))
            self.findings[place] = Finding(kind, message, verdict)

    def noted(self, kind: FindingKind) -> bool:
        """Whether there is a finding of this kind."""
        return any(finding.kind == kind for finding in self.findings)
