"""What a structure is for type checkers, which then tell it from an array and refuse what is neither."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from minigrad.arrays import AnyArray

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


class NamedTupleInstance(Protocol):
    """An instance of a NamedTuple."""

    def _asdict(self) -> dict[str, object]: ...


Named: TypeAlias = "Mapping[str, object] | Mapping[int, object] | DataclassInstance | NamedTupleInstance"
"""Whatever holds arrays by name."""

Items: TypeAlias = "Sequence[AnyArray | Named | Items] | tuple[AnyArray | Named | Items, *tuple[object, ...]]"
"""A list or tuple that holds arrays, or structures; numbers may stand in a tuple behind the first of these."""

StructureLike: TypeAlias = "Named | Items | npt.ArrayLike"
"""What a function may return in the place of a structure or a complex array."""

StructureT = TypeVar("StructureT", bound="Named | Items")
"""The type of a structure of the caller's."""

ComplexArrays: TypeAlias = npt.NDArray[np.complexfloating]  # type: ignore[explicit-any]  # numpy's default is Any
"""Arrays of complex numbers of any precision."""

PointT = TypeVar("PointT", bound="Named | Items | ComplexArrays")
"""The type of a structure, or of a complex array, at which a derivative is checked."""
