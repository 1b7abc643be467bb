"""The mark ``each`` gives a test all cases, and all that fail are named."""

from __future__ import annotations

import pytest

from tests.each import combinations
from tests.failures import Failures


def test_every_combination_is_a_call() -> None:
    marks = [pytest.mark.each("a", [1, 2]).mark, pytest.mark.each(("b", "c"), [(3, 4), (5, 6)]).mark]
    calls = [tuple(case[name] for name in "abc") for case in combinations(marks)]
    assert calls == [(1, 3, 4), (1, 5, 6), (2, 3, 4), (2, 5, 6)]


@pytest.mark.each("b, c", [(1, 2), (3, 4)])
@pytest.mark.parametrize("a", [0])
def test_it_goes_with_parametrize_and_with_fixtures(a: int, b: int, c: int, request: pytest.FixtureRequest) -> None:
    assert (a, c) == (0, b + 1)
    assert request.node.name.startswith("test_it_goes")


@pytest.mark.xfail(raises=ExceptionGroup)
@pytest.mark.each("n", [0, 1, 2])
def test_it_fails_where_two_cases_do(n: int) -> None:
    assert n == 1


def test_all_failures_are_reported_with_their_cases() -> None:
    failures = Failures()
    with failures.of("right"):
        pass
    with failures.of("wrong"):
        dict[str, int]().pop("first")
    with pytest.raises(KeyError, match="first") as one:
        failures.report()
    assert one.value.__notes__ == ["the case: wrong"]
    with failures.of("silent"), pytest.raises(ValueError, match="never"):
        pass
    with failures.of("left out"):
        pytest.importorskip("no_such_module")
    with pytest.raises(ExceptionGroup, match="3 cases fail") as all_three:
        failures.report()
    notes = [note for problem in all_three.value.exceptions for note in problem.__notes__]
    assert notes == ["the case: wrong", "the case: silent", "the case: left out"]


def test_no_failure_is_no_error() -> None:
    Failures().report()
