"""Values of the caller's function, wherever a picture wants them."""

from __future__ import annotations

from collections.abc import Callable
from typing import SupportsFloat, TypeVar

import numpy as np

from minigrad.differentiators.evaluators import OUTSIDE, read_number

Point = TypeVar("Point")


def require_callable(name: str, value: object) -> None:
    """Raise a ``TypeError`` unless ``value`` can be called.

    >>> require_callable("fun", 2.0)
    Traceback (most recent call last):
        ...
    TypeError: `fun` must be a function, got 2.0
    """
    if not callable(value):
        raise TypeError(f"`{name}` must be a function, got {value!r}")


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
