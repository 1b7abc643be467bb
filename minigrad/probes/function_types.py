"""What a caller's function is, and which of its exceptions mean that a point lies outside its domain."""

from __future__ import annotations

from collections.abc import Callable
from typing import SupportsFloat, TypeAlias

import numpy.typing as npt

from minigrad.arrays import Float64Array

ScalarFunction: TypeAlias = Callable[[Float64Array], SupportsFloat]
"""A function of an array that returns a number."""

ArrayFunction: TypeAlias = Callable[[Float64Array], npt.ArrayLike]
"""A function of an array that returns an array."""

Catch: TypeAlias = tuple[type[Exception], ...]
"""Exceptions that mean "outside the domain of f" and are turned into NaN."""

OUTSIDE: Catch = (ValueError, ArithmeticError)
"""Exceptions of f at a trial point that mean that its domain ends before."""

DOMAIN_ERRORS: Catch = (Exception,)
"""The same where any exception counts, such as that of an assertion or of an index out of range."""
