"""What every public function does with arguments that are no arrays: a message that names the argument, what it must be,
what came, and where there is one, what to do.

Arrays come in through :func:`minigrad.arrays.as_float_array`.
"""

from __future__ import annotations

from typing import SupportsFloat

import numpy as np

from minigrad.arrays import Rng


def require_instance(name: str, value: object, kind: type) -> None:
    """Raise a ``TypeError`` unless ``value`` is an object of class ``kind``.

    >>> require_instance("x", 1.0, int)
    Traceback (most recent call last):
        ...
    TypeError: `x` must be of class int, got 1.0
    >>> require_instance("x", int, int)
    Traceback (most recent call last):
        ...
    TypeError: `x` must be of class int, got <class 'int'>; call it: int(...)
    """
    if not isinstance(value, kind):
        hint = f"; call it: {value.__name__}(...)" if isinstance(value, type) else ""
        raise TypeError(f"`{name}` must be of class {kind.__name__}, got {value!r}{hint}")


def require_positive(name: str, value: SupportsFloat) -> None:
    """Raise unless ``value`` is a finite number above zero.

    >>> require_positive("learning_rate", -1.0)
    Traceback (most recent call last):
        ...
    ValueError: `learning_rate` must be a positive finite number, got -1.0
    """
    number = _number(name, value)
    if not 0.0 < number < float("inf"):
        raise ValueError(f"`{name}` must be a positive finite number, got {value!r}")


def require_fraction(name: str, value: SupportsFloat) -> None:
    """Raise unless ``value`` lies in [0, 1).

    >>> require_fraction("momentum", 1.0)
    Traceback (most recent call last):
        ...
    ValueError: `momentum` must lie in [0, 1), got 1.0
    """
    if not 0.0 <= _number(name, value) < 1.0:
        raise ValueError(f"`{name}` must lie in [0, 1), got {value!r}")


def require_count(name: str, value: int, *, minimum: int = 1) -> None:
    """Raise unless ``value`` is a whole number of at least ``minimum``.

    >>> require_count("epochs", 0)
    Traceback (most recent call last):
        ...
    ValueError: `epochs` must be a whole number of at least 1, got 0
    """
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
        raise TypeError(f"`{name}` must be a whole number, got {value!r}")
    if value < minimum:
        raise ValueError(f"`{name}` must be a whole number of at least {minimum}, got {value}")


def _number(name: str, value: SupportsFloat) -> float:
    if isinstance(value, (str, bytes, bool)):
        raise TypeError(f"`{name}` must be a number, got {value!r}")
    try:
        return float(value)
    except (TypeError, ValueError) as error:
        raise TypeError(f"`{name}` must be a number, got {value!r}") from error


def require_callable(name: str, value: object) -> None:
    """Raise a ``TypeError`` unless ``value`` can be called.

    >>> require_callable("fun", 2.0)
    Traceback (most recent call last):
        ...
    TypeError: `fun` must be a function, got 2.0
    """
    if not callable(value):
        raise TypeError(f"`{name}` must be a function, got {value!r}")


def require_flag(name: str, value: object) -> None:
    """Raise a ``TypeError`` unless ``value`` is True or False: the text "no" counts as true in Python.

    >>> require_flag("bias", "no")
    Traceback (most recent call last):
        ...
    TypeError: `bias` must be True or False, got 'no'
    """
    if not isinstance(value, (bool, np.bool_)):
        raise TypeError(f"`{name}` must be True or False, got {value!r}")


def as_generator(name: str, rng: Rng) -> np.random.Generator:
    """The generator that ``rng`` stands for, by the rules of SPEC 7: a generator is used as it is, a seed starts a new one.

    >>> as_generator("rng", -1)
    Traceback (most recent call last):
        ...
    ValueError: `rng` must be a whole number of at least 0, a sequence of such, a numpy Generator or None, got -1
    """
    text = f"`{name}` must be a whole number of at least 0, a sequence of such, a numpy Generator or None, got {rng!r}"
    if isinstance(rng, (bool, str)):
        raise TypeError(text)
    try:
        return np.random.default_rng(rng)
    except TypeError as error:
        raise TypeError(text) from error
    except ValueError as error:
        raise ValueError(text) from error
