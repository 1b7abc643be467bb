"""Functions that are called with more than a point, fun(x, *args), as those of scipy.optimize."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar, TypeVarTuple, final

from minigrad.arguments import require_callable
from minigrad.probes.evaluators import BringsEvaluator

X = TypeVar("X")
R = TypeVar("R")
Ts = TypeVarTuple("Ts")


@final
@dataclass(frozen=True)
class WithArgs(Generic[X, R]):
    """``fun`` with the arguments that follow x, as a function of x; it can be pickled if both of them can."""

    fun: Callable[[X], R]
    args: tuple[object, ...]

    def __call__(self, x: X, /) -> R:
        """fun(x, *args)."""
        return self.fun(x, *self.args)


def with_args(fun: Callable[[X], R] | Callable[[X, *Ts], R], args: object) -> Callable[[X], R]:
    """``fun`` as a function of x alone: x -> fun(x, *args).

    Args:
        fun: called with x and ``args``; it comes back as it is where there are none.
        args: as for :func:`as_args`.

    Raises:
        TypeError: ``fun`` is no function, or one that takes nothing after x.

    >>> with_args(lambda x, a: a * x, 3.0)(2.0)
    6.0
    """
    require_callable("fun", fun)
    more = as_args(args)
    alone: Callable[[X], R] = fun
    if not more:
        return alone
    if isinstance(fun, BringsEvaluator):
        raise TypeError(
            f"`args` are not for {type(fun).__name__}, which is a function of x alone; build it with what it needs, "
            "and leave them out"
        )
    return WithArgs(alone, more)


def as_args(args: object) -> tuple[object, ...]:
    """``args`` as a tuple: any other object is taken for the only one, as scipy does."""
    return args if isinstance(args, tuple) else (args,)
