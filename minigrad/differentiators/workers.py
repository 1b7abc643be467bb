"""Many evaluations at once, on the cores of this machine or on others: any engine that offers a ``map`` will do.

``workers=`` means what it means in scipy: a number of processes to start (-1 for one per core), or something that is called
like the built-in ``map``, such as ``ThreadPoolExecutor().map``, an executor of loky or MPI, or
``dask.distributed.Client().get_executor(pure=False).map``.

The points are split into tasks in a way that does not depend on the workers, each task is computed by itself and its values
put in their places by number, so the result is the same to the last bit for any number of workers and any engine. (A
vectorised function gets one stack for each task, but a single one without workers: its last bits may depend on that.) Each
task carries x and the function once. Tasks are handed over as a list, since some engines refuse iterators.

An exception of the function arrives as it was, with a note that names the coordinate; of several, the one that comes first
in x. A worker process that dies is reported, and Ctrl-C ends all that were started here.

Functions travel to other processes by ``pickle``: they must be importable, so no lambdas, unless the engine (loky, dask)
pickles by value; and a script that starts processes needs the usual ``if __name__ == "__main__":``.

The processes that a number starts run BLAS on one thread each, since n processes with n threads each would fight for n
cores. For an engine of your own, set OMP_NUM_THREADS, OPENBLAS_NUM_THREADS and MKL_NUM_THREADS to 1 before its workers
import numpy. Starting processes takes most of a second each time: an engine that stays alive is better for many gradients.

dask needs ``pure=False``: otherwise it takes two calls with equal arguments for one, and noise goes unnoticed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import AnyArray, Float64Array, IntArray
from minigrad.differentiators.evaluators import Catch, Evaluator, task_count
from minigrad.differentiators.lines import Lines
from minigrad.differentiators.mapping import MapLike, R, T
from minigrad.differentiators.mapping import Workers as Workers  # checking takes it from here


@final
@dataclass(frozen=True)
class Mapped:
    """An evaluator that shares the work of another between workers."""

    evaluate: Evaluator
    workers: MapLike

    def __call__(self, lines: Lines, line: IntArray, step: Float64Array, catch: Catch, /) -> AnyArray:
        parts = self.parts(lines, line, step)
        if not parts:
            return self.evaluate(lines, line, step, catch)
        bounds = np.linspace(0, len(parts), task_count(len(parts)) + 1).astype(np.int64)
        groups = [np.concatenate(parts[first:last]) for first, last in zip(bounds[:-1], bounds[1:], strict=True)]
        tasks = [_Task(self.evaluate, lines, line[group], step[group], catch) for group in groups]
        answers = list(self.workers(_run, tasks))
        if len(answers) != len(tasks):
            raise ValueError(f"`workers` must be map-like and give {len(tasks)} results for {len(tasks)} tasks, got {len(answers)}")
        result: AnyArray = np.empty((line.size, *answers[0].shape[1:]), np.result_type(*answers))
        for group, answer in zip(groups, answers, strict=True):
            result[group] = answer
        return result

    def parts(self, lines: Lines, line: IntArray, step: Float64Array, /) -> list[IntArray]:
        """Those of the evaluator that does the work."""
        return self.evaluate.parts(lines, line, step)


@contextmanager
def map_like(workers: Workers) -> Iterator[MapLike | None]:
    """What ``workers`` stands for; processes that were started for it end with the block.

    Raises:
        TypeError, ValueError: ``workers`` is none of the things that it may be.
    """
    if workers is None:
        yield None
    elif callable(workers):
        yield workers
    elif (count := _count(workers)) == 1:
        yield _one_after_the_other
    else:
        from minigrad.differentiators.processes import cores, processes  # only who starts processes waits for multiprocessing

        with processes(count if count > 0 else cores()) as mapper:
            yield mapper


def _count(workers: object) -> int:
    """The number of processes; -1 stands for one per core."""
    if isinstance(workers, bool) or not isinstance(workers, (int, np.integer)):
        hint = "; pass its `map`" if hasattr(workers, "map") else ""
        raise TypeError(f"`workers` must be a number of processes or a map-like callable, got {workers!r}{hint}")
    if workers == 0 or workers < -1:
        raise ValueError(f"`workers` must be -1 (one process per core) or at least 1, got {workers}")
    return int(workers)


@final
@dataclass(frozen=True)
class _Task:
    evaluate: Evaluator
    lines: Lines
    line: IntArray
    step: Float64Array
    catch: Catch


def _one_after_the_other(fn: Callable[[T], R], iterable: Iterable[T], /) -> Iterable[R]:
    """``map`` without its trap: a StopIteration that ``fn`` raises would end it early, and in silence."""
    return [fn(item) for item in iterable]


def _run(task: _Task) -> AnyArray:
    return task.evaluate(task.lines, task.line, task.step, task.catch)
