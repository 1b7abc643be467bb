"""What a dict, a NamedTuple, a dataclass or a list holds by name, and how its like is made again."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Hashable, Mapping, Sequence
from copy import copy
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from minigrad.structures.recognised import is_named_tuple

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Maker: TypeAlias = Callable[[Sequence[object]], object]
"""Makes a container of what it holds, in the order of its names."""


class Container(NamedTuple):
    """A container of the caller's, opened.

    Attributes:
        kind: "a dict", "a dataclass", "a NamedTuple", "a list" or "an array", for messages.
        names: of what it holds; the places 0, 1, ... in a list.
        items: what it holds.
    """

    kind: str
    names: tuple[str, ...]
    items: tuple[object, ...]

    @property
    def ordered(self) -> bool:
        """Whether places tell what belongs where."""
        return self.kind in ("a NamedTuple", "a list", "an array")


def opened(value: object) -> Container | None:
    """The names and items of a container; None for what is none.

    >>> opened({"w": 1.0, 2: 3.0})
    Container(kind='a dict', names=('w', '2'), items=(1.0, 3.0))
    """
    if isinstance(value, Mapping):
        return Container("a dict", tuple(map(str, value)), tuple(value[key] for key in value))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = _field_names(value)
        return Container("a dataclass", names, tuple(getattr(value, name) for name in names))
    if isinstance(value, tuple) and is_named_tuple(value):
        fields: tuple[str, ...] = type(value)._fields  # type: ignore[attr-defined]  # it has, as is_named_tuple says
        return Container("a NamedTuple", fields, tuple(value))
    if isinstance(value, (list, tuple)):
        return Container("a list", _places(len(value)), tuple(value))
    if isinstance(value, np.ndarray) and value.ndim:
        return Container("an array", _places(len(value)), tuple(value))
    return None


def maker(value: object) -> Maker:
    """Makes the like of a container with other items.

    >>> maker({"w": 1.0, 2: 3.0})([5.0, 6.0])
    {'w': 5.0, 2: 6.0}
    """
    if isinstance(value, Mapping):
        return _mapping_maker(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return partial(_like_dataclass, value, _field_names(value))
    if isinstance(value, tuple):
        return partial(_like_named_tuple, type(value)) if is_named_tuple(value) else tuple
    return list


def _field_names(value: DataclassInstance) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(value) if field.init)


def _places(count: int) -> tuple[str, ...]:
    return tuple(map(str, range(count)))


def _like_dataclass(value: DataclassInstance, names: tuple[str, ...], items: Sequence[object]) -> object:
    return dataclasses.replace(value, **dict(zip(names, items, strict=True)))


def _like_named_tuple(kind: type[tuple[object, ...]], items: Sequence[object]) -> object:
    return kind._make(items)  # type: ignore[attr-defined]  # it is a NamedTuple


def _mapping_maker(value: Mapping[Hashable, object]) -> Maker:
    """The first way that works: a dict, its class called with a dict, a copy that is filled, and a dict after all."""
    keys = tuple(value)
    if type(value) is dict:
        return partial(_dict, keys)
    ways: list[Maker] = [partial(_of_class, type(value), keys)]
    if isinstance(value, dict):
        ways.append(partial(_filled_copy, copy(value), keys))
    for way in ways:
        if _works(way, value):
            return way
    return partial(_dict, keys)


def _works(way: Maker, value: Mapping[Hashable, object]) -> bool:
    """Whether this way leads to a mapping of the same class with the items given to it."""
    items = [object() for _ in value]
    try:
        made = way(items)
        if not isinstance(made, Mapping) or type(made) is not type(value) or tuple(made) != tuple(value):
            return False
        return all(made[key] is item for key, item in zip(value, items, strict=True))
    except Exception:  # whatever its class makes of it
        return False


def _dict(keys: tuple[Hashable, ...], items: Sequence[object]) -> dict[Hashable, object]:
    return dict(zip(keys, items, strict=True))


def _of_class(kind: Callable[[object], object], keys: tuple[Hashable, ...], items: Sequence[object]) -> object:
    return kind(_dict(keys, items))


def _filled_copy(like: dict[Hashable, object], keys: tuple[Hashable, ...], items: Sequence[object]) -> object:
    made = copy(like)
    made.update(_dict(keys, items))
    return made
