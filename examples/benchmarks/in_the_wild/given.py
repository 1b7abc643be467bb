"""Functions of a loop's variables, which keep the values that these had."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

X = TypeVar("X")
Y = TypeVar("Y")
R = TypeVar("R")
Rest = TypeVarTuple("Rest")


def given(fun: Callable[[X, *Rest], R], *rest: *Rest) -> Callable[[X], R]:
    """A function of its first argument, with the others as they are now.

    >>> powers = [given(pow, n) for n in (2, 3)]
    >>> powers[0](5)
    25
    """
    return lambda x: fun(x, *rest)


def given_both(fun: Callable[[X, Y, *Rest], R], *rest: *Rest) -> Callable[[X, Y], R]:
    """The same for a function of two arguments, such as a point and a direction."""
    return lambda x, y: fun(x, y, *rest)
