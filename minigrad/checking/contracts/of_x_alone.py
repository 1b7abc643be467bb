"""fun and jac as functions of x alone: with their other arguments, and apart where one function returns both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import SupportsFloat, TypeAlias, cast, final

import numpy.typing as npt

from minigrad.arguments import require_callable
from minigrad.arrays import Float64Array, FloatArray
from minigrad.checking.contracts.matrices import Jacobian, Matrix
from minigrad.probes.function_types import ArrayFunction, ScalarFunction
from minigrad.probes.signatures.extra_arguments import with_args
from minigrad.probes.signatures.pairs import as_pair

AnyFunction: TypeAlias = ScalarFunction | ArrayFunction
"""A function of an array that returns a number or an array."""

Pair: TypeAlias = tuple[npt.ArrayLike, Matrix]
"""A value and the derivative that is claimed for it."""

PairFunction: TypeAlias = Callable[[FloatArray], Pair]
"""From x to both."""


@final
@dataclass(frozen=True)
class ValueOf:
    """The value alone; it can be pickled if ``both`` can.

    >>> ValueOf(lambda x: (x**2, 2.0 * x))(2.0)
    4.0
    """

    both: PairFunction

    def __call__(self, x: Float64Array) -> npt.ArrayLike:
        """The value at x."""
        return as_pair(self.both(x))[0]


@final
@dataclass(frozen=True)
class DerivativeOf:
    """The claimed derivative alone."""

    both: PairFunction

    def __call__(self, x: FloatArray) -> Matrix:
        """The claimed derivative at x."""
        return as_pair(self.both(x))[1]


def functions(fun: object, jac: object, args: object) -> tuple[AnyFunction, Jacobian]:
    """``fun`` and ``jac`` as functions of x.

    Args:
        fun: called with x and ``args``.
        jac: called like ``fun``, or True, where ``fun`` returns its value and the derivative.
        args: a tuple; any other object is taken for the only one.

    Raises:
        TypeError: one of them is no function.
    """
    require_callable("fun", fun)
    if jac is True:
        both = with_args(cast("PairFunction", fun), args)
        return ValueOf(both), DerivativeOf(both)
    require_callable("jac", jac)
    value: Callable[[Float64Array], npt.ArrayLike | SupportsFloat] = with_args(cast("ArrayFunction", fun), args)
    claimed: Callable[[FloatArray], Matrix] = with_args(cast("Jacobian", jac), args)
    return cast("AnyFunction", value), claimed
