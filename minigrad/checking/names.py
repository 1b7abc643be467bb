"""What the entries of a gradient are called, and the arrays that they belong to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Final, Protocol, TypeAlias, final

import numpy as np

from minigrad.arguments import as_names, as_shape
from minigrad.arrays import AnyArray, IntArray, Shape
from minigrad.layout import Block, Layout
from minigrad.probes.outputs.sparsity import Sparsity

Names: TypeAlias = Sequence[str] | Callable[[int], str] | Layout | Mapping[str, Sequence[int]] | None
"""One name for each entry in C order, a function of the flat index, a layout such as ``network.layout``, the shapes of
arrays by name, such as ``{"W": (3, 4), "b": (4,)}``, or None for ``x[0, 2]``."""

ENTRY: Final = re.compile(r"^(?P<array>.*?)\[(?P<index>[\d, ]+)\]$")
"""The name of an entry that says its array and its place in there."""


class EntryNames(Protocol):
    """A :class:`~minigrad.layout.Layout`, or names that the caller made."""

    def name(self, index: int, /) -> str:
        """The name of one entry, by its flat index."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The arrays that the entries belong to, in their order."""


def entry_names(names: Names, x: AnyArray) -> EntryNames:
    """The names of the entries of x.

    Raises:
        TypeError, ValueError: ``names`` is no sequence of texts, or does not fit the size of x.
    """
    if names is None:
        return Layout.of({"x": x})
    if isinstance(names, Mapping):
        own = as_names("names", tuple(names))
        names = Layout(own, tuple(as_shape(f"names[{name!r}]", names[name]) for name in own))
    if isinstance(names, Layout):
        if names.size != x.size:
            raise ValueError(f"`names` must be a layout of the {x.size} entries of x, got one of {names.size}")
        return names
    if callable(names):
        return GivenNames(x.size, names)
    listed = as_names("names", names)
    if len(listed) != x.size:
        raise ValueError(f"`names` must hold one name for each of the {x.size} entries of x, got {len(listed)}")
    return GivenNames(x.size, listed.__getitem__)


@final
@dataclass(frozen=True)
class JacobianNames:
    """Names of the derivatives of several outputs: ``f[0] / x[2]``.

    Attributes:
        shape: of what fun returns, followed by that of x.
        output: the name of an output, by its flat index.
        inputs: the names of the entries of x, or of the directions along which it moves.
        columns: how many of these there are.
        pattern: the entries that there are, where these are not all.
    """

    shape: Shape
    output: Callable[[int], str]
    inputs: EntryNames
    columns: int
    pattern: Sparsity | None = None

    def name(self, index: int) -> str:
        """The name of one entry, by its flat index, or by its place in the pattern."""
        if self.pattern is None:
            return self.pair(*divmod(index, self.columns))
        return self.pair(int(self.pattern.rows[index]), int(self.pattern.columns[index]))

    def pair(self, row: int, column: int) -> str:
        """The name of the entry in this row and column."""
        return f"{self.output(row)} / {self.inputs.name(column)}"

    @property
    def places(self) -> tuple[IntArray, IntArray]:
        """(n,) the output and the input of each entry."""
        if self.pattern is not None:
            return self.pattern.rows, self.pattern.columns
        rows, columns = np.divmod(np.arange(prod(self.shape)), max(1, self.columns))
        return rows, columns

    def moved(self, index: int) -> int:
        """Which of the inputs belongs to an entry."""
        return index % self.columns if self.pattern is None else int(self.pattern.columns[index])

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The whole, as one array; the entries of a pattern make none."""
        return (Block.at("", 0, self.shape),) if self.pattern is None else ()


def moved_name(names: EntryNames, line: int) -> str:
    """What the entry of x is called that moves along this line."""
    return names.inputs.name(names.moved(line)) if isinstance(names, JacobianNames) else names.name(line)


@final
@dataclass(frozen=True)
class GivenNames:
    """Names that the caller made: ``w[0, 2]`` is taken for an entry of an array w.

    Attributes:
        size: the number of entries.
        name: the name of an entry, by its flat index.

    >>> given = GivenNames(3, ["w[0, 0]", "w[0, 1]", "b[0]"].__getitem__)
    >>> [(block.name, block.shape) for block in given.blocks]
    [('w', (1, 2)), ('b', (1,))]
    """

    size: int
    name: Callable[[int], str]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The arrays that the names tell of; entries next to each other whose names have no index are one."""
        blocks = list[Block]()
        start = 0
        while start < self.size:
            blocks.append(self._block(start))
            start = blocks[-1].place.stop
        return tuple(blocks)

    def _block(self, start: int) -> Block:
        """The array that begins at ``start``; its shape is known from its last entry, if that has one."""
        end = self._end(start)
        array, last = _read(self.name(end - 1))
        shape = tuple(index + 1 for index in last)
        return Block.at(array, start, shape if shape and prod(shape) == end - start else (end - start,))

    def _end(self, start: int) -> int:
        """One past the last entry of the array that begins at ``start``: doubling strides, then bisection, so that a
        few names suffice among millions."""
        array = _read(self.name(start))[0]
        inside, stride = start, 1
        while inside + stride < self.size and _read(self.name(inside + stride))[0] == array:
            inside, stride = inside + stride, 2 * stride
        outside = min(self.size, inside + stride)
        while outside - inside > 1:
            middle = (inside + outside) // 2
            inside, outside = (middle, outside) if _read(self.name(middle))[0] == array else (inside, middle)
        return outside


def _read(name: str) -> tuple[str, Shape]:
    """The array and the place in it that a name tells."""
    found = ENTRY.match(name)
    return (found["array"], tuple(int(part) for part in found["index"].split(","))) if found else ("", ())
