"""``workers=2``: processes that stay for the next computation, and end with this one, whatever ends it."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from minigrad import CentralDifference
from minigrad.probes.workers.processes import Processes, cores
from tests.differentiators import simulations

METHOD = CentralDifference()
X = np.array([0.1, 0.2, 0.3, 0.4, 0.5])
ROOT = Path(__file__).parents[2]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and process groups are of POSIX")
ENGINES = [
    pytest.param("loky", marks=pytest.mark.skipif(find_spec("loky") is None, reason="loky is not installed")),
    "standard library",
]


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    """All tests with one engine, then all with the other, since the change from one to the other starts processes."""
    name: str = request.param
    with pytest.MonkeyPatch.context() as patch:
        if name != "loky":
            patch.setitem(sys.modules, "loky", None)
        yield name


def test_processes_stay_for_the_next_gradient(tmp_path: Path, engine: str) -> None:
    del engine
    started = _started_processes(2)
    for _ in range(2):
        METHOD.gradient(simulations.Signed(tmp_path), X, workers=2)
    signatures = {int(path.name) for path in tmp_path.iterdir()}
    assert signatures
    assert signatures <= started
    assert os.getpid() not in started


def _started_processes(count: int) -> set[int]:
    """The numbers of all, once the last of them has started."""
    processes: set[int] = set()
    while len(processes) < count:
        processes.update(Processes(count)(simulations.process_id, [0.02] * 2 * count))
    return processes


def test_a_worker_that_dies_is_reported_and_replaced(engine: str) -> None:
    del engine
    with pytest.raises(BrokenProcessPool) as caught:
        METHOD.gradient(simulations.dies, X, workers=2)
    assert "A worker process ended before it answered" in caught.value.__notes__[0]
    np.testing.assert_array_equal(METHOD.gradient(simulations.wavy, X, workers=2), METHOD.gradient(simulations.wavy, X))


@POSIX
def test_a_worker_that_dies_while_idle_is_replaced(engine: str) -> None:
    del engine
    processes = _started_processes(2)
    for process in processes:
        with suppress(ProcessLookupError):  # the pool ends the others as soon as it has noticed that one has died
            os.kill(process, signal.SIGKILL)
    for process in processes:
        _wait_until_it_is_gone(process)
    time.sleep(1.0)  # the pool marks itself as broken a moment later, which cannot be seen from here
    np.testing.assert_array_equal(METHOD.gradient(simulations.wavy, X, workers=2), METHOD.gradient(simulations.wavy, X))


def _wait_until_it_is_gone(process: int) -> None:
    """Its number is free again once the pool has noticed its death."""
    deadline = time.perf_counter() + 30.0
    with suppress(ProcessLookupError):
        while time.perf_counter() < deadline:
            os.kill(process, 0)
            time.sleep(0.005)


def test_a_worker_that_hangs_is_ended_after_the_timeout(engine: str) -> None:
    del engine
    METHOD.gradient(simulations.wavy, X, workers=2)  # the start is not part of what is timed here
    start = time.perf_counter()
    with pytest.raises(
        TimeoutError,
        match=(
            r"`workers`: a task, or the start of the processes, took longer than timeout=0\.3 s; all worker "
            r"processes were ended"
        ),
    ):
        METHOD.gradient(simulations.hangs, X, workers=Processes(2, timeout=0.3))
    assert time.perf_counter() - start < 5.0
    np.testing.assert_array_equal(METHOD.gradient(simulations.wavy, X, workers=2), METHOD.gradient(simulations.wavy, X))


def test_an_exception_does_not_wait_for_the_other_tasks(engine: str) -> None:
    del engine
    start = time.perf_counter()
    with pytest.raises(KeyError, match="first"):
        METHOD.gradient(simulations.fails_or_hangs, X, workers=2)
    assert time.perf_counter() - start < 10.0


def test_threads_share_the_processes(engine: str) -> None:
    del engine
    started = _started_processes(2)
    with ThreadPoolExecutor(3) as pool:
        for processes in pool.map(Processes(2), [simulations.process_id] * 3, [[0.01] * 4] * 3):
            assert set(processes) <= started


def test_threads_may_ask_for_different_numbers(engine: str) -> None:
    del engine
    expected = METHOD.gradient(simulations.slow, X)
    with ThreadPoolExecutor(2) as pool:
        for got in pool.map(lambda count: METHOD.gradient(simulations.slow, X, workers=count), [2, 3]):
            np.testing.assert_array_equal(got, expected)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_a_fork_starts_processes_of_its_own(engine: str) -> None:
    del engine
    METHOD.gradient(simulations.wavy, X, workers=2)
    child = os.fork()
    if child == 0:
        with_own = METHOD.gradient(simulations.wavy, X, workers=2)
        os._exit(0 if np.array_equal(with_own, METHOD.gradient(simulations.wavy, X)) else 1)
    deadline = time.perf_counter() + 20.0
    while (done := os.waitpid(child, os.WNOHANG)) == (0, 0) and time.perf_counter() < deadline:
        time.sleep(0.01)
    assert done == (child, 0)


def test_workers_run_blas_on_one_thread(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    del engine
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "2")
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    assert METHOD.gradient(simulations.blas_threads, [2.0], workers=2) == pytest.approx([1.0])
    assert os.environ["OPENBLAS_NUM_THREADS"] == "2"
    assert "OMP_NUM_THREADS" not in os.environ


def test_a_lambda_cannot_be_sent_without_loky(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "loky", None)
    with pytest.raises(
        TypeError, match=r"`fun` cannot be sent to worker processes: .*top level of a module, install loky"
    ):
        METHOD.gradient(lambda x: x[0], X, workers=2)


@pytest.mark.parametrize("engine", ENGINES[:1], indirect=True)
def test_a_lambda_and_its_exceptions_can_be_sent_with_loky(engine: str) -> None:
    del engine

    class LocalError(Exception):
        pass

    def fails(x: np.typing.NDArray[np.float64]) -> float:
        raise LocalError(x.size)

    np.testing.assert_allclose(METHOD.gradient(lambda x: x[0] * x[1], X, workers=2), [0.2, 0.1, 0, 0, 0], atol=1e-9)
    with pytest.raises(LocalError, match="5"):
        METHOD.gradient(fails, X, workers=2)


@pytest.mark.parametrize("count", [0, -2])
def test_a_count_that_means_nothing(count: int) -> None:
    with pytest.raises(ValueError, match=rf"`count` must be -1 \(one process per core\) or at least 1, got {count}"):
        Processes(count)


def test_a_count_or_timeout_of_a_wrong_kind() -> None:
    with pytest.raises(TypeError, match="`count` must be a number of processes, got True"):
        Processes(True)
    with pytest.raises(ValueError, match="`timeout` must be a positive finite number, got 0"):
        Processes(2, timeout=0)


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="of Linux")
def test_minus_one_counts_the_cores_that_this_process_may_use() -> None:
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        assert cores() == 1
    finally:
        os.sched_setaffinity(0, before)
    assert cores() == len(before)


SCRIPT = """
import signal, sys
if sys.argv[1] != "loky":
    sys.modules["loky"] = None
import numpy as np
import minigrad as mg
from minigrad.probes.workers.processes import Processes
from tests.differentiators.simulations import process_id, sleeps, wavy

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background inherits that it is ignored
    processes = set()
    while len(processes) < 2:
        processes.update(Processes(2)(process_id, [0.02] * 4))
    print("started", flush=True)
    try:
        mg.CentralDifference().gradient(sleeps, np.zeros(5), workers=2)
    except KeyboardInterrupt:
        print(mg.CentralDifference().gradient(wavy, np.zeros(1), workers=2).round(6), flush=True)
    mg.CentralDifference().gradient(sleeps, np.zeros(5), workers=2)
"""


@POSIX
def test_ctrl_c_ends_the_computation_and_the_next_one_works_and_no_process_outlives_its_parent(
    tmp_path: Path, engine: str
) -> None:
    """The workers sleep for an hour when Ctrl-C is pressed, and again when their parent is ended."""
    process = _started(tmp_path, engine)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all processes of the group
    assert process.stdout is not None
    assert select.select([process.stdout], [], [], 30.0)[0], "nothing was computed after Ctrl-C"
    assert process.stdout.readline() == "[1.]\n"
    assert (tmp_path / "errors.txt").read_text("utf-8") == ""

    time.sleep(0.1)
    number = signal.SIGKILL if engine == "loky" else signal.SIGTERM
    os.kill(process.pid, number)
    _ended(process)
    assert process.returncode == -number
    assert "Traceback" not in (tmp_path / "errors.txt").read_text("utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["errors.txt", "script.py"]


def _started(folder: Path, engine: str) -> subprocess.Popen[str]:
    """The script above, in a process group of its own, when its workers are asleep."""
    script = folder / "script.py"
    script.write_text(SCRIPT, "utf-8")
    with (folder / "errors.txt").open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, "-B", str(script), engine],
            env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder)},
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            start_new_session=True,
        )
    assert process.stdout is not None
    assert process.stdout.readline() == "started\n"
    time.sleep(0.1)
    return process


def _ended(process: subprocess.Popen[str]) -> None:
    """Waits until all of its group are gone."""
    deadline = time.perf_counter() + 30.0
    try:
        process.communicate(timeout=30.0)
        while _group_exists(process.pid):
            assert time.perf_counter() < deadline, "processes were left behind"
            time.sleep(0.01)
    finally:
        if _group_exists(process.pid):
            os.killpg(process.pid, signal.SIGKILL)


def _group_exists(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
