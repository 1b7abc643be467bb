"""fun and jac as functions of x alone: with their other arguments, and apart where one function returns both."""

from __future__ import annotations

from collections.abc import Callable
from typing import SupportsFloat, TypeAlias, cast

import numpy.typing as npt

from minigrad.arguments import require_callable
from minigrad.arrays import Float64Array, FloatArray
from minigrad.checking.contracts.matrices import Jacobian, Matrix
from minigrad.checking.contracts.value_and_gradient import PairFunction, split
from minigrad.probes.extra_arguments import with_args
from minigrad.probes.function_types import ArrayFunction, ScalarFunction

AnyFunction: TypeAlias = ScalarFunction | ArrayFunction
"""A function of an array that returns a number or an array."""


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
        return split(with_args(cast("PairFunction", fun), args))
    require_callable("jac", jac)
    value: Callable[[Float64Array], npt.ArrayLike | SupportsFloat] = with_args(cast("ArrayFunction", fun), args)
    claimed: Callable[[FloatArray], Matrix] = with_args(cast("Jacobian", jac), args)
    return cast("AnyFunction", value), claimed


def as_args(args: object) -> tuple[object, ...]:
    """``args`` as a tuple: any other object is taken for the only one, as scipy does."""
    return args if isinstance(args, tuple) else (args,)
