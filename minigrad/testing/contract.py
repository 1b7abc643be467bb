"""A contract as clauses: each is one promise of a class, which can be checked alone, as a test of its own.

>>> import minigrad as mg
>>> from minigrad.testing import layer_clauses
>>> for clause in layer_clauses(mg.ReLU())[:2]:
...     clause()
...     print(clause)
initialize returns float64 arrays by name
initialize draws from its generator alone
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import indent
from traceback import extract_tb
from typing import TypeAlias, final
from unittest import SkipTest

from typing_extensions import override

Attempt: TypeAlias = Callable[[], str | None]
"""Checks a promise and returns how it is broken, or None; raises :class:`NotRun` where it cannot be checked."""


class NotRun(Exception):
    """A clause that cannot be checked, or whose check is inconclusive; the text says why."""


@final
class ContractError(AssertionError):
    """A class does not keep its contract; the message lists every broken clause, once for each cause.

    Attributes:
        broken: for each broken clause its name, how it is broken and what to do.
        not_run: clauses that could not be checked, with the reasons.
    """

    def __init__(self, subject: object, broken: tuple[str, ...], not_run: tuple[str, ...] = ()) -> None:
        listed = "\n".join([f"  - {text}" for text in broken] + [f"  not run: {text}" for text in not_run])
        super().__init__(f"{subject} breaks its contract:\n{listed}")
        self.broken = broken
        self.not_run = not_run


@final
@dataclass(frozen=True)
class Clause:
    """One promise. Calling it checks it, so a tuple of clauses is a list of tests.

    ``@pytest.mark.parametrize("clause", layer_clauses(MyLayer()), ids=str)`` with a test that calls ``clause()`` shows
    one line for each promise.

    Attributes:
        name: the promise.
        subject: the object that makes the promise.
        advice: what to do if it is broken.
        attempt: checks it.
        needs: clauses that must hold for this one to make sense.
        expected_failure: why it is known to fail; empty where it is not.

    >>> Clause("adds up", "Sum()", "use math.fsum", lambda: "0.1 ten times is not 1")()
    Traceback (most recent call last):
        ...
    minigrad.testing.contract.ContractError: Sum() breaks its contract:
      - adds up: 0.1 ten times is not 1
        What to do: use math.fsum
    """

    name: str
    subject: str
    advice: str = field(repr=False)
    attempt: Attempt = field(repr=False, compare=False)
    needs: tuple[Clause, ...] = field(default=(), repr=False, compare=False)
    expected_failure: str = ""

    @override
    def __str__(self) -> str:
        return self.name

    def __call__(self) -> None:
        """Check the promise.

        Raises:
            ContractError: it is broken; or it holds although a failure was expected.
            unittest.SkipTest: it cannot be checked; the text says why, and pytest reports a skipped test.
        """
        cause = self._cause()
        if cause is not None:
            raise SkipTest(f'not run, since "{cause}" is broken')
        try:
            complaint = self.complaint(self.how_broken())
        except NotRun as reason:
            raise SkipTest(f"not run: {reason}") from None
        if complaint is not None:
            raise ContractError(self.subject, (complaint,))

    def _cause(self) -> Clause | None:
        """The first broken clause among those that this one needs."""
        for needed in self.needs:
            cause = needed._cause() or (needed if needed._is_broken() else None)
            if cause is not None:
                return cause
        return None

    def _is_broken(self) -> bool:
        """Whether it is known to be broken; a clause that cannot be checked does not count."""
        try:
            return self.how_broken() is not None
        except NotRun:
            return False

    def how_broken(self) -> str | None:
        """The result of the attempt; an exception counts as a broken promise.

        Raises:
            NotRun: the promise cannot be checked.
        """
        try:
            return self.attempt()
        except NotRun:
            raise
        except (Exception, SystemExit) as error:  # whatever a user's class raises is reported
            place = extract_tb(error.__traceback__)[-1]
            return (
                f"{type(error).__name__}: {error} (in {place.name}, line {place.lineno} of {Path(place.filename).name})"
            )

    def complaint(self, how: str | None) -> str | None:
        """The message if the attempt found ``how``; None for an expected failure."""
        if not self.expected_failure:
            return None if how is None else self._listed(how, self.advice)
        if how is not None:
            return None
        kept = f'kept, though a failure was expected ("{self.expected_failure}")'
        return self._listed(kept, "take it out of `expected_failures`")

    def _listed(self, how: str, advice: str) -> str:
        return indent(f"{self.name}: {how}\nWhat to do: {advice}", "    ").lstrip()


@final
@dataclass(frozen=True)
class Maker:
    """Makes the clauses of one subject, with names that begin alike."""

    subject: str
    prefix: str = ""

    def __call__(self, name: str, attempt: Attempt, advice: str, *needs: Clause) -> Clause:
        """A clause about the subject, with what to do when it is broken."""
        return Clause(f"{self.prefix}{name}", self.subject, advice, attempt, needs)
