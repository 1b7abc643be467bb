"""A value of the caller's function, or NaN where it has none."""

from __future__ import annotations

from collections.abc import Callable
from typing import SupportsFloat, TypeVar

import numpy as np

from minigrad.probes.function_types import OUTSIDE
from minigrad.probes.returned_values import read_number

Point = TypeVar("Point")


def value_at(fun: Callable[[Point], SupportsFloat], point: Point) -> float:
    """``fun(point)``; NaN where it is infinite, or raises a ``ValueError`` or an ``ArithmeticError``.

    Raises:
        TypeError: ``fun`` does not return one real number.

    >>> from math import log
    >>> value_at(log, 1.0), value_at(log, -1.0)
    (0.0, nan)
    """
    try:
        value = float(read_number(fun(point)))
    except OUTSIDE:
        return np.nan
    return value if np.isfinite(value) else np.nan
