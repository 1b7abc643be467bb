"""The pool of worker processes that is kept between computations: loky's where that is installed, else the standard library's."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from multiprocessing.connection import Connection
from multiprocessing.resource_tracker import ensure_running
from types import FrameType
from typing import final

from minigrad.differentiators.mapping import R, T
from minigrad.differentiators.processes import loky_is_installed

BLAS_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")

IDLE_SECONDS = 300
"""After how long without work the processes of loky end."""

ENDED = "all worker processes were ended, and the next computation starts new ones. If `fun` is only slow, allow more time"
DIED = (
    "A worker process ended before it answered: killed (for lack of memory?), or it could not start because the script lacks "
    "`if __name__ == '__main__':` or the function lives in an interactive session."
)


@final
class Pool:
    """So many processes, which end with this one even if it is killed, and leave Ctrl-C to it."""

    def __init__(self, count: int, loky: bool) -> None:
        self.kind = (count, loky)
        reader, self._writer = multiprocessing.Pipe(duplex=False)
        if loky:
            pool = import_module("loky").ProcessPoolExecutor(
                count, timeout=IDLE_SECONDS, initializer=_begin, initargs=(reader,)
            )
            self._executor: Executor = pool
            self._kill: Callable[[], object] = partial(pool.shutdown, kill_workers=True)
        else:  # spawned, not forked: a fork of a process whose BLAS has threads can hang
            own = ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), _begin, (reader,))
            self._executor, self._kill = own, partial(_kill, own)

    def submit(self, fn: Callable[[T], R], tasks: list[T]) -> list[Future[R]]:
        """Hand out the tasks. Processes start meanwhile."""
        with _starting_processes():
            return [self._executor.submit(fn, task) for task in tasks]

    def retire(self) -> None:
        """Let the processes finish what they have, and end."""
        self._executor.shutdown(wait=False)

    def kill(self) -> None:
        """End the processes at once."""
        self._kill()


def _kill(pool: ProcessPoolExecutor) -> None:
    for process in list((pool._processes or {}).values()):  # Python 3.14 has a public way
        process.kill()
    pool.shutdown(cancel_futures=True)


def _begin(parent: Connection[None, None]) -> None:
    """In a worker: leave Ctrl-C to the process that started it, and end with that."""
    signal.signal(signal.SIGINT, _do_nothing)  # SIG_IGN would pass on to the programs that `fun` runs
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _do_nothing(number: int, frame: FrameType | None) -> None:
    del number, frame


def _end_with(parent: Connection[None, None]) -> None:
    """Wait for the other end of a pipe, which only the parent holds, to be closed; nothing is ever sent."""
    with suppress(EOFError, OSError):
        parent.recv_bytes()
    os._exit(1)


@final
class _Kept:
    """The one pool that is kept between computations; threads take turns in handing out tasks."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._pool: Pool | None = None
        self._users = 0

    def submit(self, count: int, fn: Callable[[T], R], tasks: list[T]) -> tuple[Pool, list[Future[R]]]:
        """Hand the tasks to the pool, or to a new one if the last had another size or has died."""
        with self._turn:
            kind = (count, loky_is_installed())
            if self._pool is not None and self._pool.kind == kind:
                try:
                    return self._pool, self._pool.submit(fn, tasks)
                except BrokenProcessPool:  # a process was killed while it had nothing to do
                    pass
            if self._pool is not None:
                self._pool.retire()
            self._pool = Pool(*kind)
            return self._pool, self._pool.submit(fn, tasks)

    @contextmanager
    def used(self) -> Iterator[None]:
        """Note that somebody waits for results."""
        with self._turn:
            self._users += 1
        try:
            yield
        finally:
            with self._turn:
                self._users -= 1

    def end(self, pool: Pool | None, *, unless_shared: bool) -> bool:
        """Kill the pool (by default the one that is kept), so that the next tasks get another; returns whether that was done."""
        with self._turn:
            if unless_shared and self._users > 1:
                return False
            pool = pool or self._pool
            if pool is self._pool:
                self._pool = None
        if pool is not None:
            pool.kill()
        return True


_KEPT: dict[int, _Kept] = {}
"""By process: after a fork, the pool of the parent is of no use, and must not be touched."""


def run_in_processes(count: int, timeout: float | None, fn: Callable[[T], R], tasks: list[T]) -> list[R]:
    """``map`` over ``count`` processes. An exception ends what is running; of several, the first task's is raised.

    Where other threads use the processes too, only death, Ctrl-C and the timeout end these; else what runs is left to finish.
    """
    kept = _KEPT.setdefault(os.getpid(), _Kept())
    pool: Pool | None = None  # held on to until its results are there, even if others replace it
    futures: list[Future[R]] = []
    with kept.used():
        try:
            pool, futures = kept.submit(count, fn, tasks)
            return [_result(future, timeout) for future in futures]
        except BaseException as error:
            fatal = isinstance(error, (BrokenProcessPool, HungError)) or not isinstance(error, Exception)
            if not kept.end(pool, unless_shared=not fatal):
                for future in futures:
                    future.cancel()
            if isinstance(error, BrokenProcessPool):
                error.add_note(DIED)
            raise


class HungError(TimeoutError):
    """A task took longer than ``timeout``."""


def _result(future: Future[R], timeout: float | None) -> R:
    if not wait([future], timeout).done:
        raise HungError(f"`workers`: a task took longer than timeout={timeout} s; {ENDED}")
    return future.result()


@contextmanager
def _starting_processes() -> Iterator[None]:
    """Processes that start now run BLAS on one thread each, and do not see Ctrl-C before they can ignore it.

    Here Ctrl-C takes effect at the end of the block. n processes with n threads each would fight for n cores.
    """
    masks = hasattr(signal, "pthread_sigmask")
    if masks:
        ensure_running()  # it would let Ctrl-C through again if it started below
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if masks else set()
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
        if masks:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
