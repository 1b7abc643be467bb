"""Frozen dataclasses as JSON, written and read by the types of their fields."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from types import UnionType
from typing import Self, TypeVar, final, get_args, get_origin, get_type_hints

import numpy as np

from minigrad.arguments import shown
from minigrad.json_values import (
    JsonObject,
    JsonValue,
    number,
    numbers,
    to_array,
    to_float,
    to_int,
    to_list,
    to_object,
    to_text,
)

T = TypeVar("T")


@dataclass(frozen=True)
class Stored:
    """Numbers, strings, arrays, tuples and other such dataclasses under names."""

    @final
    def to_dict(self) -> JsonObject:
        """Plain dicts, lists, strings and numbers; NaN becomes None and infinity a string."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}

    @final
    @classmethod
    def from_dict(cls, data: JsonObject) -> Self:
        """The inverse of :meth:`to_dict`; a field that an earlier release did not write has its default.

        Raises:
            TypeError, ValueError: ``data`` is not what :meth:`to_dict` returned.
        """
        given: object = data
        if not isinstance(given, dict):
            raise TypeError(f"`data` must be the dict of a {cls.__name__}, got {shown(data)}")
        return _read_fields(cls, data)


def _plain(value: object) -> JsonValue:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, np.ndarray):
        return numbers(value.reshape(-1))
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return number(value)
    return str(value) if isinstance(value, str) else value if isinstance(value, int) else None


def _read_fields(kind: type[T], data: JsonObject) -> T:
    """An object with these values of its fields, made without calling its constructor."""
    result = object.__new__(kind)
    wanted = {name: hint for name, hint in get_type_hints(kind).items() if name in data or not hasattr(kind, name)}
    for name, hint in wanted.items():
        if name not in data:
            raise ValueError(
                f"`data` must be the dict of a {kind.__name__}, which has {name!r}; got {shown(list(data))}"
            )
        try:
            vars(result)[name] = _read(hint, data[name])
        except (TypeError, ValueError, OverflowError) as error:
            raise ValueError(f"`data[{name!r}]` must be that of a {kind.__name__}: {error}") from error
    return result


def _read(kind: object, value: JsonValue) -> object:
    """``value`` as the type of a field."""
    arguments, origin = get_args(kind), get_origin(kind)
    if origin is UnionType:  # "... | None" is the only one
        return None if value is None else _read(arguments[0], value)
    if origin is tuple:  # all items of a tuple have one type
        items = tuple(_read(arguments[0], item) for item in to_list(value))
        if Ellipsis not in arguments and len(items) != len(arguments):
            raise ValueError(f"expected a list of {len(arguments)}, got {len(items)}")
        return items
    if np.ndarray in (
        origin,
        get_origin(getattr(origin, "__value__", None)),
    ):  # from numpy 2.5 on, NDArray is a named alias
        return to_array(value)
    if kind is float or kind is int:
        return to_float(value) if kind is float else to_int(value)
    if not isinstance(kind, type):
        raise TypeError(f"expected a field of a type that is stored as JSON, got {kind}")
    return _read_fields(kind, to_object(value)) if is_dataclass(kind) else kind(to_text(value))
