"""Splits a request for many values of f into parts of bounded size, and joins the values of the parts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final, SupportsFloat, final

import numpy as np

from minigrad.arrays import AnyArray, Float64Array, IntArray, Shape
from minigrad.probes.lines import Lines


@final
@dataclass(frozen=True)
class SplitSettings:
    """How requests are split. All numbers were chosen, not calibrated; ``python -m examples.benchmarks.scaling`` shows
    what they lead to.

    Attributes:
        stack_bytes: memory that one stack of points may take, in bytes; longer requests are answered in parts.
        tasks: how many tasks a request makes when it is shared between workers, however many these are, if it has
            enough points.
        task_length: number of points beyond which there are more tasks instead of longer ones: 256 workers are busy
            with a gradient from 2,048 coordinates on.
        most_tasks: number of tasks of the longest requests: engines spend about a millisecond on each.
        sent_bytes: how much is sent, in bytes and in all, where x, the function and its data travel with each task.
        fewest_tasks: number of tasks of a request, however large the data that travel with each.
    """

    stack_bytes: int = 2**24
    tasks: int = 64
    task_length: int = 16
    most_tasks: int = 1024
    sent_bytes: int = 2**28
    fewest_tasks: int = 8


SPLIT: Final = SplitSettings()


def task_count(size: int) -> int:
    """How many tasks ``size`` pieces of work make: it may depend on nothing else, or results would depend on it too."""
    return max(1, min(size, SPLIT.most_tasks, max(SPLIT.tasks, size // SPLIT.task_length)))


def even_parts(size: int) -> list[IntArray]:
    """The positions 0 .. size - 1, in as many stretches of nearly equal length as there are tasks."""
    return np.array_split(np.arange(size), task_count(size))


def joined_groups(groups: list[IntArray]) -> list[IntArray]:
    """Neighbouring groups put together, so that as many are left as there are tasks."""
    edges = np.linspace(0, len(groups), task_count(len(groups)) + 1).astype(np.int64).tolist()
    return [np.concatenate(groups[first:last]) for first, last in pairwise(edges) if last > first]


def stretches(lines: Lines, line: IntArray, step: Float64Array) -> list[tuple[IntArray, Float64Array]]:
    """The pairs in stretches of which the points take a bounded amount of memory."""
    rows = SPLIT.stack_bytes // (8 * lines.origin.x.size) or 1
    if 0 < line.size <= rows:
        return [(line, step)]
    return [(line[start : start + rows], step[start : start + rows]) for start in range(0, line.size, rows)]


def joined_values(parts: list[AnyArray]) -> AnyArray:
    """The values of several groups in one array; a NaN for each row of a group stands for all values of that row.

    Raises:
        ValueError: rows of several shapes.
    """
    if len(parts) == 1:
        return parts[0]
    widest = max(parts, key=lambda part: part.ndim)
    filled = [_filled(part, widest.shape[1:]) for part in parts]
    if len({part.shape[1:] for part in filled}) > 1:
        shapes = sorted({part.shape[1:] for part in filled})
        raise ValueError(f"`fun` must return arrays of one shape, got several: {shapes}")
    return np.concatenate(filled)


def _filled(part: AnyArray, shape: Shape) -> AnyArray:
    if part.ndim > 1 or not shape or not np.isnan(part).all():
        return part
    return np.full((len(part), *shape), np.nan)


def stacked_rows(rows: list[AnyArray | SupportsFloat]) -> AnyArray:
    """One array of all rows; a NaN that stands for a whole row takes that row's shape."""
    try:
        return np.array(rows)
    except ValueError:
        template = next((row for row in rows if isinstance(row, np.ndarray)), np.empty(0))
    rows = [row if isinstance(row, np.ndarray) else np.full(template.shape, np.nan) for row in rows]
    try:
        return np.array(rows)
    except ValueError as error:
        raise ValueError(f"`fun` must return arrays of one shape, got several: {error}") from error
