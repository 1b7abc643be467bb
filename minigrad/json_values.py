"""Values of JSON: numbers that JSON lacks, and reading with the type that is expected."""

from __future__ import annotations

import json
from collections.abc import Iterable
from math import isnan
from typing import TypeAlias, TypeVar

import numpy as np

from minigrad.arrays import Float64Array

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"
JsonObject: TypeAlias = dict[str, JsonValue]

T = TypeVar("T")


def number(value: float) -> JsonValue:
    """A float as JSON: None for NaN, a string for infinity.

    >>> number(float("inf")), number(float("nan")), number(0.5)
    ('inf', None, 0.5)
    """
    if isnan(value):
        return None
    return float(value) if abs(value) != float("inf") else ("inf" if value > 0 else "-inf")


def numbers(values: Iterable[float]) -> JsonValue:
    """Many floats as a JSON list."""
    return [number(float(value)) for value in values]


def to_float(value: JsonValue) -> float:
    """The inverse of :func:`number`."""
    if value is None:
        return float("nan")
    if isinstance(value, (list, dict)):
        raise TypeError(f"expected a number, got {type(value).__name__}")
    return float(value)


def to_array(value: JsonValue) -> Float64Array:
    """The inverse of :func:`numbers`."""
    return np.array([to_float(item) for item in to_list(value)], dtype=np.float64)


def to_list(value: JsonValue) -> list[JsonValue]:
    """``value``, if it is a list."""
    return _typed(value, list, "a list")


def to_object(value: JsonValue) -> JsonObject:
    """``value``, if it is an object."""
    return _typed(value, dict, "an object")


def to_text(value: JsonValue) -> str:
    """``value``, if it is a string."""
    return _typed(value, str, "a string")


def to_int(value: JsonValue) -> int:
    """``value``, if it is a whole number, which true is not."""
    if isinstance(value, bool):
        raise TypeError(f"expected a whole number, got {value}")
    return _typed(value, int, "a whole number")


def _typed(value: JsonValue, kind: type[T], expected: str) -> T:
    if not isinstance(value, kind):
        raise TypeError(f"expected {expected}, got {type(value).__name__}")
    return value


def to_ints(value: JsonValue) -> tuple[int, ...]:
    """``value``, if it is a list of whole numbers."""
    return tuple(to_int(item) for item in to_list(value))


def dumps(data: JsonObject, indent: int | None) -> str:
    """JSON text."""
    return json.dumps(data, indent=indent, allow_nan=False)


def loads(text: str) -> JsonObject:
    """An object from JSON text."""
    parsed: JsonValue = json.loads(text)
    return to_object(parsed)
