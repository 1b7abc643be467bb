"""The real engines that ``workers`` is tested with, started and ended."""

from __future__ import annotations

import multiprocessing
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

import pytest

from minigrad.differentiators.mapping import R, T, Workers


class Cluster(AbstractContextManager["Cluster"], Protocol):
    """What is used of a dask cluster; said here, so that types are checked without stubs."""

    scheduler_address: str


class Client(AbstractContextManager["Client"], Protocol):
    """What is used of a dask client."""

    def get_executor(self, *, pure: bool) -> Executor: ...


class MakeCluster(Protocol):
    def __call__(
        self, *, n_workers: int, threads_per_worker: int, processes: bool, protocol: str, dashboard_address: str
    ) -> Cluster: ...


class MakeClient(Protocol):
    def __call__(self, cluster: Cluster) -> Client: ...


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
    """Two worker processes that are spoken to over TCP; a task whose worker dies is given up at once, not after four."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of dask's own libraries, while it starts and ends
        distributed = pytest.importorskip("distributed")
        make_cluster: MakeCluster = distributed.LocalCluster
        make_client: MakeClient = distributed.Client
        with pytest.importorskip("dask").config.set({"distributed.scheduler.allowed-failures": 0}), make_cluster(
            n_workers=2, threads_per_worker=1, processes=True, protocol="tcp", dashboard_address=":0"
        ) as cluster, make_client(cluster) as client:
            assert cluster.scheduler_address.startswith("tcp://")
            yield client.get_executor(pure=False).map


ENGINES = {"threads": threads, "processes": processes, "loky": loky, "dask": dask}
