"""A lock for one trainer: a second call of ``fit`` is refused while the first one runs."""

from __future__ import annotations

from contextlib import suppress
from threading import Lock
from typing import final

from typing_extensions import override


@final
class TrainingLock:
    """Raises instead of waiting. A copy of it is free, so a trainer can be copied while it trains.

    A call holds a lock of its own while it runs, in a ``with`` statement, which an interrupt cannot leave locked. The
    first one in the list that is still locked belongs to the call that runs.
    """

    def __init__(self) -> None:
        self._calls: list[Lock] = []

    @override
    def __reduce__(self) -> tuple[type[TrainingLock], tuple[()]]:
        return TrainingLock, ()

    @property
    def held(self) -> bool:
        """Whether a call runs now."""
        return any([call.locked() for call in [*self._calls]])

    def enter(self, call: Lock) -> None:
        """Let the call that holds the lock ``call`` begin.

        Raises:
            RuntimeError: another call runs.
        """
        self._calls.append(call)
        if [each for each in [*self._calls] if each.locked()][0] is not call:  # noqa: RUF015 (no generator to be interrupted)
            raise RuntimeError(
                "this trainer is training already, in another thread or in the `fit` whose callback calls it again; "
                "use one trainer, with a network of its own, for each thread"
            )

    def leave(self, call: Lock) -> None:
        """Forget a call, whether it began or was refused."""
        with suppress(ValueError):
            self._calls.remove(call)
