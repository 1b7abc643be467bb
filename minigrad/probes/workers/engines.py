"""What ``workers=`` takes: a number of processes, or any callable that is used like the built-in ``map``.

As in scipy, it is a number of processes of this machine (-1 for one per usable core), or something that is called like
``map``, such as ``ThreadPoolExecutor().map``, an executor of MPI, or
``dask.distributed.Client().get_executor(pure=False).map``. ``minigrad.differentiators.Processes(4, timeout=60.0)`` is
four processes of which none may spend more than a minute on a task.

- Results are the same to the last bit for any number of workers and any engine: see
  :mod:`minigrad.probes.workers.mapped`.
- Functions travel to other processes by ``pickle``: see :mod:`minigrad.probes.workers.pickling`.
- The processes that a number starts stay for the next computation: see :mod:`minigrad.probes.workers.processes`. For an
  engine of your own, set OMP_NUM_THREADS, OPENBLAS_NUM_THREADS and MKL_NUM_THREADS to 1 before its workers import
  numpy.
- dask needs ``pure=False``: otherwise it takes two calls with equal arguments for one, and noise goes unnoticed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from minigrad.probes.workers.processes import Processes
from minigrad.probes.workers.worker_types import MapLike, R, T, Workers, as_process_count


def map_like(workers: Workers) -> MapLike | None:
    """What ``workers`` stands for.

    Raises:
        TypeError, ValueError: ``workers`` is none of the things that it may be.
    """
    if workers is None or (callable(workers) and not _is_other_class(workers)):
        return workers
    count = as_process_count("workers", workers)
    return one_after_the_other if count == 1 else Processes(count)


def _is_other_class(value: object) -> bool:
    """Whether it is a class, such as ``Processes`` without a number, and not ``map`` itself."""
    return isinstance(value, type) and not issubclass(value, map)


def one_after_the_other(fn: Callable[[T], R], iterable: Iterable[T], /) -> Iterable[R]:
    """``map`` without its trap: a StopIteration that ``fn`` raises would end it early, and in silence."""
    return [fn(item) for item in iterable]
