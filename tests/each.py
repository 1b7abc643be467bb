"""The mark ``each``: like ``parametrize``, with all cases in one test. ``conftest.py`` gives it to pytest."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from itertools import product

import pytest

from tests.failures import Failures

DESCRIPTION = "each(names, cases): like parametrize, with all cases in one test that names those that fail"


def announce(metafunc: pytest.Metafunc) -> None:
    """Tells pytest where the arguments come from: one value that stands for all."""
    for mark in metafunc.definition.iter_markers("each"):
        names = _names(mark)
        metafunc.parametrize(names, [tuple(mark.args[1:]) * len(names)], ids=[",".join(names)])


def run(item: pytest.Function) -> bool | None:
    """Calls the test with every combination of its cases; None where it has no such mark."""
    marks = list(item.iter_markers("each"))
    if not marks:
        return None
    failures = Failures()
    given = {name: item.funcargs[name] for name in inspect.signature(item.obj).parameters}
    for case in combinations(marks):
        with failures.of(", ".join(f"{name}={value!r}" for name, value in case.items())):
            item.obj(**{**given, **case})
    failures.report()
    return True


def combinations(marks: Sequence[pytest.Mark]) -> Iterator[dict[str, object]]:
    """The arguments of each call: every case of one mark with every case of the others."""
    for parts in product(*map(_cases, marks)):
        yield {name: value for part in parts for name, value in part.items()}


def _names(mark: pytest.Mark) -> list[str]:
    names = mark.args[0]
    return [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)


def _cases(mark: pytest.Mark) -> Iterator[dict[str, object]]:
    names = _names(mark)
    for case in mark.args[1]:
        yield dict(zip(names, [case] if len(names) == 1 else case, strict=True))
