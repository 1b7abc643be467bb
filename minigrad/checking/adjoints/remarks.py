"""What turns up besides the numbers, each thing once."""

from __future__ import annotations

from typing import final

from minigrad.checking.contracts.findings import Finding, FindingKind
from minigrad.checking.rules.verdict import Verdict


@final
class Remarks:
    """Findings in the order in which they turned up."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def note(self, kind: FindingKind, message: str, verdict: Verdict = Verdict.FAIL) -> None:
        """Add a finding, once."""
        finding = Finding(kind, message, verdict)
        if finding not in self.findings:
            self.findings.append(finding)

    def noted(self, kind: FindingKind) -> bool:
        """Whether there is a finding of this kind."""
        return any(finding.kind == kind for finding in self.findings)
