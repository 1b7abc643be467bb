"""Gradients of functions of ten milliseconds of which nothing is known, shared between two workers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import numpy as np

from examples.benchmarks.costly import costly, dask_workers, waiting
from examples.benchmarks.numeric_gradient.contests import METHOD, Size
from examples.benchmarks.timing import Row, at_least, at_most, best, plain
from minigrad.arrays import Float64Array
from minigrad.probes.workers.worker_types import Workers


def black_box(size: Size) -> Iterator[Row]:
    """Functions of ten milliseconds, of which nothing is known, on two workers; only one kind of these lives at a
    time."""
    for name in size.black_boxes:
        fun = {"computes": costly, "waits": waiting}[name]
        x = np.linspace(0.0, 1.0, size.coordinates)
        serial = seconds(fun, x, None)
        detail = f"serial {serial:.2f} s, {1e3 * serial / (2 * x.size):.1f} ms each"
        with ProcessPoolExecutor(2, get_context("spawn")) as pool:
            ratio = serial / seconds(fun, x, pool.map)
        yield at_least(f"black box that {name}, 2 processes: times faster", ratio, 1.8, detail)
        second = seconds(fun, x, 2)
        yield at_most("    workers=2, second gradient: times the serial time", second / serial, 0.6, f"{second:.2f} s")
        with ThreadPoolExecutor(2) as threads:
            ratio = serial / seconds(fun, x, threads.map)
        yield plain("    2 threads", ratio, "numpy lets go of the interpreter inside large arrays")
        with dask_workers() as dask:
            if dask is not None:
                yield at_least("    2 dask workers over TCP", serial / seconds(fun, x, dask), 1.7)


def seconds(fun: Callable[[Float64Array], float], x: Float64Array, workers: Workers) -> float:
    """The time of a gradient, once all workers have started and imported what they need."""
    METHOD.gradient(waiting, x, workers=workers)  # long enough for each of them to come into it
    return best(lambda: METHOD.gradient(fun, x, workers=workers), repeats=1)
