"""Functions in a file that look like gradients by name, and that nobody outside can call: those inside of functions or
of ``if __name__ == "__main__"``."""

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
    found = members_of(module)
    reached = {getattr(value, "__code__", None) for value in found.values()}
    yield from (
        _not_checked(each) for each in _candidates(code) if each not in reached and each.co_qualname not in found
    )


def _candidates(code: CodeType) -> Iterator[CodeType]:
    inner = [each for each in code.co_consts if isinstance(each, CodeType)]
    names = [each.co_name for each in inner]
    for each in inner:
        named = looks_like_gradient(each.co_name) or exact_base(each.co_name, names) is not None
        in_class = each.co_qualname != each.co_name and "<locals>" not in each.co_qualname
        if named and not in_class and not {*words(each.co_qualname)} & {*OTHER}:
            yield each
        elif not named:
            yield from _candidates(each)


def _not_checked(code: CodeType) -> NotChecked:
    name = code.co_qualname.replace(".<locals>", "")
    reason = (
        f"line {code.co_firstlineno} is inside of a function, or not executed on import, so that it cannot be "
        "called; define it in the module"
    )
    return NotChecked(name, reason, known_as=(name,))
