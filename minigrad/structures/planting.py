"""From a caller's value to the tree, with errors that name the place."""

from __future__ import annotations

from typing import final

import numpy as np

from minigrad.arguments import shown
from minigrad.arrays import AnyArray, Float64Array
from minigrad.masks import is_masked
from minigrad.structures.containers import maker, opened
from minigrad.structures.leaf import Leaf, kept_type
from minigrad.structures.nodes import Branch, Entry, Node, Nothing, joined
from minigrad.structures.recognised import is_structure


@final
class Planting:
    """Makes the tree of a structure and collects its numbers.

    Args:
        argument: the caller's name for the structure, for messages, and for the entries of what has no names.
    """

    def __init__(self, argument: str) -> None:
        self._argument = argument
        self._parts: list[Float64Array] = []
        self._names: set[str] = set()
        self._size = 0

    @property
    def vector(self) -> Float64Array:
        """(size,) the numbers so far."""
        return np.concatenate([*self._parts, np.empty(0)])

    def root(self, value: object) -> Node:
        """The tree of the whole."""
        container = opened(value) if is_structure(value) else None
        named = container is not None and container.kind != "a list"
        return self._node("" if named else self._argument, value, ())

    def _node(self, name: str, value: object, above: tuple[int, ...]) -> Node:
        if value is None:
            return Nothing(name)
        if not (is_structure(value) or _is_empty_list(value)):
            return self._entry(name, value)
        container = opened(value)
        if id(value) in above or container is None:
            raise ValueError(f"`{self._argument}` must end somewhere, and contains itself at `{name}`")
        inside = (*above, id(value))
        nodes = [
            self._node(joined(name, key), item, inside)
            for key, item in zip(container.names, container.items, strict=True)
        ]
        return Branch(name, container._replace(items=()), tuple(nodes), maker(value))

    def _entry(self, name: str, value: object) -> Entry:
        if name in self._names:
            raise ValueError(f"`{self._argument}` must have distinct names, got `{name}` twice")
        self._names.add(name)
        array = self._numbers(name, value)
        is_number = not isinstance(value, np.ndarray) and array.ndim == 0
        leaf = Leaf(name, self._size, array.shape, kept_type(array), is_number)
        self._parts.append(leaf.entries(array).astype(np.float64))
        self._size = leaf.block.place.stop
        return Entry(leaf)

    def _numbers(self, name: str, value: object) -> AnyArray:
        try:
            array: AnyArray = np.asarray(value)
        except ValueError as error:  # a ragged list
            raise ValueError(f"`{self._argument}` must hold arrays of numbers; at `{name}`: {error}") from error
        if is_masked(value):
            raise ValueError(f"`{self._argument}` must not have masked entries, as at `{name}`; use .filled(value)")
        if array.dtype.kind not in "fiuc":
            what = f"an array of dtype {array.dtype}" if array.ndim and array.dtype.kind != "O" else shown(value)
            raise TypeError(
                f"`{self._argument}` must hold numbers and arrays of numbers, got {what} at `{name}`; leave out what "
                "is no parameter, and let the function take it from outside"
            )
        return array


def _is_empty_list(value: object) -> bool:
    return isinstance(value, (list, tuple)) and len(value) == 0
