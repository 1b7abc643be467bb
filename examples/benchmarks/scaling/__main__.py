"""How the cost of a numeric gradient grows, and what very long ones would take on many workers.

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

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from typing_extensions import override

import minigrad as mg
from examples.benchmarks.scaling.growth import Growth, grow
from examples.benchmarks.scaling.projection import Projection, project
from examples.benchmarks.scaling.workers import METHOD, black_box_cost, share, task_cost
from examples.benchmarks.timing import best
from minigrad.arrays import Float64Array


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


if __name__ == "__main__":
    print(main())
