"""How the cost of a numeric gradient grows, fitted from measurements, and what very long ones would take on many
workers.

Run it from the root of the repository with ``python -m examples.benchmarks.scaling``; it takes about a minute. Growth
is the exponent p of a straight line through log(seconds) over log(size): twice the size costs 2**p times as much. The
book's loop has p = 2 in the width and in the number of weights of one layer, since each weight costs an evaluation of
all the others. In the depth p = 2 remains: there are as many weights more, and each of them reaches as many layers
more.
"""

from __future__ import annotations

import os

if __name__ == "__main__":
    # Before numpy is imported, since BLAS reads them once: growth on one thread, so that it is not a growth of threads.
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import NamedTuple

import numpy as np
from typing_extensions import override

import minigrad as mg
from examples.benchmarks.costly import costly
from examples.benchmarks.timing import best
from minigrad.arrays import Float64Array
from minigrad.probes.splitting import task_count
from minigrad.probes.workers.worker_types import Workers

METHOD = mg.CentralDifference(abs_step=1e-4)


class Growth(NamedTuple):
    """Seconds for each size, and the exponent with which they grow."""

    what: str
    sizes: tuple[int, ...]
    seconds: tuple[float, ...]
    exponent: float

    @override
    def __str__(self) -> str:
        points = ", ".join(f"{size}: {1e3 * cost:.3g} ms" for size, cost in zip(self.sizes, self.seconds, strict=True))
        return f"{self.what:<44} grows as size**{self.exponent:.2f}   ({points})"


class Projection(NamedTuple):
    """What ``evaluations`` of a function would take on so many workers."""

    evaluations: int
    workers: int
    seconds: float

    @override
    def __str__(self) -> str:
        return f"{self.evaluations:>11,} evaluations on {self.workers:>3} workers: {duration(self.seconds)}"


class Report(NamedTuple):
    """All that was measured. ``per_evaluation`` is what the function takes, ``per_task`` what an engine adds to a
    task."""

    growth: tuple[Growth, ...]
    per_evaluation: float
    per_task: float
    projections: tuple[Projection, ...]

    @override
    def __str__(self) -> str:
        costs = (
            f"{1e3 * self.per_evaluation:.2f} ms for an evaluation, {1e3 * self.per_task:.2f} ms for handing "
            "over a task"
        )
        return "\n".join([*map(str, self.growth), costs, *map(str, self.projections)])


def main(unit: int = 50, coordinates: int = 50) -> Report:
    """Growth with sizes of 1, 2, 4 and 8 times ``unit``, and the cost of tasks with so many coordinates."""
    sizes = tuple(unit * factor for factor in (1, 2, 4, 8))
    growth = (
        grow("weights, in pixels (hidden 50, batch 100)", sizes, lambda n: network_cost(n, [50], 100)),
        grow("samples (pixels 100, hidden 50)", sizes, lambda n: network_cost(100, [50], n)),
        grow("hidden width (pixels 100, batch 100)", sizes, lambda n: network_cost(100, [n], 100)),
        grow("depth, in layers of width 20 (batch 50)", (1, 2, 4, 8), lambda n: network_cost(20, [20] * n, 50)),
        grow("tens of coordinates of a vectorised function", sizes, lambda n: vectorised_cost(10 * n)),
        grow("coordinates of a black box", (1, 2, 4), lambda n: black_box_cost(n, None)),
    )
    per_evaluation, per_task = task_cost(coordinates)
    projections = tuple(
        project(evaluations, workers, per_evaluation, per_task)
        for evaluations in (10**6, 10**8)
        for workers in (1, 16, 256)
    )
    return Report((*growth, share(coordinates)), per_evaluation, per_task, projections)


def grow(what: str, sizes: Sequence[int], cost: Callable[[int], float]) -> Growth:
    """The time at each size, and the exponent of the power law that fits it."""
    seconds = tuple(cost(size) for size in sizes)
    return Growth(what, tuple(sizes), seconds, float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0]))


def network_cost(pixels: int, hidden: Sequence[int], batch: int) -> float:
    """Seconds for one gradient of a network with sigmoids between its layers and 10 classes."""
    rng = np.random.default_rng(0)
    layers: list[mg.Layer] = []
    width = pixels
    for following in hidden:
        layers += [mg.Dense(width, following), mg.Sigmoid()]
        width = following
    network = mg.Sequential([*layers, mg.Dense(width, 10)], rng=0)
    risk = mg.EmpiricalRisk(network, mg.SoftmaxCrossEntropy(), rng.random((batch, pixels)), rng.integers(0, 10, batch))
    return best(lambda: METHOD.gradient(risk, network.theta), repeats=2)


def vectorised_cost(coordinates: int) -> float:
    """Seconds for a gradient of a vectorised function."""
    return best(lambda: METHOD.gradient(stacked, np.ones(coordinates), vectorized=True), repeats=2)


def stacked(points: Float64Array) -> Float64Array:
    """The sum of the squares of each point of a stack."""
    values: Float64Array = np.square(points).sum(axis=-1)
    return values


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


if __name__ == "__main__":
    print(main())
