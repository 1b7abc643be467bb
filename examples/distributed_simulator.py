"""The derivatives of a costly simulation, shared between processes that may run on other machines, with progress.

A pulse of heat spreads along a rod whose conductivity changes from place to place. How does the temperature at one place,
in the end, depend on the conductivity at each? Nothing is known of the simulation but its result, some 10 ms for each; but a
hundred of them are independent, so they can be shared. Here dask starts two processes on this machine and speaks to them
over TCP, as it would to a cluster; ``pip install "minigrad[all]"`` brings it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import NamedTuple, Protocol

import numpy as np
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import Float64Array
from minigrad.differentiators.mapping import MapLike, R, T

CONDUCTIVITY = 1.0 + 0.5 * np.sin(np.linspace(0.0, 2.0 * np.pi, 24))


class Outcome(NamedTuple):
    """The gradient, its bound, and where it was computed."""

    gradient: Float64Array
    error: float
    where: str

    @override
    def __str__(self) -> str:
        most = int(np.abs(self.gradient).argmax())
        numbers = f"conductivity {most} matters most: {self.gradient[most]:+.5f}, all to within {self.error:.0e}"
        return f"{numbers} ({self.where})"


def temperature(conductivity: Float64Array) -> float:
    """At place 16 of 25 after 1500 explicit steps of the heat equation, from a pulse at place 8."""
    heat = np.zeros(25)
    heat[8] = 1.0
    for _ in range(1500):
        flow = 0.2 * conductivity * np.diff(heat)
        heat[:-1] += flow
        heat[1:] -= flow
    return float(heat[16])


class Bar(Protocol):
    """What is used of ``tqdm.tqdm``; said here, so that types are checked with or without it."""

    def __call__(self, results: Iterable[R], /, *, total: int, unit: str, leave: bool) -> Iterable[R]: ...


def with_progress(workers: MapLike) -> MapLike:
    """The same map, with a bar that grows with each task that is done, if tqdm is there to draw it."""

    def mapped(fn: Callable[[T], R], iterable: Iterable[T], /) -> Iterable[R]:
        tasks = list(iterable)
        try:
            bar: Bar = import_module("tqdm").tqdm
        except ImportError:
            return workers(fn, tasks)
        return bar(workers(fn, tasks), total=len(tasks), unit="task", leave=False)

    return mapped


def main() -> Outcome:
    method = mg.CentralDifference(order=4)
    try:
        distributed = import_module("distributed")
    except ImportError:
        estimate = method.estimate(temperature, CONDUCTIVITY)
        where = "in this process; `pip install dask[distributed]` to share the work"
        return Outcome(estimate.value, float(estimate.error.max()), where)
    options = {"n_workers": 2, "threads_per_worker": 1, "protocol": "tcp", "dashboard_address": ":0"}
    with distributed.LocalCluster(**options) as cluster, distributed.Client(cluster) as client:
        workers = with_progress(client.get_executor(pure=False).map)
        estimate = method.estimate(temperature, CONDUCTIVITY, workers=workers)
    return Outcome(estimate.value, float(estimate.error.max()), "in 2 processes")


if __name__ == "__main__":
    print(main())
