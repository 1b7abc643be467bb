"""What an optimizer or a callback remembers, as plain data and arrays, and back by a template.

A file names no classes: the state that ``init`` returns says which tuples there are, and what is in them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple, TypeVar, cast

import numpy as np

from minigrad.arguments import shown
from minigrad.arrays import AnyArray
from minigrad.optimizers.base import StateValue
from minigrad.plain_data.json_values import JsonValue, number, to_list, to_text

T = TypeVar("T", bound=tuple[StateValue, ...])

SCALARS: Final = ("float64", "float32", "int64")
"""The types of numpy's numbers, which behave in another way than Python's."""


class StoredState(NamedTuple):
    """A state without its classes."""

    value: JsonValue
    """Lists for tuples, and the names of arrays."""
    arrays: Mapping[str, AnyArray]


def stored(state: tuple[StateValue, ...]) -> StoredState:
    """The state as plain data and arrays.

    Raises:
        TypeError: something in it is neither an array nor a number nor such a tuple.

    >>> stored((2.0, np.array([1.0, 3.0]), (1,)))
    StoredState(value=[2.0, {'array': '1'}, [1]], arrays={'1': array([1., 3.])})
    """
    arrays: dict[str, AnyArray] = {}
    return StoredState(_value(state, "", arrays), arrays)


def rebuilt(template: T, state: StoredState, *, shapes: bool) -> T:
    """A state of the kind of ``template``.

    Args:
        template: what ``init`` returns.
        state: what :func:`stored` returned.
        shapes: whether arrays must have the shapes and dtypes of the template's.

    Raises:
        ValueError: the state is of another kind.
    """
    try:
        return cast("T", _rebuilt(template, state.value, state, shapes=shapes))
    except TypeError as error:
        raise ValueError(f"it is no state of a {type(template).__name__}: {error}") from error


def _value(value: object, name: str, arrays: dict[str, AnyArray]) -> JsonValue:
    if isinstance(value, tuple):
        return [_value(part, f"{name}.{own}" if name else own, arrays) for own, part in _parts(value)]
    if isinstance(value, np.ndarray) and value.dtype.kind in "fiub":
        arrays[name] = value
        return {"array": name}
    if isinstance(value, np.generic) and value.dtype.name in SCALARS:
        return {value.dtype.name: number(float(value)) if value.dtype.kind == "f" else int(value)}
    if type(value) is int or type(value) is float:
        return value if type(value) is int else number(value)
    raise TypeError(f"a state that is kept in a file has arrays, numbers and tuples of such, got {shown(value)}")


def _parts(value: tuple[object, ...]) -> Iterator[tuple[str, object]]:
    names: tuple[str, ...] = getattr(type(value), "_fields", tuple(map(str, range(len(value)))))
    return zip(names, value, strict=True)


def _rebuilt(template: object, value: JsonValue, state: StoredState, *, shapes: bool) -> object:
    if isinstance(template, tuple):
        items = to_list(value)
        if len(items) != len(template):
            raise ValueError(f"it has {len(items)} parts, a {type(template).__name__} has {len(template)}")
        parts = tuple(_rebuilt(own, item, state, shapes=shapes) for own, item in zip(template, items, strict=True))
        make: Callable[[Iterable[object]], object] = getattr(type(template), "_make", tuple)  # of a NamedTuple
        return make(parts)
    if isinstance(template, np.ndarray):
        return _array(template, value, state, shapes=shapes)
    return _number(value)


def _array(template: AnyArray, value: JsonValue, state: StoredState, *, shapes: bool) -> AnyArray:
    name = to_text(value["array"]) if isinstance(value, dict) and "array" in value else None
    if name is None or name not in state.arrays:
        raise ValueError(f"it has {shown(value)} where an array belongs")
    array = state.arrays[name]
    if shapes and (array.shape, array.dtype) != (template.shape, template.dtype):
        raise ValueError(f"{name} is {array.shape} of {array.dtype}, not {template.shape} of {template.dtype}")
    return array


def _number(value: JsonValue) -> float:
    if isinstance(value, dict) and len(value) == 1 and (kind := next(iter(value))) in SCALARS:
        return cast("float", np.dtype(kind).type(_number(value[kind])))
    if isinstance(value, (list, dict, bool)):
        raise ValueError(f"it has {shown(value)} where a number belongs")
    if value is None:
        return float("nan")
    return value if isinstance(value, int) else float(value)
