"""The tree of a structure: containers that hold containers and arrays."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import final

from typing_extensions import override

from minigrad.arguments import shown
from minigrad.arrays import Float64Array
from minigrad.structures.containers import Container, Maker, opened
from minigrad.structures.leaf import Leaf
from minigrad.structures.reading import Reading


class Node(ABC):
    """A part of a structure."""

    @property
    @abstractmethod
    def leaves(self) -> tuple[Leaf, ...]:
        """The arrays and numbers in it, in the order of the vector."""

    @abstractmethod
    def build(self, vector: Float64Array, *, given: bool) -> object:
        """Its like with the numbers of a vector, or of a stack of vectors; in double precision, or as given."""

    @abstractmethod
    def read(self, returned: object, reading: Reading) -> None:
        """Add what a function returned in its place."""


@final
@dataclass(frozen=True, eq=False)
class Entry(Node):
    """An array or a number."""

    leaf: Leaf

    @property
    @override
    def leaves(self) -> tuple[Leaf, ...]:
        return (self.leaf,)

    @override
    def build(self, vector: Float64Array, *, given: bool) -> object:
        return self.leaf.build(vector, given=given)

    @override
    def read(self, returned: object, reading: Reading) -> None:
        reading.take(self.leaf, returned)


@final
@dataclass(frozen=True, eq=False)
class Nothing(Node):
    """None: it has no entries, and nothing is due in its place."""

    name: str

    @property
    @override
    def leaves(self) -> tuple[Leaf, ...]:
        return ()

    @override
    def build(self, vector: Float64Array, *, given: bool) -> None:
        return None

    @override
    def read(self, returned: object, reading: Reading) -> None:
        if returned is not None:
            reading.differences.append(f"`{self.name}` is {shown(returned)}, must be None")


@final
@dataclass(frozen=True, eq=False)
class Branch(Node):
    """A container.

    Attributes:
        name: empty for the whole of a structure that has names.
        container: its kind and its names.
        nodes: what it holds.
        make: its like with other items.
    """

    name: str
    container: Container
    nodes: tuple[Node, ...]
    make: Maker

    @property
    @override
    def leaves(self) -> tuple[Leaf, ...]:
        return tuple(leaf for node in self.nodes for leaf in node.leaves)

    @override
    def build(self, vector: Float64Array, *, given: bool) -> object:
        return self.make([node.build(vector, given=given) for node in self.nodes])

    @override
    def read(self, returned: object, reading: Reading) -> None:
        theirs, own = opened(returned), self.container
        if theirs is None or not (theirs.kind == own.kind or (theirs.ordered and own.ordered)):
            what = shown(returned) if theirs is None else theirs.kind
            reading.lacks(f"{self._called} is {what}, must be {own.kind}")
        elif theirs.kind == own.kind and own.kind != "a list":
            self._read_names(dict(zip(theirs.names, theirs.items, strict=True)), reading)
        elif len(theirs.items) != len(self.nodes):
            reading.lacks(f"{self._called} has {len(theirs.items)} items, must have {len(self.nodes)}")
        else:
            for node, item in zip(self.nodes, theirs.items, strict=True):
                node.read(item, reading)

    @property
    def _called(self) -> str:
        return f"`{self.name}`" if self.name else "it"

    def _read_names(self, items: dict[str, object], reading: Reading) -> None:
        """Read by name what has names."""
        own = dict(zip(self.container.names, self.nodes, strict=True))
        for name, node in own.items():
            if name in items:
                node.read(items[name], reading)
            elif node.leaves:
                reading.lacks(f"it has no `{joined(self.name, name)}`")
        reading.differences.extend(f"`{joined(self.name, name)}` is unknown" for name in items if name not in own)


def joined(*names: str) -> str:
    """Names from the outside in, with dots between them.

    >>> joined("layers", "0", "W"), joined("", "W")
    ('layers.0.W', 'W')
    """
    return ".".join(filter(None, names))
