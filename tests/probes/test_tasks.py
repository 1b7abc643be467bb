"""The tasks that an engine gets: how many, in which order, and what it must give back."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.pool import ThreadPool
from typing import final

import numpy as np
import pytest

from minigrad import (
    CentralDifference,
)
from minigrad.arrays import Float64Array
from minigrad.probes.splitting import SPLIT, even_parts
from minigrad.probes.workers.worker_types import R, T
from tests.differentiators import simulations

METHOD = CentralDifference()
X = np.array([0.1, 0.2, 0.3, 0.4, 0.5])


def test_an_engine_that_loses_tasks_is_found_out() -> None:
    def forgetful(fn: Callable[[T], R], iterable: Iterable[T], /) -> Iterable[R]:
        return [fn(item) for item in iterable][1:]

    with pytest.raises(ValueError, match=r"`workers` must be map-like and give 10 results for 10 tasks, got 9"):
        METHOD.gradient(simulations.wavy, X, workers=forgetful)

    def stuttering(fn: Callable[[T], R], iterable: Iterable[T], /) -> Iterable[R]:
        results = [fn(item) for item in iterable]
        return [results[0], *results[:-1]]

    with pytest.raises(ValueError, match="give 10 results for 10 tasks, got 10 for 9 of them"):
        METHOD.gradient(simulations.wavy, X, workers=stuttering)


def test_an_engine_that_gives_something_else() -> None:
    with ThreadPoolExecutor(1) as pool:

        def futures(fn: Callable[[T], R], iterable: Iterable[T], /) -> list[Future[R]]:
            return [pool.submit(fn, item) for item in iterable]

        with pytest.raises(TypeError, match="give what the calls return, got a Future"):
            METHOD.gradient(simulations.wavy, X, workers=futures)  # type: ignore[call-overload]


def test_the_order_in_which_an_engine_answers_does_not_matter() -> None:
    with ThreadPool(2) as pool:
        np.testing.assert_array_equal(
            METHOD.gradient(simulations.wavy, X, workers=pool.imap_unordered), METHOD.gradient(simulations.wavy, X)
        )

    def shuffled(fn: Callable[[T], R], iterable: Iterable[T], /) -> Iterable[R]:
        results = [fn(item) for item in iterable]
        return [results[k] for k in np.random.default_rng(0).permutation(len(results))]

    x = np.linspace(-1.0, 1.0, 100)
    got = CentralDifference().gradient(_squares, x, workers=shuffled)
    np.testing.assert_allclose(got, 2 * x, atol=1e-8)


def _squares(x: Float64Array) -> float:
    return float(x @ x)


def test_an_engine_gets_a_list_of_tasks_that_do_not_depend_on_it() -> None:
    sizes: list[int] = []

    def engine(fn: Callable[[T], R], iterable: Iterable[T], /) -> Iterable[R]:
        assert isinstance(iterable, list)
        sizes.append(len(iterable))
        return map(fn, iterable)

    METHOD.gradient(simulations.wavy, np.zeros(500), workers=engine)
    assert sizes == [SPLIT.tasks]


@pytest.mark.parametrize(
    ("size", "tasks"), [(0, 1), (5, 5), (64, 64), (1000, SPLIT.tasks), (4096, 256), (10**6, SPLIT.most_tasks)]
)
def test_long_requests_make_more_tasks(size: int, tasks: int) -> None:
    parts = even_parts(size)
    assert len(parts) == tasks
    np.testing.assert_array_equal(np.concatenate(parts), np.arange(size))
    assert max(part.size for part in parts) <= min(part.size for part in parts) + 1


def test_two_hundred_and_fifty_six_workers_find_work() -> None:
    tasks: list[int] = []

    def engine(fn: Callable[[T], R], iterable: Iterable[T], /) -> Iterable[R]:
        results = [fn(item) for item in iterable]
        tasks.append(len(results))
        return results

    METHOD.gradient(_sum, np.zeros(2048), workers=engine)
    assert tasks == [256]


def _sum(x: Float64Array) -> float:
    return float(x.sum())


@final
class Heavy:
    """The sum of x, with data that are heavy to carry."""

    def __init__(self, size: int) -> None:
        self.data = np.ones(size)

    def __call__(self, x: Float64Array) -> float:
        return float(x.sum() * self.data[0])


def test_heavy_data_make_fewer_tasks_for_other_engines() -> None:
    sent: list[int] = []

    def engine(fn: Callable[[T], R], iterable: Iterable[T], /) -> Iterable[R]:
        tasks = list(iterable)
        sent.append(len(tasks) * len(pickle.dumps(tasks[0])))
        return [fn(task) for task in tasks]

    method = CentralDifference(abs_step=0.25)
    gradient = method.gradient(Heavy(2**20), np.zeros(50), workers=engine)  # 8 MiB for each of 64 tasks would be 512
    np.testing.assert_array_equal(gradient, np.ones(50))
    assert 2**27 < sent[0] <= 2**28


def test_the_values_arrive_in_their_places() -> None:
    def backwards(fn: Callable[[T], R], iterable: Iterable[T], /) -> Iterable[R]:
        return [fn(item) for item in reversed(list(iterable))][::-1]

    x: Float64Array = np.arange(200.0)
    np.testing.assert_array_equal(
        METHOD.gradient(simulations.wavy, x / 100, workers=backwards), METHOD.gradient(simulations.wavy, x / 100)
    )
