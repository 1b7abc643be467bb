"""The results of an audit: of one pair or component, and of each point that was tried."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from typing_extensions import override

from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.rules.verdict import Verdict
from minigrad.plain_data.json_values import JsonObject, number, numbers
from minigrad.testing.audit.chosen_points import Point


@final
@dataclass(frozen=True)
class Visit:
    """The result at one point.

    Attributes:
        point: the point.
        report: the report of the check; None where one of the two functions raised an exception.
        problem: the exception, with its line.
        verdict: that of the report; FAIL or INCONCLUSIVE for an exception.
    """

    point: Point
    report: GradientReport | None
    verdict: Verdict
    problem: str = ""

    @property
    def headline(self) -> str:
        """The result in one line."""
        return str(self.report).splitlines()[0] if self.report else f"{self.verdict.name}: {self.problem}"

    @property
    def why(self) -> str:
        """Why the verdict is inconclusive."""
        if self.report is None:
            return self.problem
        reasons = [
            f"{entry.name}: {entry.reason}"
            for entry in self.report.worst
            if entry.verdict is Verdict.INCONCLUSIVE and entry.reason
        ]
        findings = [finding.message for finding in self.report.findings if finding.verdict is Verdict.INCONCLUSIVE]
        return next(iter(reasons + findings), "")

    def to_dict(self) -> JsonObject:
        """The result as JSON."""
        place: JsonObject = {"name": self.point.name, "x": numbers(self.point.x), "verdict": self.verdict.value}
        return place | (_short(self.report) if self.report else {"problem": self.problem})


def _short(report: GradientReport) -> JsonObject:
    return {
        "max_relative_error": number(report.max_relative_error),
        "evaluations": report.evaluations,
        "counts": list(report.counts),
        "findings": [finding.to_dict() for finding in report.findings],
        "cause": report.cause.to_dict() if report.cause else None,
    }


@final
@dataclass(frozen=True)
class Finished:
    """The result for one function pair, layer or other component.

    Attributes:
        name: its name in the module.
        kind: "gradient", "layer", "objective", "optimizer" or "differentiator".
        verdict: FAIL if anything fails; PASS if something passes; otherwise INCONCLUSIVE.
        details: lines of explanation.
        visits: for gradients and layers in plain numpy, the result at each point.
    """

    name: str
    kind: str
    verdict: Verdict
    details: tuple[str, ...]
    visits: tuple[Visit, ...] = ()

    @override
    def __str__(self) -> str:
        head = f"{self.verdict.name:12} {self.kind} {self.name}"
        undecided = len(self.undecided)
        head += (
            f" (inconclusive at {undecided} of {len(self.visits)} points)"
            if undecided and self.verdict is Verdict.PASS
            else ""
        )
        return "\n".join([head, *(f"    {line}" for line in self.details)])

    @property
    def undecided(self) -> tuple[Visit, ...]:
        """The results at points that are inconclusive."""
        return tuple(visit for visit in self.visits if visit.verdict is Verdict.INCONCLUSIVE)

    def to_dict(self) -> JsonObject:
        """The result as JSON."""
        return {
            "name": self.name,
            "kind": self.kind,
            "verdict": self.verdict.value,
            "details": list(self.details),
            "undecided_points": [visit.point.name for visit in self.undecided],
            "points": [visit.to_dict() for visit in self.visits],
        }
