"""Checks of numbers that are passed as arguments. They return plain Python numbers, with which an array keeps its
dtype."""

from __future__ import annotations

import sys
from typing import SupportsFloat

import numpy as np

LONGEST = 100
"""The longest quotation of a value in a message, in characters."""


def shown(value: object) -> str:
    """``repr(value)`` on one line, shortened where it is long; it never raises.

    >>> shown(np.zeros((2, 2))), shown("a" * 200)[-5:]
    ('array([[0., 0.], [0., 0.]])', 'aa...')
    """
    try:
        text = " ".join(repr(value).split())
    except Exception:  # repr may fail, as for a very long integer
        return f"an object of class {type(value).__name__}"
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


def require_positive(name: str, value: SupportsFloat) -> float:
    """``value`` as a float; raises unless it is a finite number above zero.

    >>> require_positive("learning_rate", -1.0)
    Traceback (most recent call last):
        ...
    ValueError: `learning_rate` must be a positive finite number, got -1.0
    """
    number = as_number(name, value)
    if not 0.0 < number < float("inf"):
        raise ValueError(f"`{name}` must be a positive finite number, got {shown(value)}")
    return number


def require_non_negative(name: str, value: SupportsFloat) -> float:
    """``value`` as a float; raises unless it is a finite number, at least zero.

    >>> require_non_negative("strength", -1.0)
    Traceback (most recent call last):
        ...
    ValueError: `strength` must be a finite number, at least 0, got -1.0
    """
    number = as_number(name, value)
    if not 0.0 <= number < float("inf"):
        raise ValueError(f"`{name}` must be a finite number, at least 0, got {shown(value)}")
    return number


def require_fraction(name: str, value: SupportsFloat) -> float:
    """``value`` as a float; raises unless it lies in [0, 1).

    >>> require_fraction("momentum", 1.0)
    Traceback (most recent call last):
        ...
    ValueError: `momentum` must lie in [0, 1), got 1.0
    """
    number = as_number(name, value)
    if not 0.0 <= number < 1.0:
        raise ValueError(f"`{name}` must lie in [0, 1), got {shown(value)}")
    return number


def require_count(name: str, value: object, *, minimum: int = 1) -> int:
    """``value`` as an int; raises unless it is a whole number of at least ``minimum``.

    >>> require_count("epochs", 0)
    Traceback (most recent call last):
        ...
    ValueError: `epochs` must be a whole number of at least 1, got 0
    """
    if type(value) is int and minimum <= value <= sys.maxsize:  # the usual case, made fast
        return value
    value = require_integer(name, value)
    if value < minimum:
        raise ValueError(f"`{name}` must be a whole number of at least {minimum}, got {shown(value)}")
    if value > sys.maxsize:
        raise ValueError(f"`{name}` must be a whole number of at most {sys.maxsize}, got {shown(value)}")
    return value


def require_integer(name: str, value: object) -> int:
    """``value`` as an int; raises unless it is a whole number; True and 2.0 are refused.

    >>> require_integer("index", 2.0)
    Traceback (most recent call last):
        ...
    TypeError: `index` must be a whole number, got 2.0
    """
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
        raise TypeError(f"`{name}` must be a whole number, got {shown(value)}")
    return int(value)


def as_number(name: str, value: object) -> float:
    """``value`` as a float, infinite where it exceeds the largest float; raises a ``TypeError`` if it is no real
    number.

    An array without axes counts as a number, since numpy's reductions return such arrays.
    """
    refused = isinstance(value, (str, bytes, bool))
    if isinstance(value, (np.ndarray, np.generic)):
        refused = value.ndim > 0 or value.dtype.kind not in "fiu" or bool(np.ma.is_masked(value))
    if refused or not isinstance(value, SupportsFloat):
        raise TypeError(f"`{name}` must be a number, got {shown(value)}")
    try:
        return float(value)
    except OverflowError:  # an int or a fraction beyond the largest float
        return float("inf")
    except (TypeError, ValueError) as error:
        raise TypeError(f"`{name}` must be a number, got {shown(value)}") from error


def named(subject: object) -> str:
    """The name of an object in messages: its repr, or its class where it has no repr of its own."""
    return f"{type(subject).__name__}()" if type(subject).__repr__ is object.__repr__ else repr(subject)
