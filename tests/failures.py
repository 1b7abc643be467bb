"""One test that looks at many cases: all of them, so that one failure does not hide another.

    failures = Failures()
    for case in cases:
        with failures.of(case):
            assert ...
    failures.report()

``@pytest.mark.each("case", cases)`` does that for the whole of a test. Where many cases take less than a millisecond,
they cost less so than with ``parametrize``, which makes each of them a test.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import final

import pytest


@final
class Failures:
    """What went wrong, case by case."""

    def __init__(self) -> None:
        self._errors: list[Exception] = []

    @contextmanager
    def of(self, case: object) -> Iterator[None]:
        """Keeps what is raised inside, with the name of the case."""
        try:
            yield
        except Exception as problem:
            self._keep(problem, case)
        except (pytest.fail.Exception, pytest.skip.Exception) as problem:  # no Exceptions; a skip would skip the rest
            self._keep(AssertionError(str(problem)), case)

    def _keep(self, problem: Exception, case: object) -> None:
        problem.add_note(f"the case: {case}")
        self._errors.append(problem)

    def report(self) -> None:
        """Fails, with all that was kept, if that is anything."""
        if len(self._errors) == 1:
            raise self._errors[0]
        if self._errors:
            raise ExceptionGroup(f"{len(self._errors)} cases fail", self._errors)
