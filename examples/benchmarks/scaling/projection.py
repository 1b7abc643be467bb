"""What very many evaluations of a function would take on many workers."""

from __future__ import annotations

from typing import NamedTuple

from typing_extensions import override

from minigrad.probes.splitting import task_count


class Projection(NamedTuple):
    """What ``evaluations`` of a function would take on so many workers."""

    evaluations: int
    workers: int
    seconds: float

    @override
    def __str__(self) -> str:
        return f"{self.evaluations:>11,} evaluations on {self.workers:>3} workers: {duration(self.seconds)}"


def project(evaluations: int, workers: int, per_evaluation: float, per_task: float) -> Projection:
    """Tasks are handed over one after the other, and no more workers can be busy than there are tasks."""
    tasks = task_count(evaluations)
    busy = min(workers, tasks)
    rounds = -(-tasks // busy)
    return Projection(evaluations, workers, rounds * (evaluations / tasks) * per_evaluation + tasks * per_task)


def duration(seconds: float) -> str:
    """Seconds in the unit that suits.

    >>> duration(90.0), duration(8000.0), duration(1e6)
    ('1.5 minutes', '2.2 hours', '11.6 days')
    """
    for unit, length in (("days", 86_400.0), ("hours", 3_600.0), ("minutes", 60.0)):
        if seconds >= length:
            return f"{seconds / length:.1f} {unit}"
    return f"{seconds:.1f} seconds"
