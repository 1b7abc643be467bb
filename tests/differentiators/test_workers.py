"""``workers``: any number of processes and any engine give the same bits, and what goes wrong there is told here."""

from __future__ import annotations

import math
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, ExitStack
from functools import cache, partial
from multiprocessing import active_children
from multiprocessing.pool import ThreadPool
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Protocol, final

import numpy as np
import pytest
from typing_extensions import override

from minigrad import AdaptiveDifference, CentralDifference, EmpiricalRisk, ForwardDifference, SoftmaxCrossEntropy, TwoLayerNet
from minigrad.arrays import Float64Array
from minigrad.differentiators.evaluators import MOST_TASKS, TASKS, even_parts
from minigrad.differentiators.mapping import R, T, Workers
from minigrad.differentiators.processes import cores, one_blas_thread
from tests.differentiators import simulations
from tests.differentiators.engines import ENGINES, dask, loky, processes

METHOD = CentralDifference()
X = np.array([0.1, 0.2, 0.3, 0.4, 0.5])
ROOT = Path(__file__).parents[2]


class Start(Protocol):
    """Gives an engine by its name; started when it is first asked for, and ended after the last test of this file."""

    def __call__(self, name: str, /) -> Workers: ...


@pytest.fixture(scope="module")
def started() -> Iterator[Start]:
    with ExitStack() as stack:
        yield cache(lambda name: stack.enter_context(ENGINES[name]()))


@pytest.fixture(scope="module", params=[1, *ENGINES])
def workers(request: pytest.FixtureRequest, started: Start) -> Workers:
    """One process, or an engine; "own" are the processes that ``workers=2`` starts, here once for all tests."""
    kind: int | str = request.param
    return kind if isinstance(kind, int) else started(kind)


def _risk() -> EmpiricalRisk:
    rng = np.random.default_rng(0)
    return EmpiricalRisk(TwoLayerNet(6, 30, 3, rng=0), SoftmaxCrossEntropy(), rng.normal(size=(9, 6)), np.arange(9) % 3)


def test_three_workers_get_the_same_bits_too() -> None:
    """A number that does not divide that of the tasks; what else is told of workers does not depend on their number."""
    np.testing.assert_array_equal(METHOD.jacobian(simulations.waves, X, workers=3), METHOD.jacobian(simulations.waves, X))


def test_the_result_is_the_same_to_the_last_bit(workers: Workers) -> None:
    risk = _risk()
    np.testing.assert_array_equal(METHOD.gradient(simulations.wavy, X, workers=workers), METHOD.gradient(simulations.wavy, X))
    np.testing.assert_array_equal(METHOD.jacobian(simulations.waves, X, workers=workers), METHOD.jacobian(simulations.waves, X))
    np.testing.assert_array_equal(METHOD.hessian(simulations.wavy, X, workers=workers), METHOD.hessian(simulations.wavy, X))
    theta = risk.network.theta
    np.testing.assert_array_equal(METHOD.gradient(risk, theta, workers=workers), METHOD.gradient(risk, theta))


@pytest.mark.parametrize("name", ["processes", "loky", "dask"])
def test_the_engines_are_the_real_thing(name: str, started: Start) -> None:
    workers = started(name)
    assert callable(workers)
    ids = set(workers(simulations.process_id, [0.05] * 16))
    assert len(ids) == 2
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


def test_an_exception_that_cannot_travel_arrives_in_words() -> None:
    with pytest.raises(RuntimeError, match=r"TwoPartError: second: moved \(an exception that cannot be pickled\)") as caught:
        METHOD.gradient(simulations.fails_unreadably, X, workers=2)
    assert "x[1] moved by" in caught.value.__notes__[0]
    with pytest.raises(simulations.TwoPartError, match="second: moved"):
        METHOD.gradient(simulations.fails_unreadably, X, workers=1)


@pytest.mark.parametrize("workers", [None, 1])
def test_a_stop_iteration_is_an_exception_like_any_other(workers: Workers) -> None:
    with pytest.raises(StopIteration, match="no more"):
        METHOD.gradient(simulations.stops, X, workers=workers)


def test_an_engine_that_loses_tasks_is_found_out() -> None:
    with pytest.raises(ValueError, match=r"`workers` must be map-like and give 10 results for 10 tasks, got 3"):
        METHOD.gradient(simulations.stops, X, workers=map)

    def forgetful(fn: Callable[[T], R], iterable: Iterable[T], /) -> Iterable[R]:
        return [fn(item) for item in iterable][1:]

    with pytest.raises(ValueError, match="got 9"):
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
            METHOD.gradient(simulations.wavy, X, workers=futures)  # type: ignore[arg-type]


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
    assert sizes == [TASKS]


@pytest.mark.parametrize(("size", "tasks"), [(0, 1), (5, 5), (64, 64), (1000, TASKS), (4096, 256), (10**6, MOST_TASKS)])
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
class Counted:
    """The sum of x, with data that are heavy to carry; counts how often it was pickled."""

    def __init__(self, size: int = 1) -> None:
        self.data = np.ones(size)
        self.pickled = 0

    def __call__(self, x: Float64Array) -> float:
        return float(x.sum() * self.data[0])

    @override
    def __getstate__(self) -> dict[str, object]:
        self.pickled += 1
        return {"data": self.data, "pickled": 0}


def test_our_own_workers_get_the_function_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    fun = Counted()
    gradient = CentralDifference(abs_step=0.25).estimate(fun, np.zeros(100), workers=2).value  # two requests of 64 tasks
    np.testing.assert_array_equal(gradient, np.ones(100))
    assert fun.pickled == 1
    assert list(tmp_path.iterdir()) == []


def test_the_files_of_our_own_workers_are_removed_after_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(KeyError):
        METHOD.gradient(simulations.fails_at_third, X, workers=2)
    assert list(tmp_path.iterdir()) == []


def test_heavy_data_make_fewer_tasks_for_other_engines() -> None:
    sent: list[int] = []

    def engine(fn: Callable[[T], R], iterable: Iterable[T], /) -> Iterable[R]:
        tasks = list(iterable)
        sent.append(len(tasks) * len(pickle.dumps(tasks[0])))
        return [fn(task) for task in tasks]

    method = CentralDifference(abs_step=0.25)
    gradient = method.gradient(Counted(2**20), np.zeros(50), workers=engine)  # 8 MiB for each of 64 tasks would be 512
    np.testing.assert_array_equal(gradient, np.ones(50))
    assert 2**27 < sent[0] <= 2**28


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


def test_a_worker_that_dies_is_reported() -> None:
    before, start = active_children(), time.perf_counter()
    with pytest.raises(BrokenProcessPool) as caught:
        METHOD.gradient(simulations.dies, X, workers=2)
    assert "A worker process ended before it answered" in caught.value.__notes__[0]
    assert time.perf_counter() - start < 20
    _require_no_children(besides=before)


@pytest.mark.parametrize(
    ("engine", "error"),
    [(processes, "BrokenProcessPool"), (loky, "TerminatedWorkerError"), (partial(dask, n_workers=1), "KilledWorker")],
    ids=["processes", "loky", "dask"],
)
def test_other_engines_report_their_dead_in_their_own_words(
    engine: Callable[[], AbstractContextManager[Workers]], error: str
) -> None:
    with engine() as workers, pytest.raises(Exception, match="(?i)terminated|died") as caught:
        METHOD.gradient(simulations.dies, X[:2], workers=workers)
    assert type(caught.value).__name__ == error


def test_our_own_workers_run_blas_on_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "2")
    assert METHOD.gradient(simulations.blas_threads, [2.0], workers=2) == pytest.approx([1.0])
    assert os.environ["OPENBLAS_NUM_THREADS"] == "2"


def test_threads_that_start_processes_at_once_leave_the_environment_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    monkeypatch.setenv("MKL_NUM_THREADS", "3")
    first_is_in, second_is_in, first_is_out = threading.Event(), threading.Event(), threading.Event()

    def first() -> None:
        with one_blas_thread():
            first_is_in.set()
            second_is_in.wait(0.2)  # in vain, if only one may be in at a time
        first_is_out.set()

    def second() -> None:
        first_is_in.wait()
        with one_blas_thread():
            second_is_in.set()
            first_is_out.wait()
            os.environ.pop("OMP_NUM_THREADS", None)  # somebody else's doing

    with ThreadPoolExecutor(2) as pool:
        for future in [pool.submit(first), pool.submit(second)]:
            future.result()
    assert "OMP_NUM_THREADS" not in os.environ
    assert os.environ["MKL_NUM_THREADS"] == "3"


def test_our_own_workers_end_with_the_computation() -> None:
    before = active_children()
    METHOD.gradient(simulations.wavy, X, workers=-1)
    _require_no_children(besides=before)


def _require_no_children(*, besides: list[BaseProcess]) -> None:
    """None but those of the engines that other tests share."""
    deadline = time.perf_counter() + 10
    while any(child.name.startswith("SpawnProcess") for child in active_children() if child not in besides):
        assert time.perf_counter() < deadline
        time.sleep(0.01)


def test_a_lambda_cannot_be_sent_to_processes() -> None:
    with pytest.raises(TypeError, match="`fun` cannot be sent to worker processes: .*lambda.*top level of a module"):
        METHOD.gradient(lambda x: x[0], X, workers=2)


@pytest.mark.parametrize("engine", ["loky", "dask"])
def test_a_lambda_can_be_sent_by_engines_that_pickle_by_value(engine: str, started: Start) -> None:
    gradient = METHOD.gradient(lambda x: x[0] * x[1], X, workers=started(engine))
    np.testing.assert_allclose(gradient, [0.2, 0.1, 0, 0, 0], atol=1e-9)


@pytest.mark.parametrize("value", [0, -2, -8])
def test_a_number_of_workers_that_means_nothing(value: int) -> None:
    with pytest.raises(ValueError, match=rf"`workers` must be -1 \(one process per core\) or at least 1, got {value}"):
        METHOD.gradient(simulations.wavy, X, workers=value)


def test_a_number_of_workers_may_be_of_numpy() -> None:
    np.testing.assert_array_equal(METHOD.gradient(simulations.wavy, X, workers=np.int64(1)), METHOD.gradient(simulations.wavy, X))


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="of Linux")
def test_minus_one_counts_the_cores_that_this_process_may_use() -> None:
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        assert cores() == 1
    finally:
        os.sched_setaffinity(0, before)
    assert cores() == len(before)


@pytest.mark.parametrize("value", [True, 2.0, "two"])
def test_workers_of_a_wrong_type(value: int) -> None:
    with pytest.raises(TypeError, match="`workers` must be a number of processes or a map-like callable, got"):
        METHOD.gradient(simulations.wavy, X, workers=value)


def test_an_executor_has_the_map_that_is_wanted() -> None:
    with ThreadPoolExecutor(1) as pool, pytest.raises(TypeError, match="; pass its `map`"):
        METHOD.gradient(simulations.wavy, X, workers=pool)  # type: ignore[arg-type]


SCRIPT = """
import signal
import numpy as np
import minigrad as mg
from tests.differentiators.simulations import slow

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background inherits that it is ignored
    print("started", flush=True)
    mg.CentralDifference().gradient(slow, np.zeros(5000), workers=2)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are of POSIX")
@pytest.mark.parametrize("seconds", [0.05, 1.0])
def test_ctrl_c_ends_everything_at_once_and_in_one_voice(tmp_path: Path, seconds: float) -> None:
    script = tmp_path / "interrupted.py"
    script.write_text(SCRIPT, "utf-8")
    process = subprocess.Popen(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "started\n"
        time.sleep(seconds)  # from the start of the workers to the midst of their work
        start = time.perf_counter()
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all processes of the group
        _, errors = process.communicate(timeout=10)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
    assert time.perf_counter() - start < 5
    assert process.returncode != 0
    assert errors.count("Traceback (most recent call last)") == 1
    assert errors.rstrip().endswith("KeyboardInterrupt")
    _require_empty_group(process.pid)


def _require_empty_group(group: int) -> None:
    deadline = time.perf_counter() + 5
    while time.perf_counter() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)
    raise AssertionError("processes were left behind")


def test_the_values_arrive_in_their_places() -> None:
    def backwards(fn: Callable[[T], R], iterable: Iterable[T], /) -> Iterable[R]:
        return [fn(item) for item in reversed(list(iterable))][::-1]

    x: Float64Array = np.arange(200.0)
    np.testing.assert_array_equal(
        METHOD.gradient(simulations.wavy, x / 100, workers=backwards), METHOD.gradient(simulations.wavy, x / 100)
    )
