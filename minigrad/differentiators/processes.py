"""Worker processes on this machine, which stay for the next computation.

The pool is loky's where that is installed (the extra "distributed"), else that of the standard library. loky also takes
lambdas and functions of a notebook, needs no ``if __name__ == "__main__":``, and ends processes that were idle for five minutes.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from itertools import count as count_up
from typing import Generic, cast, final

from minigrad.arguments import require_positive
from minigrad.differentiators.mapping import R, T, as_process_count

_NUMBERS = count_up()


def cores() -> int:
    """How many cores this process may use, which in a container or under a batch system are fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@final
@dataclass(frozen=True)
class Processes:
    """Processes of this machine as ``workers``; ``workers=2`` is short for ``workers=Processes(2)``.

    They start with the first computation and end with the program, however that ends. Until then they keep the modules, the
    environment and the folder that they started with. All computations with the same ``count`` share them.

    Args:
        count: how many processes; -1 for one per core that this program may use.
        timeout: seconds that one task, 1/64 of the evaluations or less, may take; the first tasks also wait for the processes to
            start. After that they are all ended and a ``TimeoutError`` is raised; the next computation starts new ones.

    Raises:
        TypeError, ValueError: ``count`` is not -1 or a whole number of at least 1, or ``timeout`` is not positive.

    >>> import math
    >>> list(Processes(2, timeout=60.0)(math.sqrt, [4.0, 9.0]))
    [2.0, 3.0]
    """

    count: int
    timeout: float | None = None

    def __post_init__(self) -> None:
        as_process_count("count", self.count)
        if self.timeout is not None:
            require_positive("timeout", self.timeout)

    def __call__(self, fn: Callable[[T], R], iterable: Iterable[T], /) -> Iterable[R]:
        """The results, in the order of the tasks; of several exceptions, that of the first task."""
        from minigrad.differentiators.pools import run_in_processes  # only who starts processes waits for multiprocessing

        count = cores() if self.count == -1 else int(self.count)
        return run_in_processes(count, self.timeout, _Portable(fn), list(iterable))

    def keep(self, value: T, /) -> Callable[[], T]:
        """``value``, pickled once for all tasks; each process reads it once."""
        try:
            return _Kept[T](next(_NUMBERS), dumps(value))
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            raise TypeError(
                f"`fun` cannot be sent to worker processes: {error}. Define it at the top level of a module, install loky (the extra "
                "\"distributed\"), or pass `workers` a map of threads"
            ) from error


@final
@dataclass(frozen=True)
class _Kept(Generic[T]):
    """Something that was pickled once."""

    number: int
    contents: bytes = field(compare=False)

    def __call__(self) -> T:
        return cast("T", _read(self))


@lru_cache(maxsize=1)
def _read(kept: _Kept[object]) -> object:
    """What was kept; a worker reads it once and uses it for all tasks that follow."""
    try:
        value: object = pickle.loads(kept.contents)
    except Exception as error:
        error.add_note(
            "`fun` could not be read in a worker process: it must lie at the top level of a module that can be imported there, "
            "not in an interactive session or below `if __name__ == '__main__':`; or install loky (the extra \"distributed\")"
        )
        raise
    return value


@final
@dataclass(frozen=True)
class _Portable(Generic[T, R]):
    """A function of which all exceptions can be pickled: one that cannot would end the whole pool, and nobody would learn why."""

    fn: Callable[[T], R]

    def __call__(self, task: T) -> R:
        try:
            return self.fn(task)
        except Exception as error:
            if _is_portable(error):
                raise
            portable = RuntimeError(f"{type(error).__qualname__}: {error} (an exception that cannot be pickled)")
            for note in getattr(error, "__notes__", ()):
                portable.add_note(note)
            raise portable from None


def _is_portable(error: Exception) -> bool:
    try:
        return type(pickle.loads(dumps(error))) is type(error)
    except Exception:
        return False


def dumps(value: object) -> bytes:
    """Pickled: by value where loky is installed, which brings cloudpickle; else functions are named, and must be importable."""
    pickler: Callable[[object], bytes] = import_module("cloudpickle").dumps if loky_is_installed() else pickle.dumps
    return pickler(value)


def loky_is_installed() -> bool:
    """Whether there is a pool that takes any function."""
    try:
        import_module("loky")
    except ImportError:
        return False
    return True
