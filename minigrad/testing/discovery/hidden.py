"""Functions in a file that look like gradients by name, and that nobody outside can call: those defined inside of functions."""

from __future__ import annotations

from collections.abc import Iterator
from types import CodeType, ModuleType

from minigrad.testing.discovery.items import NotChecked
from minigrad.testing.discovery.members import members_of
from minigrad.testing.discovery.naming import OTHER, exact_base, looks_like_gradient, words


def hidden_in(code: CodeType, module: ModuleType) -> Iterator[NotChecked]:
    """What a file's code defines, at any depth, and the module does not have.

    Tests and numerical gradients have functions that are named like gradients and are none; so have functions that are
    gradients themselves, which are judged as a whole.
    """
    reached = {getattr(value, "__code__", None) for value in members_of(module).values()}
    yield from (_not_checked(each) for each in _candidates(code) if each not in reached)


def _candidates(code: CodeType) -> Iterator[CodeType]:
    inner = [each for each in code.co_consts if isinstance(each, CodeType)]
    names = [each.co_name for each in inner]
    for each in inner:
        named = looks_like_gradient(each.co_name) or exact_base(each.co_name, names) is not None
        if "<locals>" in each.co_qualname and named and not {*words(each.co_qualname)} & {*OTHER}:
            yield each
        elif not named:
            yield from _candidates(each)


def _not_checked(code: CodeType) -> NotChecked:
    name = code.co_qualname.replace(".<locals>", "")
    reason = f"it is defined inside of a function, line {code.co_firstlineno}, and cannot be called from outside; define it in the module"
    return NotChecked(name, reason, known_as=(name,))
