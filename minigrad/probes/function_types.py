"""What a caller's function is, and which of its exceptions mean that a point lies outside its domain."""

from __future__ import annotations

from collections.abc import Callable
from typing import SupportsFloat, TypeAlias, TypeVarTuple

import numpy.typing as npt

from minigrad.arrays import Float64Array

Ts = TypeVarTuple("Ts")
"""The types of what a function is called with after x."""

ScalarFunction: TypeAlias = Callable[[Float64Array], SupportsFloat]
"""A function of an array that returns a number."""

ArrayFunction: TypeAlias = Callable[[Float64Array], npt.ArrayLike]
"""A function of an array that returns an array."""

NumberFunction: TypeAlias = Callable[[float], SupportsFloat]
"""A function of a number that returns a number."""

ScalarFunctionOf: TypeAlias = Callable[[Float64Array, *Ts], SupportsFloat]
"""A function of an array and ``args`` that returns a number."""

ArrayFunctionOf: TypeAlias = Callable[[Float64Array, *Ts], npt.ArrayLike]
"""A function of an array and ``args`` that returns an array."""

NumberFunctionOf: TypeAlias = Callable[[float, *Ts], SupportsFloat]
"""A function of a number and ``args`` that returns a number."""

Catch: TypeAlias = tuple[type[Exception], ...]
"""Exceptions that mean "outside the domain of f" and are turned into NaN."""

OUTSIDE: Catch = (ValueError, ArithmeticError)
"""Exceptions of f at a trial point that mean that its domain ends before."""

DOMAIN_ERRORS: Catch = (Exception,)
"""The same where any exception counts, such as that of an assertion or of an index out of range."""
