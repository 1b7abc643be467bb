"""What is read from a structure that a function returned: numbers, and how it differs from what is due."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import prod
from typing import final

import numpy as np

from minigrad.arguments import shown
from minigrad.arrays import AnyArray, Shape
from minigrad.masks import is_masked
from minigrad.structures.leaf import Leaf


@final
@dataclass(eq=False)
class Reading:
    """A returned structure beside the one that is due.

    Attributes:
        vector: (*outputs, size) its numbers in the order of the structure that is due, NaN where none can be read.
        outputs: axes in front of those of each array, as the derivative of a function with several outputs has them.
        kinds: numpy kinds that the arrays may have where real numbers are due.
        differences: what is missing, unknown or of another shape or kind, by name.
        arrays: what was returned for each leaf that could be read, by its name.
        complete: whether there is a number for each entry that is due.
    """

    vector: AnyArray
    outputs: Shape = ()
    kinds: str = "fiu"
    differences: list[str] = field(default_factory=list)
    arrays: dict[str, AnyArray] = field(default_factory=dict)
    complete: bool = True

    def take(self, leaf: Leaf, returned: object) -> None:
        """Read what was returned for one leaf."""
        array, shape = _as_array(returned), (*self.outputs, *leaf.shape)
        if array.dtype.kind not in ("fiuc" if leaf.is_complex else self.kinds) or is_masked(returned):
            self.lacks(f"`{leaf.name}` {_kind(array, returned)}, must be {_wanted(leaf, shape)}")
        elif array.size != prod(shape):
            self.lacks(f"`{leaf.name}` has shape {array.shape}, must be {shape}")
        else:
            alone = prod(self.outputs) == 1 and array.shape == leaf.shape
            if array.shape != shape and array.size != 1 and not alone:
                self.differences.append(f"`{leaf.name}` has shape {array.shape}, must be {shape}")
            self.arrays[leaf.name] = array
            self.vector[..., leaf.block.place] = leaf.entries(array).reshape(*self.outputs, -1)

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


def _wanted(leaf: Leaf, shape: Shape) -> str:
    numbers = "numbers" if leaf.is_complex else "real numbers"
    return f"an array of {numbers} of shape {shape}" if shape else "a number"
