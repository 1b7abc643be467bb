"""A whole contract at once: which failures are expected, and what comes of all clauses, each cause of failure once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias, final

from typing_extensions import override

from minigrad.testing.contract import Clause, ContractError, NotRun

ExpectedFailures: TypeAlias = Mapping[str, str] | None
"""From names of clauses that are known to be broken to the reasons."""


@final
@dataclass(frozen=True)
class ContractResult:
    """What was tried, of a contract that is kept.

    Attributes:
        subject: whose contract it is.
        kept: names of the clauses that hold.
        expected: those that are broken, as expected, with the reasons.
        not_run: those that could not be tried, with the reasons.
    """

    subject: str
    kept: tuple[str, ...]
    expected: tuple[str, ...] = ()
    not_run: tuple[str, ...] = ()

    @override
    def __repr__(self) -> str:
        parts = [f"{self.subject} keeps its contract ({len(self.kept)} clauses)"]
        parts += [f"expected to fail: {text}" for text in self.expected]
        return "; ".join([*parts, *(f"not run: {text}" for text in self.not_run)])


def expecting(clauses: tuple[Clause, ...], expected_failures: ExpectedFailures) -> tuple[Clause, ...]:
    """The same clauses, with some known to be broken.

    Raises:
        TypeError: ``expected_failures`` is no mapping from text to text.
        ValueError: a name is none of the clauses', or a reason is empty.
    """
    expected: object = {} if expected_failures is None else expected_failures
    if not isinstance(expected, Mapping):
        raise TypeError(f"`expected_failures` must map names of clauses to reasons, got {expected!r}")
    names = [clause.name for clause in clauses]
    for name, reason in expected.items():
        if name not in names:
            raise ValueError(
                f"`expected_failures` must name clauses of this contract, got {name!r}; they are: {'; '.join(names)}"
            )
        if not isinstance(reason, str) or not reason.strip():
            raise ValueError(
                f"`expected_failures` must give a reason for {name!r}, got {reason!r}; say in a few words why it fails"
            )
    return tuple(replace(clause, expected_failure=str(expected.get(clause.name, ""))) for clause in clauses)


def keep(clauses: tuple[Clause, ...]) -> ContractResult:
    """Try every clause.

    A clause whose ``needs`` are broken is not run; one that fails with the same text as another has the same cause.
    Both are listed as not run, with the name of the broken clause.

    Raises:
        ContractError: a clause is broken, or one that was expected to be broken is not.
    """
    tally = _Tally()
    for clause in clauses:
        tally.take(clause)
    subject = clauses[0].subject
    if tally.complaints:
        raise ContractError(subject, tuple(tally.complaints), _listed(tally.not_run))
    return ContractResult(subject, tuple(tally.kept), tuple(tally.expected), _listed(tally.not_run))


@final
@dataclass
class _Tally:
    """What has come out so far."""

    kept: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    not_run: dict[str, list[str]] = field(default_factory=dict)  # reason: names
    causes: dict[str, str] = field(default_factory=dict)  # a broken clause, or one not run for its sake: the broken one
    texts: dict[str, str] = field(default_factory=dict)  # how it is broken: the first clause that is

    def take(self, clause: Clause) -> None:
        cause = next((self.causes[needed.name] for needed in clause.needs if needed.name in self.causes), None)
        if cause is not None:
            return self._leave_out(clause, cause)
        try:
            how = clause.how_broken()
        except NotRun as reason:
            return self.not_run.setdefault(str(reason), []).append(clause.name)
        if how in self.texts and not clause.expected_failure:
            return self._leave_out(clause, self.texts[how])
        return self._judge(clause, how)

    def _leave_out(self, clause: Clause, cause: str) -> None:
        self.causes[clause.name] = cause
        self.not_run.setdefault(f'since "{cause}" is broken', []).append(clause.name)

    def _judge(self, clause: Clause, how: str | None) -> None:
        complaint = clause.complaint(how)
        if how is not None:
            self.causes[clause.name] = clause.name
            self.texts.setdefault(how, clause.name)
        if complaint is not None:
            self.complaints.append(complaint)
        elif clause.expected_failure:
            self.expected.append(f"{clause.name} ({clause.expected_failure})")
        else:
            self.kept.append(clause.name)


def _listed(not_run: dict[str, list[str]]) -> tuple[str, ...]:
    return tuple(f"{'; '.join(names)} ({reason})" for reason, names in not_run.items())
