"""Numbers and arrays as JSON, which has neither NaN nor infinity, and reading with the type that is expected."""

from __future__ import annotations

import json
from enum import IntEnum
from math import isinf, isnan
from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from minigrad.arrays import AnyArray, Float64Array, everywhere

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"
JsonObject: TypeAlias = dict[str, JsonValue]

CodeArray: TypeAlias = npt.NDArray[np.int8]
"""Codes of an enumeration."""

T = TypeVar("T")


def number(value: float) -> JsonValue:
    """A float as JSON: None for NaN, a string for infinity.

    >>> number(float("inf")), number(float("nan")), number(0.5)
    ('inf', None, 0.5)
    """
    if isnan(value):
        return None
    return str(float(value)) if isinf(value) else float(value)


def numbers(array: AnyArray) -> JsonValue:
    """An array as nested lists in its shape, or as its one number.

    >>> numbers(np.array([[0.5, np.nan], [-np.inf, 1.0]]))
    [[0.5, None], ['-inf', 1.0]]
    """
    nested: JsonValue = array.tolist()
    return nested if everywhere(np.isfinite(array)) else _nested_numbers(nested)


def _nested_numbers(value: JsonValue) -> JsonValue:
    if isinstance(value, list):
        return [_nested_numbers(item) for item in value]
    return number(to_float(value))


def code_names(array: AnyArray, codes: type[IntEnum]) -> JsonValue:
    """An array of the codes of an enumeration as the nested lists of their names."""
    names: JsonValue = np.array([codes(int(code)).name for code in array.flat]).reshape(array.shape).tolist()
    return names


def to_float(value: JsonValue) -> float:
    """The inverse of :func:`number`."""
    if value is None:
        return float("nan")
    if isinstance(value, (list, dict)):
        raise TypeError(f"expected a number, got {type(value).__name__}")
    return float(value)


def to_array(value: JsonValue) -> Float64Array:
    """The inverse of :func:`numbers`."""
    return np.array(_nested_floats(value), dtype=np.float64)


def _nested_floats(value: JsonValue) -> JsonValue:
    return [_nested_floats(item) for item in value] if isinstance(value, list) else to_float(value)


def to_codes(value: JsonValue, codes: type[IntEnum]) -> CodeArray:
    """The inverse of :func:`code_names`."""
    return np.array(_nested_codes(value, codes), dtype=np.int8)


def _nested_codes(value: JsonValue, codes: type[IntEnum]) -> JsonValue:
    if isinstance(value, list):
        return [_nested_codes(item, codes) for item in value]
    if to_text(value) not in codes.__members__:
        raise ValueError(f"expected one of {', '.join(codes.__members__)}, got {value!r}")
    return int(codes[to_text(value)])


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
