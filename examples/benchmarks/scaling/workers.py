"""What an evaluation of a function costs, what two workers save, and what a process pool adds to a task.

The functions that are sent to other processes are here, since these do not import a program's ``__main__``.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Final

import numpy as np

import minigrad as mg
from examples.benchmarks.costly import costly
from examples.benchmarks.scaling.growth import Growth, grow
from examples.benchmarks.timing import best
from minigrad.arrays import Float64Array
from minigrad.probes.splitting import task_count
from minigrad.probes.workers.worker_types import Workers

METHOD: Final = mg.CentralDifference(abs_step=1e-4)
"""The article's."""


def black_box_cost(coordinates: int, workers: Workers) -> float:
    """Seconds for a gradient of a function that takes long."""
    return best(lambda: METHOD.gradient(costly, np.ones(coordinates), workers=workers), repeats=1)


def share(coordinates: int) -> Growth:
    """One worker and two: an exponent of -1 would be a perfect share."""
    seconds = []
    for count in (1, 2):
        with ProcessPoolExecutor(count, get_context("spawn")) as pool:
            black_box_cost(2, pool.map)
            seconds.append(black_box_cost(coordinates, pool.map))
    return grow("worker processes, black box", (1, 2), dict(zip((1, 2), seconds, strict=True)).__getitem__)


def task_cost(coordinates: int) -> tuple[float, float]:
    """Seconds for an evaluation, and what a process pool adds for each task, with a point of a thousand numbers in
    it."""
    per_evaluation = best(lambda: costly(np.ones(coordinates)))
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        METHOD.gradient(cheap, np.ones(2), workers=pool.map)
        seconds = best(lambda: METHOD.gradient(cheap, np.ones(1000), workers=pool.map))
    alone = best(lambda: METHOD.gradient(cheap, np.ones(1000)))
    return per_evaluation, max(0.0, seconds - alone) / task_count(2000)


def cheap(x: Float64Array) -> float:
    """A function that costs next to nothing."""
    return float(x[0])
