"""Which values are structures, and which are arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass

import numpy as np

from minigrad.masks import NUMBERS


def is_structure(value: object) -> bool:
    """Whether ``value`` is a mapping, a NamedTuple, a dataclass instance, or a list or tuple that holds an array with
    axes or a structure.

    What ``numpy.asarray`` takes by an ``__array__`` of its own is an array, and so is a list of plain numbers.

    >>> is_structure({"w": 1.0}), is_structure([np.zeros(2), 1.0]), is_structure([[1.0, 2.0], [3.0, 4.0]])
    (True, True, False)
    """
    return _is_structure(value, ())


def is_named_tuple(value: object) -> bool:
    """Whether ``value`` is an instance of a NamedTuple."""
    return isinstance(value, tuple) and hasattr(type(value), "_fields")


def _is_structure(value: object, above: tuple[int, ...]) -> bool:
    if isinstance(value, type) or hasattr(type(value), "__array__"):
        return False
    if isinstance(value, (list, tuple)) and not is_named_tuple(value):
        return _holds_parts(value, above)
    return is_named_tuple(value) or isinstance(value, Mapping) or is_dataclass(value)


def _holds_parts(items: list[object] | tuple[object, ...], above: tuple[int, ...]) -> bool:
    """Whether one of them is an array with axes or a structure; ``above`` are the lists that hold this one, by id."""
    if NUMBERS.issuperset(map(type, items)):
        return False
    inside = (*above, id(items))
    return any(id(item) in inside or _has_axes(item) or _is_structure(item, inside) for item in items)


def _has_axes(item: object) -> bool:
    return hasattr(type(item), "__array__") and not isinstance(item, np.generic) and getattr(item, "ndim", 1) > 0
