"""Values of the caller's function, wherever a picture wants them."""

from __future__ import annotations

from collections.abc import Callable
from typing import SupportsFloat, TypeVar

import numpy as np

from minigrad.probes.function_types import OUTSIDE
from minigrad.probes.returned_values import read_number

Point = TypeVar("Point")


def value_at(fun: Callable[[Point], SupportsFloat], point: Point) -> float:
    """``fun(point)``, and NaN where that raises what marks the edge of a domain, or is infinite.

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
