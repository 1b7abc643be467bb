"""``workers``: any number of processes and any engine give the same bits, and what goes wrong there is told here."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, nullcontext
from functools import cache
from typing import Protocol

import numpy as np
import pytest

from minigrad import (
    AdaptiveDifference,
    CentralDifference,
    EmpiricalRisk,
    ForwardDifference,
    SoftmaxCrossEntropy,
    TwoLayerNet,
)
from minigrad.arrays import Float64Array
from minigrad.probes.workers.processes import Processes
from minigrad.probes.workers.worker_types import Workers
from tests.differentiators import simulations
from tests.differentiators.engines import ENGINES

METHOD = CentralDifference()
X = np.array([0.1, 0.2, 0.3, 0.4, 0.5])


class Start(Protocol):
    """Gives an engine by its name; started when it is first asked for, and ended after the last test of this file."""

    def __call__(self, name: str, /) -> Workers: ...


@pytest.fixture(scope="module")
def started() -> Iterator[Start]:
    with ExitStack() as stack:
        yield cache(lambda name: stack.enter_context(ENGINES[name]()))


@pytest.fixture(scope="module", params=[1, 2, *ENGINES])
def workers(request: pytest.FixtureRequest, started: Start) -> Workers:
    kind: int | str = request.param
    return kind if isinstance(kind, int) else started(kind)


def _risk() -> EmpiricalRisk:
    rng = np.random.default_rng(0)
    return EmpiricalRisk(TwoLayerNet(6, 30, 3, rng=0), SoftmaxCrossEntropy(), rng.normal(size=(9, 6)), np.arange(9) % 3)


def test_the_result_is_the_same_to_the_last_bit(workers: Workers) -> None:
    risk = _risk()
    np.testing.assert_array_equal(
        METHOD.gradient(simulations.wavy, X, workers=workers), METHOD.gradient(simulations.wavy, X)
    )
    np.testing.assert_array_equal(
        METHOD.jacobian(simulations.waves, X, workers=workers), METHOD.jacobian(simulations.waves, X)
    )
    np.testing.assert_array_equal(
        METHOD.hessian(simulations.wavy, X, workers=workers), METHOD.hessian(simulations.wavy, X)
    )
    theta = risk.network.theta
    np.testing.assert_array_equal(METHOD.gradient(risk, theta, workers=workers), METHOD.gradient(risk, theta))


@pytest.mark.parametrize("name", ["processes", "loky", "dask"])
def test_the_engines_are_the_real_thing(name: str, started: Start) -> None:
    workers = started(name)
    assert callable(workers)
    ids = set(workers(simulations.process_id, [0.05] * 16))
    assert len(ids) == (1 if name == "dask" else 2)
    assert os.getpid() not in ids


def test_the_whole_estimate_is_the_same(workers: Workers) -> None:
    expected = METHOD.estimate(simulations.wavy, X)
    got = METHOD.estimate(simulations.wavy, X, workers=workers)
    for name in ("value", "error", "step", "status", "evaluations"):
        np.testing.assert_array_equal(getattr(got, name), getattr(expected, name))


def test_a_vectorised_function_is_shared_too(workers: Workers) -> None:
    got = METHOD.gradient(simulations.many_wavy, X, vectorized=True, workers=workers)
    np.testing.assert_array_equal(got, METHOD.gradient(simulations.wavy, X))


def test_an_exception_keeps_its_type_and_says_which_coordinate(workers: Workers) -> None:
    with pytest.raises(KeyError) as caught:
        CentralDifference(abs_step=1e-4).gradient(simulations.fails_at_third, X, workers=workers)
    assert caught.value.args == ("third",)
    assert caught.value.__notes__ == ["`fun` was called with x[2] moved by 0.0001"]


def test_an_exception_at_x_itself() -> None:
    with pytest.raises(KeyError) as caught:
        ForwardDifference().gradient(simulations.fails_at_third, X + 0.1)
    assert caught.value.__notes__[0].startswith("`fun` was called with x[0] moved by")
    with pytest.raises(KeyError) as caught:
        METHOD.jacobian(simulations.fails_at_third, X + 0.1)
    assert caught.value.__notes__ == ["`fun` was called with x itself"]


@pytest.mark.parametrize("workers", [1, 2], indirect=True)
def test_an_exception_that_cannot_travel_arrives_in_words(workers: Workers) -> None:
    here = workers == 1
    with pytest.raises(simulations.TwoPartError if here else RuntimeError) as caught:
        METHOD.gradient(simulations.fails_unreadably, X, workers=workers)
    words = "second: moved" if here else "TwoPartError: second: moved (an exception that cannot be pickled)"
    assert words in str(caught.value)
    assert "x[1] moved by" in caught.value.__notes__[0]


def test_a_stop_iteration_is_an_exception_like_any_other(workers: Workers) -> None:
    """Even where a map is a generator, which a StopIteration would end, or turn into a RuntimeError."""
    with pytest.raises(StopIteration, match="no more") as caught:
        METHOD.gradient(simulations.stops, X, workers=workers)
    assert "x[1] moved by" in caught.value.__notes__[0]


def test_a_stop_iteration_does_not_end_the_built_in_map() -> None:
    with pytest.raises(StopIteration, match="no more"):
        METHOD.gradient(simulations.stops, X, workers=map)


def _rooted(x: Float64Array) -> Float64Array:
    """Three values; outside its domain it raises."""
    return np.array([math.sqrt(x[0]), x[0] * x[1], 2.0 * x[1]])


def test_a_jacobian_at_the_edge_of_a_domain(workers: Workers) -> None:
    method = AdaptiveDifference(domain_errors=(ValueError,))
    x = [1e-4, 3.0]  # steps down leave the domain
    got = method.jacobian(_rooted, x, workers=workers)
    np.testing.assert_allclose(got, [[50.0, 0.0], [3.0, 1e-4], [0.0, 2.0]], rtol=1e-6, atol=1e-9)


def test_rows_of_several_shapes_are_not_made_to_fit() -> None:
    def growing(x: Float64Array) -> Float64Array:
        return np.ones(1 if x[0] > 0.1 else 3)

    for number in (None, 1):
        with pytest.raises(ValueError, match="`fun` must return arrays of one shape"):
            METHOD.jacobian(growing, X, workers=number)


@pytest.mark.parametrize(
    ("engine", "error"),
    [("processes", "BrokenProcessPool"), ("loky", "TerminatedWorkerError"), ("dask", "KilledWorker")],
)
def test_other_engines_report_their_dead_in_their_own_words(engine: str, error: str, started: Start) -> None:
    with ENGINES[engine]() if engine == "processes" else nullcontext(started(engine)) as workers:
        with pytest.raises(Exception, match=r"(?i)terminated|died") as caught:
            METHOD.gradient(simulations.dies, X[:2], workers=workers)
    assert type(caught.value).__name__ == error


@pytest.mark.parametrize("engine", ["loky", "dask"])
def test_a_lambda_can_be_sent_by_engines_that_pickle_by_value(engine: str, started: Start) -> None:
    gradient = METHOD.gradient(lambda x: x[0] * x[1], X, workers=started(engine))
    np.testing.assert_allclose(gradient, [0.2, 0.1, 0, 0, 0], atol=1e-9)


@pytest.mark.parametrize("value", [0, -2, -8])
def test_a_number_of_workers_that_means_nothing(value: int) -> None:
    with pytest.raises(ValueError, match=rf"`workers` must be -1 \(one process per core\) or at least 1, got {value}"):
        METHOD.gradient(simulations.wavy, X, workers=value)


def test_a_number_of_workers_may_be_of_numpy() -> None:
    np.testing.assert_array_equal(
        METHOD.gradient(simulations.wavy, X, workers=np.int64(1)), METHOD.gradient(simulations.wavy, X)
    )


@pytest.mark.parametrize("value", [True, 2.0, "two"])
def test_workers_of_a_wrong_type(value: int) -> None:
    with pytest.raises(TypeError, match="`workers` must be a number of processes or a map-like callable, got"):
        METHOD.gradient(simulations.wavy, X, workers=value)


@pytest.mark.parametrize(
    ("value", "advice"), [(Processes, r"call it: Processes\(\.\.\.\)"), (ThreadPoolExecutor, "pass its `map`")]
)
def test_a_class_is_no_map(value: int, advice: str) -> None:
    with pytest.raises(
        TypeError, match=f"`workers` must be a number of processes or a map-like callable, got .*; {advice}"
    ):
        METHOD.gradient(simulations.wavy, X, workers=value)


def test_an_executor_has_the_map_that_is_wanted() -> None:
    with ThreadPoolExecutor(1) as pool, pytest.raises(TypeError, match="; pass its `map`"):
        METHOD.gradient(simulations.wavy, X, workers=pool)  # type: ignore[call-overload]
