"""One at a time: what keeps two calls from changing the same trainer at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import final

from typing_extensions import override


@final
class Turn:
    """A lock that refuses instead of waiting. A copy of it is free, so that a trainer may be copied while it trains."""

    def __init__(self) -> None:
        self._lock = Lock()

    @override
    def __reduce__(self) -> tuple[type[Turn], tuple[()]]:
        return Turn, ()

    @contextmanager
    def taken(self, message: str) -> Iterator[None]:
        """Hold the lock for the block.

        Raises:
            RuntimeError: somebody else holds it.
        """
        if not self._lock.acquire(blocking=False):
            raise RuntimeError(message)
        try:
            yield
        finally:
            self._lock.release()
