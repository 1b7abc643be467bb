"""The pool of worker processes that is kept between computations: loky's where that is installed, else the standard
library's."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from importlib import import_module

from minigrad.probes.workers.pickling import loky_is_installed
from minigrad.probes.workers.worker_types import R, T

ONE_BLAS_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)

DIED = (
    "A worker process ended before it answered: killed (for lack of memory?), or it could not start because the script "
    "lacks `if __name__ == '__main__':` or the function lives in an interactive session."
)

_TURNS = defaultdict[int, threading.Lock](threading.Lock)
"""One lock for each process id: a fork copies locks that other threads hold, and nothing in the fork releases these."""


def run_in_processes(count: int, timeout: float | None, fn: Callable[[T], R], tasks: list[T]) -> list[R]:
    """``map`` over ``count`` processes; threads take turns. Any exception, of several the first task's, ends what is
    running."""
    process = os.getpid()
    with _TURNS[process]:
        try:
            return [_result(future, timeout) for future in _submit(count, process, fn, tasks)]
        except BaseException as error:
            _end(_pool(count, process, loky_is_installed()))
            if isinstance(error, BrokenProcessPool):
                error.add_note(DIED)
            raise


def _submit(count: int, process: int, fn: Callable[[T], R], tasks: list[T]) -> list[Future[R]]:
    """Hand out the tasks. Processes start meanwhile, with BLAS on one thread each."""
    before = {name: os.environ[name] for name in ONE_BLAS_THREAD if name in os.environ}
    os.environ.update(ONE_BLAS_THREAD)
    try:
        try:
            pool = _pool(count, process, loky_is_installed())
            return [pool.submit(fn, task) for task in tasks]
        except RuntimeError:  # a process was killed while it was idle, or the program has closed loky's executor
            _pool.cache_clear()
            pool = _pool(count, process, loky_is_installed())
            return [pool.submit(fn, task) for task in tasks]
    finally:
        for name in ONE_BLAS_THREAD:
            del os.environ[name]
        os.environ.update(before)


def _result(future: Future[R], timeout: float | None) -> R:
    if not wait([future], timeout).done:
        raise TimeoutError(
            f"`workers`: a task, or the start of the processes, took longer than timeout={timeout} s; all worker "
            "processes were ended, and the next computation starts new ones. If `fun` is only slow, allow more time"
        )
    return future.result()


@lru_cache(maxsize=1)
def _pool(count: int, process: int, loky: bool) -> Executor:
    """The pool of this process; one that the next replaces ends by itself."""
    if loky:
        reusable: Executor = import_module("loky").get_reusable_executor(
            count, timeout=300, initializer=_begin, initargs=(process,), env=ONE_BLAS_THREAD
        )
        return reusable
    # spawned, not forked: a fork of a process whose BLAS has threads can hang
    return ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), _begin, (process,))


def _end(pool: Executor) -> None:
    _pool.cache_clear()
    if isinstance(pool, ProcessPoolExecutor):
        for process in list((pool._processes or {}).values()):  # Python 3.14 has a public way
            process.kill()
        pool.shutdown()
    else:
        pool.shutdown(kill_workers=True)  # type: ignore[call-arg]  # loky's own


def _begin(parent: int) -> None:
    """In a worker: leave Ctrl-C to the process that started it, and end when that process ends."""
    signal.signal(signal.SIGINT, lambda number, frame: None)  # SIG_IGN would pass on to the programs that `fun` runs
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    known = multiprocessing.parent_process()
    if os.name == "nt" and known is not None:  # where a process keeps the number of its parent
        known.join()
    while os.name != "nt" and os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
