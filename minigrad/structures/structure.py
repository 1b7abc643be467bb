"""``Structure``: the vector of a structure, and structures made from vectors."""

from __future__ import annotations

from typing import Generic, TypeVar, cast, final

import numpy as np
import numpy.typing as npt

from minigrad.arrays import EPSILON, AnyArray, Float64Array, Shape
from minigrad.layout import Block, Layout
from minigrad.structures.leaf import Leaf, name_of
from minigrad.structures.nodes import Node
from minigrad.structures.planted_tree import planted
from minigrad.structures.reading import Reading
from minigrad.structures.recognised import is_structure

S = TypeVar("S")
"""The type of the caller's structure."""


@final
class Structure(Generic[S]):
    """A structure of arrays and numbers as one flat vector, and back; made by :meth:`of`.

    The caller's structure is read once and neither kept nor written to. None has no entries and stays None.

    >>> params = {"W": np.array([[1, 2], [3, 4]], np.float32), "bias": {"b": 0.5}, "scale": None}
    >>> structure = Structure.of("params", params)
    >>> structure.vector, structure.name(1), structure.name(4)
    (array([1. , 2. , 3. , 4. , 0.5]), 'W[0, 1]', 'bias.b')
    >>> structure.build(2 * structure.vector)["bias"]
    {'b': 1.0}
    >>> structure.join("jac(x)", {"W": np.zeros((2, 2)), "bias": {"c": 0.0}})
    Traceback (most recent call last):
        ...
    ValueError: `jac(x)` must have the structure of `params`: it has no `bias.b`; `bias.c` is unknown
    """

    def __init__(self, argument: str, root: Node, vector: Float64Array) -> None:
        self._argument = argument
        self._root = root
        self._vector = vector
        self._layout = Layout(tuple(leaf.name for leaf in self.leaves), tuple(leaf.block.shape for leaf in self.leaves))

    @staticmethod
    def of(argument: str, value: S) -> Structure[S] | None:
        """The structure of a value; None where it is an array, or a nested list of plain numbers.

        Args:
            argument: the caller's name for it, for messages.
            value: any nesting of mappings, NamedTuples, dataclass instances, lists and tuples, with arrays and numbers.

        Raises:
            TypeError: it holds anything else, such as a text. ValueError: it holds NaN or infinity, no number at all,
                itself, or two arrays of one name; or a dataclass in it changes the numbers that it is made with.
        """
        if not is_structure(value):
            return None
        return Structure[S](argument, *planted(argument, value))

    @staticmethod
    def of_point(argument: str, value: object) -> Structure[object] | None:
        """:meth:`of` a structure, or of one complex array, each entry of which is two numbers; None where the value is
        an array of real numbers.

        >>> Structure.of_point("x", [1.0 + 2.0j, 3.0]).vector
        array([1., 2., 3., 0.])
        """
        if is_structure(value):
            return Structure[object].of(argument, value)
        if not isinstance(value, (np.ndarray, np.generic, complex, list, tuple)):
            return None
        try:
            array: AnyArray = np.asarray(value)
        except ValueError:  # a ragged list
            return None
        return Structure[object](argument, *planted(argument, array)) if array.dtype.kind == "c" else None

    @property
    def layout(self) -> Layout:
        """Names and shapes of its arrays, such as ``dense.W``; a complex one has its two parts as its last axis."""
        return self._layout

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """Its arrays and numbers, in the order of the vector."""
        return self._root.leaves

    @property
    def is_complex(self) -> bool:
        """Whether it holds complex numbers."""
        return any(leaf.is_complex for leaf in self.leaves)

    @property
    def signs(self) -> Float64Array:
        """(size,) -1 for imaginary parts, 1 for all else: the vector of the conjugate is the product with this."""
        return np.concatenate([leaf.signs for leaf in self.leaves])

    @property
    def arrays(self) -> list[AnyArray]:
        """Its arrays and numbers as new arrays in double precision."""
        vector = self.vector
        return [np.asarray(leaf.build(vector, given=False)) for leaf in self.leaves]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Their places in the vector."""
        return self._layout.blocks

    @property
    def vector(self) -> Float64Array:
        """(size,) its numbers, a fresh array."""
        return self._vector.copy()

    @property
    def epsilon(self) -> float:
        """Machine epsilon of the coarsest type in it."""
        return max(EPSILON["f" if leaf.code in "fF" else "d"] for leaf in self.leaves)

    def name(self, index: int) -> str:
        """The name of an entry of the vector: ``W[0, 2]``, or ``z[1].imag`` of a complex array."""
        return name_of(self.leaves, index)

    def build(self, vector: npt.ArrayLike) -> S:
        """A new structure with the numbers of a vector (size,), in double precision; of a stack (m, size) one in which
        each array has an axis of length m in front."""
        return self.lent(np.array(vector, order="C"))

    def build_given(self, vector: npt.ArrayLike) -> S:
        """:meth:`build` in the types in which the caller gave it: float32 stays float32."""
        return self.lent(np.array(vector, order="C"), given=True)

    def lent(self, vector: Float64Array, *, given: bool = False) -> S:
        """:meth:`build` or :meth:`build_given` of arrays that share the memory of the vector where they can."""
        if vector.ndim == 0 or vector.shape[-1] != self._vector.size:
            raise ValueError(f"`vector` must have shape (..., {self._vector.size}), got {vector.shape}")
        return cast("S", self._root.build(vector, given=given))

    def read(self, returned: object, outputs: Shape = (), kinds: str = "fiu") -> Reading:
        """What a function returned in its place, such as a gradient: its numbers, and how it differs.

        Args:
            returned: a structure like this.
            outputs: axes in front of those of each array.
            kinds: numpy kinds of what may stand where real numbers are due.
        """
        kind = np.complex128 if "c" in kinds else np.float64
        reading = Reading(np.full((*outputs, self._vector.size), np.nan, dtype=kind), outputs, kinds)
        self._root.read(returned, reading)
        return reading

    def join(self, source: str, returned: object) -> Float64Array:
        """One vector from what ``source`` returned, by name; it may hold NaN.

        Raises:
            ValueError: it has not the same names and shapes.
        """
        reading = self.read(returned)
        if reading.differences:
            raise ValueError(
                f"`{source}` must have the structure of `{self._argument}`: {'; '.join(reading.differences)}"
            )
        return cast("Float64Array", reading.vector)
