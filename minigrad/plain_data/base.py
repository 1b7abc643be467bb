"""Frozen dataclasses that are written as plain data and read back by the types of their fields."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import Enum, IntEnum
from types import UnionType
from typing import Annotated, ClassVar, Self, TypeVar, final, get_args, get_origin, get_type_hints

import numpy as np

from minigrad.arguments import shown
from minigrad.plain_data.json_values import (
    JsonObject,
    JsonValue,
    code_names,
    number,
    numbers,
    to_array,
    to_codes,
    to_float,
    to_int,
    to_list,
    to_object,
    to_text,
)

Result = TypeVar("Result", bound="PlainData")


@dataclass(frozen=True, eq=False)
class PlainData:
    """A result whose fields are numbers, strings, members of an Enum, arrays, tuples, and other such results.

    An array of the codes of an IntEnum has the type ``Annotated[..., ThatEnum]`` and is written with its names.
    """

    derived: ClassVar[tuple[str, ...]] = ()
    """Properties that :meth:`to_dict` writes besides the fields, for readers; :meth:`from_dict` passes over them."""

    @final
    def to_dict(self) -> JsonObject:
        """Plain dicts, lists, strings and numbers, ready for JSON.

        NaN becomes None and infinity ``"inf"`` or ``"-inf"``; arrays become nested lists in their shape.
        """
        return {name: _write(type(self), name, getattr(self, name)) for name in (*_names(self), *self.derived)}

    @final
    @classmethod
    def from_dict(cls, data: JsonObject) -> Self:
        """The inverse of :meth:`to_dict`, with arrays in float64; a field that an earlier release did not write has its
        default.

        Raises:
            TypeError, ValueError: ``data`` is not what :meth:`to_dict` returned.
        """
        given: object = data
        if not isinstance(given, dict):
            raise TypeError(f"`data` must be the dict of a {cls.__name__}, got {shown(data)}")
        return _read_fields(cls, data)


def _names(kind: PlainData | type[PlainData]) -> tuple[str, ...]:
    """The names of the fields."""
    return tuple(field.name for field in fields(kind))


def _write(owner: type[PlainData], name: str, value: object) -> JsonValue:
    """The value of a field, or one of those in the tuple that it is, as JSON."""
    if isinstance(value, PlainData):
        return value.to_dict()
    if isinstance(value, np.ndarray):
        codes = None if value.dtype.kind == "f" else _codes(_types(owner)[name])
        return numbers(value) if codes is None else code_names(value, codes)
    if isinstance(value, tuple):
        return [_write(owner, name, item) for item in value]
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, float):
        return number(value)
    return value if isinstance(value, (str, int)) else None


def _types(kind: type[PlainData]) -> dict[str, object]:
    """The type of each field."""
    hints = get_type_hints(kind, include_extras=True)
    return {name: hints[name] for name in _names(kind)}


def _read_fields(kind: type[Result], data: JsonObject) -> Result:
    """An object made of these values, whatever its constructor is called with."""
    result = object.__new__(kind)
    wanted = {name: hint for name, hint in _types(kind).items() if name in data or not hasattr(kind, name)}
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
    if origin is Annotated:
        codes = _codes(kind)
        return _read(arguments[0], value) if codes is None else to_codes(value, codes)
    if origin is UnionType:  # "... | None" is the only one
        return None if value is None else _read(arguments[0], value)
    if origin is tuple:  # all items of a tuple have one type
        items = tuple(_read(arguments[0], item) for item in to_list(value))
        if Ellipsis not in arguments and len(items) != len(arguments):
            raise ValueError(f"expected a list of {len(arguments)}, got {len(items)}")
        return items
    if np.ndarray in (origin, get_origin(getattr(origin, "__value__", None))):  # from numpy 2.5 on, a named alias
        return to_array(value)
    if kind is float or kind is int:
        return to_float(value) if kind is float else to_int(value)
    if isinstance(kind, type) and issubclass(kind, PlainData):
        return _read_fields(kind, to_object(value))
    if isinstance(kind, type) and issubclass(kind, (str, Enum)):
        return kind(to_text(value))
    raise TypeError(f"expected a field of a type that is plain data, got {kind}")


def _codes(kind: object) -> type[IntEnum] | None:
    """The enumeration whose codes an array of type ``kind`` holds, if it holds any."""
    marks = get_args(kind)[1:] if get_origin(kind) is Annotated else ()
    return next((mark for mark in marks if isinstance(mark, type) and issubclass(mark, IntEnum)), None)
