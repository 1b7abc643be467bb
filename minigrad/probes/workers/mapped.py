"""Shares the evaluations of f between workers, with the same result to the last bit for any number of them.

The points are split into tasks in a way that does not depend on the workers, each task is computed by itself and its
values are put in their places by number. Bits are the same if two things are. One is the number of threads that BLAS
uses, since sums may be split between these. The other is the stacks that a vectorised function gets: without workers
one for all points, with workers one for each task, so its last bits may differ between the two, but not among workers.

The function, its data and x go with each task, and large ones make fewer tasks, as
:class:`~minigrad.probes.splitting.SplitSettings` has it. Tasks are
handed over as a list, since some engines refuse iterators; answers may come in any order.

Exceptions of the function keep their type, and a note names the coordinate (not for a vectorised function, where it is
one of many); of several, the one that comes first in x.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, final

import numpy as np

from minigrad.arrays import AnyArray, Float64Array, IntArray
from minigrad.probes.evaluators import Evaluator
from minigrad.probes.function_types import Catch
from minigrad.probes.lines import Lines
from minigrad.probes.splitting import SPLIT, joined_values
from minigrad.probes.workers.pickling import dumps
from minigrad.probes.workers.worker_types import MapLike
from minigrad.quantities import shown


@final
class Mapped:
    """An evaluator that shares the work of another between workers."""

    def __init__(self, evaluate: Evaluator, workers: MapLike) -> None:
        self._evaluate = evaluate
        self._workers = workers
        self._lines: Lines | None = None

    def __call__(self, lines: Lines, line: IntArray, step: Float64Array, catch: Catch, /) -> AnyArray:
        """The values of the function at ``step`` along each ``line``."""
        parts = self.parts(lines, line, step)
        if not parts:
            return self._evaluate(lines, line, step, catch)
        if lines is not self._lines:
            self._lines = lines
            self._most_tasks = max(SPLIT.fewest_tasks, SPLIT.sent_bytes // max(1, _sent_bytes(self._evaluate, lines)))
        edges = np.linspace(0, len(parts), min(len(parts), self._most_tasks) + 1).astype(np.int64).tolist()
        tasks = [
            _Task(number, self._evaluate, lines, [(line[part], step[part]) for part in parts[first:last]], catch)
            for number, (first, last) in enumerate(pairwise(edges))
        ]
        try:
            answers = joined_values(_in_order(_answers(self._workers, tasks), len(tasks)))
        except _Stopped as error:
            raise error.reason from None
        result: AnyArray = np.empty_like(answers)
        result[np.concatenate(parts)] = answers
        return result

    def parts(self, lines: Lines, line: IntArray, step: Float64Array, /) -> list[IntArray]:
        """Those of the evaluator that does the work."""
        return self._evaluate.parts(lines, line, step)


@final
@dataclass(frozen=True)
class _Task:
    number: int
    evaluate: Evaluator
    lines: Lines
    pairs: list[tuple[IntArray, Float64Array]]
    catch: Catch


class _Answer(NamedTuple):
    number: int
    values: AnyArray


def _run(task: _Task) -> _Answer:
    try:
        return _Answer(
            task.number, joined_values([task.evaluate(task.lines, *pairs, task.catch) for pairs in task.pairs])
        )
    except StopIteration as error:
        raise _Stopped(error) from error


@final
class _Stopped(Exception):
    """A StopIteration of the function: under its own name most maps would take it for their end."""

    def __init__(self, reason: StopIteration) -> None:
        super().__init__(reason)
        self.reason = reason


def _answers(workers: MapLike, tasks: list[_Task]) -> list[object]:
    """What comes back from ``workers``.

    Raises:
        TypeError: it is not called like ``map``, or gives nothing that can be gone through.
    """
    try:
        answers: object = workers(_run, tasks)
    except TypeError as error:
        if error.__traceback__ is not None and error.__traceback__.tb_next is None:  # nothing in it has run
            error.add_note("`workers` must be map-like: it is called as workers(function, tasks)")
        raise
    if not isinstance(answers, Iterable):
        raise TypeError(f"`workers` must be map-like and give what the calls return, got {shown(answers)}")
    return list(answers)


def _in_order(answers: Sequence[object], count: int) -> list[AnyArray]:
    """The values of all tasks, whatever the order in which they came.

    Raises:
        TypeError, ValueError: what came is not one answer for each task.
    """
    own = [answer for answer in answers if isinstance(answer, _Answer)]
    if len(own) < len(answers):
        other = next(answer for answer in answers if not isinstance(answer, _Answer))
        raise TypeError(f"`workers` must be map-like and give what the calls return, got a {type(other).__name__}")
    values = {answer.number: answer.values for answer in own}
    if len(own) != count or len(values) != count:
        what = "" if len(own) != count else f" for {len(values)} of them"
        raise ValueError(f"`workers` must be map-like and give {count} results for {count} tasks, got {len(own)}{what}")
    return [values[number] for number in range(count)]


def _sent_bytes(evaluate: Evaluator, lines: Lines) -> int:
    """How many bytes travel with each task. Large arrays are not copied to find out."""
    buffers: list[int] = []

    def count(buffer: pickle.PickleBuffer) -> None:
        buffers.append(buffer.raw().nbytes)

    try:
        rest = dumps((evaluate, lines), count)
    except Exception:  # it holds a lock, for example, which threads can share; its size is unknown
        return lines.origin.x.nbytes
    return len(rest) + sum(buffers)
