"""What is read from a structure that a function returned: numbers, and how it differs from what is due."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import prod
from typing import final

import numpy as np

from minigrad.arguments import shown
from minigrad.arrays import AnyArray, Float64Array
from minigrad.masks import is_masked
from minigrad.structures.leaf import Leaf


@final
@dataclass(eq=False)
class Reading:
    """A returned structure beside the one that is due.

    Attributes:
        vector: (size,) its numbers in the order of the structure that is due, NaN where there are none to be read.
        differences: what is missing, unknown or of another shape or kind, by name.
        arrays: what was returned for each leaf that could be read, by its name.
        complete: whether there is a number for each entry that is due.
    """

    vector: Float64Array
    differences: list[str] = field(default_factory=list)
    arrays: dict[str, AnyArray] = field(default_factory=dict)
    complete: bool = True

    def take(self, leaf: Leaf, returned: object) -> None:
        """Read what was returned for one leaf."""
        array = _as_array(returned)
        if array.dtype.kind not in ("fiuc" if leaf.is_complex else "fiu") or is_masked(returned):
            self.lacks(f"`{leaf.name}` {_kind(array, returned)}, must be {_wanted(leaf)}")
        elif array.size != prod(leaf.shape):
            self.lacks(f"`{leaf.name}` has shape {array.shape}, must be {leaf.shape}")
        else:
            if array.shape != leaf.shape and array.size != 1:
                self.differences.append(f"`{leaf.name}` has shape {array.shape}, must be {leaf.shape}")
            self.arrays[leaf.name] = array
            self.vector[leaf.block.place] = leaf.entries(array)

    def lacks(self, difference: str) -> None:
        """Note a difference that leaves entries unread."""
        self.differences.append(difference)
        self.complete = False


def _as_array(returned: object) -> AnyArray:
    try:
        array: AnyArray = np.asarray(returned)
    except Exception:  # a ragged list, or whatever an object raises
        array = np.array(None, dtype=object)
    return array


def _kind(array: AnyArray, returned: object) -> str:
    if is_masked(returned):
        return "has masked entries"
    return f"has dtype {array.dtype}" if array.ndim and array.dtype.kind != "O" else f"is {shown(returned)}"


def _wanted(leaf: Leaf) -> str:
    numbers = "numbers" if leaf.is_complex else "real numbers"
    return f"an array of {numbers} of shape {leaf.shape}" if leaf.shape else "a number"
