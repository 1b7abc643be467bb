"""What ``workers`` may be, and the types of a map."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, SupportsIndex, TypeAlias, TypeVar, runtime_checkable

T = TypeVar("T")
R = TypeVar("R")


class MapLike(Protocol):
    """Something that is called like the built-in ``map`` with one iterable; results may come in any order."""

    def __call__(self, fn: Callable[[T], R], iterable: Iterable[T], /) -> Iterable[R]: ...


@runtime_checkable
class Keeper(Protocol):
    """A map that can bring something large to its workers once, instead of with each task."""

    def keep(self, value: T, /) -> Callable[[], T]:
        """What gives ``value`` back, here and there, and is small itself."""


Workers: TypeAlias = SupportsIndex | MapLike | None
"""A number of processes (-1: one per core), a map-like callable, or None for no parallelism."""
