"""``SanityReport``: what each check found, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from typing_extensions import override


@final
@dataclass(frozen=True)
class SanityFinding:
    """One check.

    Attributes:
        name: what was checked.
        passed: whether it is as it should be.
        value: the number that was measured; see ``text``.
        text: what was found, and what to do.
    """

    name: str
    passed: bool
    value: float
    text: str

    @override
    def __str__(self) -> str:
        return f"{'ok  ' if self.passed else 'LOOK'}  {self.name}: {self.text}"


@final
@dataclass(frozen=True)
class SanityReport:
    """The checks of :meth:`Trainer.sanity_check <minigrad.Trainer.sanity_check>`.

    Attributes:
        findings: one for each check.
    """

    findings: tuple[SanityFinding, ...]

    @property
    def passed(self) -> bool:
        """Whether all is as it should be."""
        return all(finding.passed for finding in self.findings)

    @override
    def __str__(self) -> str:
        return "\n".join(map(str, self.findings))
