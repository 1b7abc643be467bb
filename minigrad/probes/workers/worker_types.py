"""What ``workers`` may be: a number of processes, or a callable with the signature of ``map``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, SupportsIndex, TypeAlias, TypeVar

import numpy as np

from minigrad.arguments import shown

MOST_PROCESSES = 10_000
"""More than any machine has cores for."""

T = TypeVar("T")
R = TypeVar("R")


class MapLike(Protocol):
    """Something that is called like the built-in ``map`` with one iterable; results may come in any order."""

    def __call__(self, fn: Callable[[T], R], iterable: Iterable[T], /) -> Iterable[R]:
        """The results of ``fn`` for every item."""


Workers: TypeAlias = SupportsIndex | MapLike | None
"""A number of processes (-1: one per core), a map-like callable, or None for no parallelism."""


def as_process_count(name: str, value: object) -> int:
    """``value`` as a number of processes.

    Raises:
        TypeError, ValueError: it is neither -1 nor a whole number of at least 1.
    """
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
        other = " or a map-like callable" if name == "workers" else ""
        hint = "; pass its `map`" if hasattr(value, "map") else ""
        hint = f"; call it: {value.__name__}(...)" if isinstance(value, type) and not hint else hint
        raise TypeError(f"`{name}` must be a number of processes{other}, got {shown(value)}{hint}")
    if value == 0 or value < -1:
        raise ValueError(f"`{name}` must be -1 (one process per core) or at least 1, got {value}")
    if value > MOST_PROCESSES:
        raise ValueError(f"`{name}` must be at most {MOST_PROCESSES}, got {shown(value)}")
    return int(value)
