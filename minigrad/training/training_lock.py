"""A lock for one trainer: a second call of ``fit`` is refused while the first one runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import final

from typing_extensions import override


@final
class TrainingLock:
    """Raises where another lock would wait. A copy of it is free, so a trainer can be copied while it trains."""

    def __init__(self) -> None:
        self._lock = Lock()

    @override
    def __reduce__(self) -> tuple[type[TrainingLock], tuple[()]]:
        return TrainingLock, ()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock for the block.

        Raises:
            RuntimeError: it is held already.
        """
        if not self._lock.acquire(blocking=False):
            raise RuntimeError(
                "this trainer is training already, in another thread or in the `fit` whose callback calls it again; "
                "use one trainer, with a network of its own, for each thread"
            )
        try:
            yield
        finally:
            self._lock.release()
