"""Modules that not every scipy has: its tests, which need pytest, and what it is going to remove."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from types import ModuleType


def present(*names: str) -> Iterator[ModuleType]:
    """Those of these modules that can be imported.

    >>> [module.__name__ for module in present("json", "a_module_that_nobody_has")]
    ['json']
    """
    for name in names:
        with suppress(ImportError):
            yield import_module(name)
