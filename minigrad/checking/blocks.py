"""The named arrays that a flat vector is made of, read off the names of its entries.

``dense1.weight[0, 2]`` is an entry of ``dense1.weight``; entries without brackets form one block of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import IntArray, Shape

ENTRY = re.compile(r"^(?P<block>.*?)\[(?P<index>[\d, ]+)\]$")


@final
@dataclass(frozen=True)
class Block:
    """Entries that belong together.

    Attributes:
        name: such as ``dense1.weight``.
        entries: flat indices, in C order of the block.
        shape: its shape, or (size,) where the names do not tell.
    """

    name: str
    entries: IntArray
    shape: Shape


def find_blocks(n: int, name: Callable[[int], str]) -> list[Block]:
    """The blocks of n entries, in the order in which they come.

    >>> [(b.name, b.shape) for b in find_blocks(3, ["w[0, 0]", "w[0, 1]", "b[0]"].__getitem__)]
    [('w', (1, 2)), ('b', (1,))]
    """
    members: dict[str, list[int]] = {}
    largest: dict[str, tuple[int, ...]] = {}
    for entry in range(n):
        found = ENTRY.match(name(entry))
        block = found["block"] if found else ""
        index = tuple(int(part) for part in found["index"].split(",")) if found else (len(members.get("", [])),)
        members.setdefault(block, []).append(entry)
        known = largest.get(block, index)
        largest[block] = tuple(map(max, known, index)) if len(known) == len(index) else index
    return [_block(block, entries, largest[block]) for block, entries in members.items()]


def _block(name: str, entries: list[int], largest: tuple[int, ...]) -> Block:
    shape = tuple(last + 1 for last in largest)
    fits = int(np.prod(shape)) == len(entries)
    return Block(name, np.array(entries, dtype=np.int64), shape if fits else (len(entries),))
