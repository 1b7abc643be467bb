"""The tree of a caller's structure and its vector, with numbers that are finite, and classes that keep them."""

from __future__ import annotations

from contextlib import suppress
from typing import NamedTuple

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.structures.leaf import name_of
from minigrad.structures.nodes import Node
from minigrad.structures.planting import Planting
from minigrad.structures.reading import Reading


class PlantedTree(NamedTuple):
    """A structure that was read."""

    root: Node
    vector: Float64Array


def planted(argument: str, value: object) -> PlantedTree:
    """The tree of a structure, or of one array.

    Args:
        argument: the caller's name for it, for messages.
        value: the caller's structure.

    Raises:
        TypeError, ValueError: as :meth:`~minigrad.structures.structure.Structure.of` says.
    """
    planting = Planting(argument)
    tree = PlantedTree(planting.root(value), planting.vector)
    _require_finite(argument, tree)
    _require_kept(argument, tree)
    return tree


def _require_finite(argument: str, tree: PlantedTree) -> None:
    if not tree.vector.size:
        raise ValueError(f"`{argument}` must hold at least one number, got none")
    bad = ~np.isfinite(tree.vector)
    if bad.any():
        index = int(np.argmax(bad))
        name = name_of(tree.root.leaves, index)
        raise ValueError(f"`{argument}` must be finite, got {tree.vector[index]} at `{name}`")


def _require_kept(argument: str, tree: PlantedTree) -> None:
    """A class of the caller's may refuse other numbers, or change them."""
    try:
        kept = _keeps(tree.root, tree.vector)
    except Exception as error:  # raised again, with a note
        error.add_note(f"It was raised while `{argument}` was built again from its own numbers.")
        raise
    with suppress(Exception):  # other numbers may be outside of what its class takes
        kept = kept and _keeps(tree.root, 0.75 * tree.vector + 0.125)
    if not kept:
        raise ValueError(f"`{argument}` must keep the numbers that it is built from; one of its classes changes them")


def _keeps(root: Node, vector: Float64Array) -> bool:
    reading = Reading(np.full(vector.size, np.nan))
    root.read(root.build(vector.copy(), given=False), reading)
    return not reading.differences and np.array_equal(reading.vector, vector)
