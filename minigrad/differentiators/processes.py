"""Worker processes of our own: started for one computation, ended with it, and each on one BLAS thread."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import Generic, cast, final

from minigrad.differentiators.mapping import MapLike, R, T

BLAS_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def cores() -> int:
    """How many cores this process may use, which in a container or under a batch system are fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


_environment = threading.Lock()
"""The environment belongs to the whole process: two threads that change and restore it at once would leave it changed."""


@contextmanager
def processes(count: int) -> Iterator[MapLike]:
    """A map over fresh processes. They leave Ctrl-C to this one, which ends them at once."""
    # Spawned, not forked: a fork of a process whose BLAS has threads can hang.
    pool = ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), _ignore_interrupts)
    with TemporaryDirectory(prefix="minigrad-", ignore_cleanup_errors=True) as folder:
        try:
            yield ProcessMap(pool, folder)
        except BaseException:
            running = list(pool._processes.values())  # Python 3.14 has a public way to end them
            for process in running:
                process.terminate()
            pool.shutdown(cancel_futures=True)  # waits for the pool's thread, which at the exit would write to a closed pipe
            raise
        pool.shutdown()


@final
class ProcessMap:
    """``map`` over the processes of a pool; what is kept for them lies in files in ``folder``, and is read once by each."""

    def __init__(self, pool: Executor, folder: str) -> None:
        self._pool = pool
        self._folder = folder

    def __call__(self, fn: Callable[[T], R], iterable: Iterable[T], /) -> Iterable[R]:
        """The results, in the order of the tasks."""
        tasks = list(iterable)
        _pickled(tasks[0])
        with one_blas_thread(), _interrupts_held():  # processes start while tasks are submitted, and inherit both
            futures = [self._pool.submit(_run, fn, task) for task in tasks]
        try:
            return [future.result() for future in futures]
        except BrokenProcessPool as error:
            error.add_note(
                "A worker process ended before it answered: killed (for lack of memory?), or it could not start because the "
                "script lacks `if __name__ == '__main__':` or the function lives in an interactive session."
            )
            raise

    def keep(self, value: T, /) -> Callable[[], T]:
        """Write ``value`` to a file."""
        with NamedTemporaryFile(dir=self._folder, delete=False) as file:
            file.write(_pickled(value))
        return _Kept[T](file.name)


@final
@dataclass(frozen=True)
class _Kept(Generic[T]):
    """Something that lies in a file."""

    path: str

    def __call__(self) -> T:
        return cast("T", _read(self.path))


@lru_cache(maxsize=1)
def _read(path: str) -> object:
    """What lies in a file; a worker reads it once and uses it for all tasks that follow."""
    contents = Path(path).read_bytes()
    try:
        value: object = pickle.loads(contents)
    except Exception as error:
        error.add_note(
            "`fun` could not be read in a worker process: it must lie at the top level of a module that can be imported there, "
            "not in an interactive session or below `if __name__ == '__main__':`"
        )
        raise
    return value


def _run(fn: Callable[[T], R], task: T) -> R:
    try:
        return fn(task)
    except Exception as error:
        if _is_portable(error):
            raise
        portable = RuntimeError(f"{type(error).__qualname__}: {error} (an exception that cannot be pickled)")
        for note in getattr(error, "__notes__", ()):
            portable.add_note(note)
        raise portable from None


def _is_portable(error: Exception) -> bool:
    """Whether ``error`` can be read again elsewhere: one that cannot takes the whole pool down, and nobody learns why."""
    try:
        return type(pickle.loads(pickle.dumps(error))) is type(error)
    except Exception:
        return False


def _pickled(value: object) -> bytes:
    try:
        return pickle.dumps(value)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise TypeError(
            f"`fun` cannot be sent to worker processes: {error}. Define it at the top level of a module, or pass "
            "`workers` a map of threads, loky or dask"
        ) from error


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Processes that start now run BLAS on one thread each: n processes with n threads each would fight for n cores."""
    with _environment:
        before = {name: os.environ.get(name) for name in BLAS_THREADS}
        os.environ.update(dict.fromkeys(BLAS_THREADS, "1"))
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Processes that start now do not see Ctrl-C before they can ignore it; here it takes effect at the end of the block."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ignore_interrupts() -> None:
    """In a worker: leave Ctrl-C to the process that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
