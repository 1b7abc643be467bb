"""Functions of ten milliseconds of which nothing is known, and dask workers to share them between."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.probes.workers.worker_types import MapLike


def costly(x: Float64Array) -> float:
    """sin and exp of 10,000 numbers, many times over: about ten milliseconds in arrays that fit the cache."""
    grid, total = np.linspace(0.0, 1.0, 10_000), 0.0
    for number in range(100):
        total += float(np.mean(np.exp(np.sin(grid * (1.0 + number) + x.sum()))))
    return total + float((x**2).sum())


def waiting(x: Float64Array) -> float:
    """Ten milliseconds for something else: another program, a disk, an instrument."""
    time.sleep(0.01)
    return float((x**2).sum())


@contextmanager
def dask_workers(n_workers: int = 2) -> Iterator[MapLike | None]:
    """The map of worker processes that are spoken to over TCP; None where dask is not installed."""
    try:
        distributed = import_module("distributed")
    except ImportError:
        yield None
        return
    options = {
        "n_workers": n_workers,
        "threads_per_worker": 1,
        "processes": True,
        "protocol": "tcp",
        "dashboard_address": ":0",
    }
    with distributed.LocalCluster(**options) as cluster, distributed.Client(cluster) as client:
        workers: MapLike = client.get_executor(pure=False).map
        yield workers
