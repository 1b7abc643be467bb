"""What was found, by library and kind, and what the table of explanations misses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import final

from typing_extensions import override

from examples.benchmarks.in_the_wild.ask import Answer
from examples.benchmarks.in_the_wild.case import Kind
from examples.benchmarks.in_the_wild.explanation import Explanation
from minigrad.checking import Verdict

HEADER = (
    f"{'library':<28}{'kind':<11}{'cases':>6}{'PASS':>7}{'FAIL':>6}{'INCONCLUSIVE':>14}{'raised':>8}"
    f"{'evaluations':>13}   wrong by 1 %: FAIL / INCONCLUSIVE / PASS"
)
"""PASS, FAIL, INCONCLUSIVE and raised count checks, two for each case; evaluations are the median of what passes."""


@final
@dataclass(frozen=True)
class Report:
    """Tables and lists, printed as text.

    Attributes:
        rows: a line for each library and kind, and their sums.
        open: a line for each case that does not pass, with its explanation.
        unexplained: those that fail or raise without an explanation.
        outdated: explanations of cases that pass, or do not exist, although their library was asked.
        wrong_passes: claims that were spoiled on purpose and pass.
        missing: libraries that are not installed.
    """

    rows: list[str]
    open: list[str]
    unexplained: list[str]
    outdated: list[str]
    wrong_passes: list[str]
    missing: list[str]

    @override
    def __str__(self) -> str:
        parts = [[HEADER, *self.rows]]
        parts += [[f"not installed, left out: {', '.join(self.missing)}"]] if self.missing else []
        for title, lines in (
            ("What does not pass, and why:", self.open),
            ("Not explained:", self.unexplained),
            ("Explained, and yet nothing fails:", self.outdated),
            ("Wrong by 1 %, and yet it passes:", self.wrong_passes),
        ):
            parts += [[title, *(f"  {line}" for line in lines or ["nothing"])]]
        return "\n\n".join("\n".join(lines) for lines in parts)


def report(asked: Mapping[str, Sequence[Answer]], missing: Sequence[str], explained: Sequence[Explanation]) -> Report:
    """Sort the answers of each library."""
    everything = [answer for answers in asked.values() for answer in answers]
    lines: list[str] = []
    unexplained: list[str] = []
    used: set[Explanation] = set()
    for library, answers in asked.items():
        for name, those in _not_passing(answers).items():
            reasons = [e for e in explained if e.holds_for(library, name)]
            used.update(reasons)
            lines.append(_line(library, name, those, reasons))
            if not reasons and any(answer.verdict is not Verdict.INCONCLUSIVE for answer in those):
                unexplained.append(lines[-1])
    outdated = [e for e in explained if e.library in asked and e not in used]
    return Report(
        rows=[*_rows(asked), _row("all", "", everything)],
        open=lines,
        unexplained=unexplained,
        outdated=[f"{e.library}: {e.names} ({e.cause})" for e in outdated],
        wrong_passes=[f"{answer.case.name}" for answer in everything if answer.case.wrong and answer.passed],
        missing=list(missing),
    )


def _not_passing(answers: Sequence[Answer]) -> dict[str, list[Answer]]:
    """Right claims that do not pass, by the name of the case."""
    found: dict[str, list[Answer]] = {}
    for answer in answers:
        if not answer.passed and not answer.case.wrong:
            found.setdefault(answer.case.name, []).append(answer)
    return found


def _line(library: str, name: str, answers: Sequence[Answer], reasons: Sequence[Explanation]) -> str:
    verdicts = ", ".join(answer.verdict.name if answer.verdict else "raised" for answer in answers)
    why = "; ".join(f"{e.cause}: {e.why}" for e in reasons) or "no explanation"
    return f"{library}: {name} [{verdicts}]\n      {why}\n      {answers[0].reason}"


def _rows(asked: Mapping[str, Sequence[Answer]]) -> list[str]:
    return [
        _row(library, kind, those)
        for library, answers in asked.items()
        for kind in Kind
        if (those := [answer for answer in answers if answer.case.kind is kind])
    ]


def _row(library: str, kind: str, answers: Sequence[Answer]) -> str:
    right = [answer for answer in answers if not answer.case.wrong]
    said = Counter(answer.verdict for answer in right)
    wrong = Counter(answer.verdict for answer in answers if answer.case.wrong)
    calls = sorted(answer.evaluations for answer in right if answer.passed) or [0]
    return (
        f"{library:<28}{kind:<11}{len(right) // 2:>6}{said[Verdict.PASS]:>7}{said[Verdict.FAIL]:>6}"
        f"{said[Verdict.INCONCLUSIVE]:>14}{said[None]:>8}{calls[len(calls) // 2]:>13}"
        f"   {wrong[Verdict.FAIL]} / {wrong[Verdict.INCONCLUSIVE]} / {wrong[Verdict.PASS]}"
    )
