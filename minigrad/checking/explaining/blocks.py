"""The named arrays that a flat vector is made of, read off the names of its entries.

``dense1.weight[0, 2]`` is an entry of ``dense1.weight``. An array's entries lie next to each other, so that a few names
suffice to find where it ends, even among millions.
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
        name: such as ``dense1.weight``; empty where entries have names without an index.
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
    blocks: list[Block] = []
    start = 0
    while start < n:
        end = _end(start, n, name)
        blocks.append(_block(start, end, name))
        start = end
    return blocks


def _parse(text: str) -> tuple[str, tuple[int, ...]]:
    found = ENTRY.match(text)
    return (found["block"], tuple(int(part) for part in found["index"].split(","))) if found else ("", ())


def _end(start: int, n: int, name: Callable[[int], str]) -> int:
    """One past the last entry of the block that begins at ``start``: doubling strides, then bisection."""
    block = _parse(name(start))[0]
    inside, stride = start, 1
    while inside + stride < n and _parse(name(inside + stride))[0] == block:
        inside, stride = inside + stride, 2 * stride
    outside = min(n, inside + stride)
    while outside - inside > 1:
        middle = (inside + outside) // 2
        inside, outside = (middle, outside) if _parse(name(middle))[0] == block else (inside, middle)
    return outside


def _block(start: int, end: int, name: Callable[[int], str]) -> Block:
    block, last = _parse(name(end - 1))
    shape = tuple(index + 1 for index in last)
    fits = bool(shape) and int(np.prod(shape)) == end - start
    return Block(block, np.arange(start, end), shape if fits else (end - start,))
