"""The real engines that ``workers`` is tested with, started and ended."""

from __future__ import annotations

import multiprocessing
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Protocol

import pytest

from examples.benchmarks.costly import dask_workers
from minigrad.probes.workers.worker_types import R, T, Workers


class GetReusableExecutor(Protocol):
    def __call__(self, max_workers: int) -> Executor: ...


@contextmanager
def threads() -> Iterator[Workers]:
    with ThreadPoolExecutor(2) as pool:
        yield pool.map


@contextmanager
def processes() -> Iterator[Workers]:
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        yield pool.map


@contextmanager
def loky() -> Iterator[Workers]:
    get_reusable_executor: GetReusableExecutor = pytest.importorskip("loky").get_reusable_executor

    def over_loky(fn: Callable[[T], R], iterable: Iterable[T], /) -> Iterable[R]:
        return get_reusable_executor(2).map(fn, iterable)  # another one, after workers of the last have died

    yield over_loky
    get_reusable_executor(2).shutdown()


@contextmanager
def dask() -> Iterator[Workers]:
    """The benchmark's, with one process, whose start takes a second; a task whose worker dies is given up at once, not
    after four."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of dask's own libraries, while it starts and ends
        distributed = pytest.importorskip("distributed")
        with (
            pytest.importorskip("dask").config.set({"distributed.scheduler.allowed-failures": 0}),
            dask_workers(n_workers=1) as workers,
        ):
            assert workers is not None
            assert distributed.default_client().scheduler.address.startswith("tcp://")
            yield workers


ENGINES = {"threads": threads, "processes": processes, "loky": loky, "dask": dask}
