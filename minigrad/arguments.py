"""Checks of arguments that are neither arrays nor numbers. Each message names the argument, what it must be, and what
was passed.

Arrays are checked in :mod:`minigrad.arrays`, numbers in :mod:`minigrad.quantities`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from contextlib import suppress
from os import PathLike
from pathlib import Path

import numpy as np

from minigrad.arrays import FloatType, Rng, Shape
from minigrad.masks import require_unmasked
from minigrad.quantities import require_count as require_count
from minigrad.quantities import require_fraction as require_fraction
from minigrad.quantities import require_integer as require_integer
from minigrad.quantities import require_non_negative as require_non_negative
from minigrad.quantities import require_positive as require_positive
from minigrad.quantities import shown as shown


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
        raise TypeError(f"`{name}` must be of class {kind.__name__}, got {shown(value)}{hint}")


def require_array(name: str, value: object) -> None:
    """Raise a ``TypeError`` unless ``value`` is a numpy array without masked entries: for functions called very often,
    which cannot afford a copy.

    >>> require_array("inputs", [[1.0, 2.0]])
    Traceback (most recent call last):
        ...
    TypeError: `inputs` must be a numpy array, got [[1.0, 2.0]]
    """
    if type(value) is not np.ndarray:
        require_unmasked(name, value)
        if not isinstance(value, np.ndarray):
            raise TypeError(f"`{name}` must be a numpy array, got {shown(value)}")
    if value.dtype.kind not in "fiuc":
        raise TypeError(f"`{name}` must hold numbers, got dtype {value.dtype}")


def require_callable(name: str, value: object) -> None:
    """Raise a ``TypeError`` unless ``value`` is a function or an object that can be called; a class is neither.

    >>> require_callable("fun", 2.0)
    Traceback (most recent call last):
        ...
    TypeError: `fun` must be a function, got 2.0
    """
    if isinstance(value, type) or not callable(value):
        hint = "; call it first, and pass what that returns" if isinstance(value, type) else ""
        raise TypeError(f"`{name}` must be a function, got {shown(value)}{hint}")


def require_flag(name: str, value: object) -> None:
    """Raise a ``TypeError`` unless ``value`` is True or False; Python would take the text "no" for true.

    >>> require_flag("bias", "no")
    Traceback (most recent call last):
        ...
    TypeError: `bias` must be True or False, got 'no'
    """
    if not isinstance(value, (bool, np.bool_)):
        raise TypeError(f"`{name}` must be True or False, got {shown(value)}")


def require_choice(name: str, value: object, choices: tuple[str, ...]) -> None:
    """Raise a ``ValueError`` unless ``value`` is one of ``choices``.

    >>> require_choice("gradient", "symbolic", ("analytic", "numeric"))
    Traceback (most recent call last):
        ...
    ValueError: `gradient` must be 'analytic' or 'numeric', got 'symbolic'
    """
    if not isinstance(value, str) or value not in choices:
        words = ", ".join(map(repr, choices[:-1])) + f" or {choices[-1]!r}"
        raise ValueError(f"`{name}` must be {words}, got {shown(value)}")


def as_items(name: str, value: object, what: str) -> tuple[object, ...]:
    """The items of a sequence; texts, sets, mappings and arrays without axes are refused.

    >>> as_items("layers", "dense", "layers")
    Traceback (most recent call last):
        ...
    TypeError: `layers` must be a sequence of layers, got 'dense'
    """
    if type(value) is tuple or type(value) is list:  # faster than the check of an abstract class
        return tuple(value)
    if isinstance(value, Iterable) and not isinstance(value, (str, bytes, Mapping, Set)):
        with suppress(TypeError):  # an array without axes
            return tuple(value)
    raise TypeError(f"`{name}` must be a sequence of {what}, got {shown(value)}")


def as_names(name: str, value: object) -> tuple[str, ...]:
    """The texts in a sequence; a single text is refused.

    >>> as_names("target_names", "setosa")
    Traceback (most recent call last):
        ...
    TypeError: `target_names` must be a sequence of names, got 'setosa'
    """
    items = as_items(name, value, "names")
    names = tuple(str(item) for item in items if isinstance(item, str))
    if len(names) != len(items):
        raise TypeError(f"`{name}` must be a sequence of names, got {shown(value)}")
    return names


def require_distinct(name: str, names: tuple[str, ...]) -> None:
    """Raise a ``ValueError`` if a name comes twice.

    >>> require_distinct("target_names", ("setosa", "setosa"))
    Traceback (most recent call last):
        ...
    ValueError: `target_names` must all be different, got 'setosa' twice
    """
    if len(set(names)) < len(names):
        twice = next(item for index, item in enumerate(names) if item in names[:index])
        raise ValueError(f"`{name}` must all be different, got {shown(twice)} twice")


def as_shape(name: str, value: object) -> Shape:
    """The shape of an array, as a tuple; raises unless ``value`` is a sequence of whole numbers that are not negative.

    >>> as_shape("shape", (2, -3))
    Traceback (most recent call last):
        ...
    ValueError: `shape` must be a whole number of at least 0, got -3
    """
    return tuple(require_count(name, length, minimum=0) for length in as_items(name, value, "whole numbers"))


def as_path(name: str, value: object) -> Path:
    """The path of a file.

    >>> as_path("path", None)
    Traceback (most recent call last):
        ...
    TypeError: `path` must be the path of a file, got None
    """
    if not isinstance(value, (str, PathLike)):
        raise TypeError(f"`{name}` must be the path of a file, got {shown(value)}")
    return Path(value)


def as_float_type(name: str, dtype: object) -> FloatType:
    """``numpy.float64`` or ``numpy.float32``, also where ``dtype`` is another spelling of it.

    >>> as_float_type("dtype", int)
    Traceback (most recent call last):
        ...
    TypeError: `dtype` must be numpy.float64 or numpy.float32, got <class 'int'>
    """
    try:
        given = np.dtype(dtype) if isinstance(dtype, (type, str, np.dtype)) else None
    except TypeError:
        given = None
    if given == np.float64 or given == np.float32:
        return np.float64 if given == np.float64 else np.float32
    raise TypeError(f"`{name}` must be numpy.float64 or numpy.float32, got {shown(dtype)}")


def as_generator(name: str, rng: Rng) -> np.random.Generator:
    """The generator for ``rng``, by SPEC 7 of Scientific Python: a generator is used as it is, a seed starts a new one.

    >>> as_generator("rng", -1)
    Traceback (most recent call last):
        ...
    ValueError: `rng` must be a whole number of at least 0, a sequence of such, a numpy Generator or None, got -1
    """
    text = (
        f"`{name}` must be a whole number of at least 0, a sequence of such, a numpy Generator or None, got "
        f"{shown(rng)}"
    )
    if isinstance(rng, (bool, str)):
        raise TypeError(text)
    try:
        return np.random.default_rng(rng)
    except TypeError as error:
        raise TypeError(text) from error
    except ValueError as error:
        raise ValueError(text) from error


def not_settable(owner: object, name: str, instead: str) -> str:
    """The message for an attribute that cannot be set: the settable ones, and what to do instead."""
    kind = type(owner)
    can = sorted(key for key in dir(kind) if isinstance(each := getattr(kind, key), property) and each.fset)
    listed = f"what can be set: {', '.join(can)}; " if can else ""
    return f"`{name}` of a {kind.__name__} cannot be set; {listed}{instead}"


def require_exceptions(name: str, value: object) -> None:
    """Refuse what is no tuple of exception classes."""
    if isinstance(value, tuple) and all(isinstance(kind, type) and issubclass(kind, Exception) for kind in value):
        return
    raise TypeError(f"`{name}` must be a tuple of exception classes, got {shown(value)}")
