"""Clauses that are known to be broken, each with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from minigrad.testing.contract import Clause

ExpectedFailures: TypeAlias = Mapping[str, str] | None
"""From names of clauses that are known to be broken to the reasons."""


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
