"""What ``workers`` may be, and the types of a map."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, SupportsIndex, TypeAlias, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class MapLike(Protocol):
    """Something that is called like the built-in ``map`` with one iterable, and keeps the order."""

    def __call__(self, fn: Callable[[T], R], iterable: Iterable[T], /) -> Iterable[R]: ...


Workers: TypeAlias = SupportsIndex | MapLike | None
"""A number of processes (-1: one per core), a map-like callable, or None for no parallelism."""
