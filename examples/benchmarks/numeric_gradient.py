"""What a numeric gradient costs: minigrad, the book's loop, and other libraries, in one run and as ratios.

Run it from the root of the repository with ``python -m examples.benchmarks.numeric_gradient``. It takes a few minutes,
most of which the book's loop spends on networks of tens of thousands of weights.
"""

from __future__ import annotations

import os
from functools import partial

if __name__ == "__main__":
    # Before numpy is imported, since BLAS reads them once: every contestant computes on one thread.
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from typing import NamedTuple

import numpy as np

import minigrad as mg
from examples.benchmarks import book
from examples.benchmarks.costly import costly, dask_workers, waiting
from examples.benchmarks.peers import run_peers
from examples.benchmarks.timing import Row, at_least, at_most, best, plain
from minigrad.arrays import Float64Array, FloatArray, IntArray
from minigrad.probes.workers.worker_types import Workers
from tests.article_code import function_2, numerical_gradient, numerical_gradient_1d, simpleNet

METHOD = mg.CentralDifference(abs_step=1e-4)


class Size(NamedTuple):
    """How large the contests are; :data:`TINY` is for the tests."""

    inputs: int = 784
    hidden: int = 50
    batch: int = 100
    digits: int | None = None
    budget: float = book.BUDGET
    sample: int = 200
    coordinates: int = 100
    imports: int = 5
    black_boxes: tuple[str, ...] = ("computes", "waits")


TINY = Size(
    inputs=12, hidden=6, batch=5, digits=20, budget=0.05, sample=20, coordinates=2, imports=1, black_boxes=("computes",)
)


class Contest(NamedTuple):
    """A network, its risk, and the same network in the book's way."""

    risk: mg.EmpiricalRisk
    net: book.BookNet
    x: FloatArray
    t: IntArray


def main(size: Size = Size()) -> list[Row]:
    """All rows of the table, printed as they come."""
    rows = []
    for part in (networks, growth_and_memory, small_functions, black_box, import_time):
        for row in part(size):
            print(row, flush=True)
            rows.append(row)
    return rows


def contest(
    layers: list[mg.Layer], activation: Callable[[FloatArray], FloatArray], x: FloatArray, t: IntArray
) -> Contest:
    """One network, both as minigrad's loss and as the book's."""
    network = mg.Sequential(layers, rng=0)
    return Contest(mg.EmpiricalRisk(network, mg.SoftmaxCrossEntropy(), x, t), book.BookNet(network, activation), x, t)


def images(size: Size) -> tuple[FloatArray, IntArray]:
    """Random data of the size of the book's: 784 pixels, a batch of 100."""
    rng = np.random.default_rng(0)
    return rng.random((size.batch, size.inputs)), rng.integers(0, 10, size.batch)


def two_layers(size: Size, layer: mg.Layer, activation: Callable[[FloatArray], FloatArray], hidden: int) -> Contest:
    """A contest on a network with one hidden layer."""
    return contest([mg.Dense(size.inputs, hidden), layer, mg.Dense(hidden, 10)], activation, *images(size))


def networks(size: Size) -> Iterator[Row]:
    """Gradients of networks, against the book's loop over the same network in the same run."""
    hidden = size.hidden
    sigmoid = two_layers(size, mg.Sigmoid(), book.sigmoid, hidden)
    yield from against_the_loop("784-50-10 sigmoid, batch 100", sigmoid, 40, size, full=True)
    yield from against_the_loop("784-50-10 relu", two_layers(size, mg.ReLU(), book.relu, hidden), 20, size)
    yield from against_the_loop("784-50-10 tanh", two_layers(size, mg.Tanh(), book.tanh, hidden), 20, size)
    deep: list[mg.Layer] = [mg.Dense(size.inputs, 2 * hidden), mg.Sigmoid(), mg.Dense(2 * hidden, hidden), mg.Sigmoid()]
    three = contest([*deep, mg.Dense(hidden, 10)], book.sigmoid, *images(size))
    yield from against_the_loop("784-100-50-10 sigmoid", three, 20, size)
    digits = mg.load_digits()
    x, t = digits.x[: size.digits], digits.t[: size.digits]
    yield from against_the_loop(
        "64-10 softmax, all 1,797 digits", contest([mg.Dense(64, 10)], book.sigmoid, x, t), 10, size
    )
    yield from simple_net()


def against_the_loop(what: str, it: Contest, bound: float, size: Size, *, full: bool = False) -> Iterator[Row]:
    """Time and differences of minigrad's numeric gradient against the book's loop."""
    loop = book.book_loop(it.net, lambda: it.net.loss(it.x, it.t), budget=size.budget)
    theta = it.risk.network.theta
    seconds = best(lambda: METHOD.gradient(it.risk, theta))
    detail = f"book {loop.seconds:.2f} s, minigrad {seconds:.4f} s; {loop.detail}"
    yield at_least(f"{what}: times faster than the book's loop", loop.seconds / seconds, bound, detail)
    gradient = METHOD.gradient(it.risk, theta)
    true = book.book_loop(it.net, lambda: it.net.true_loss(it.x, it.t), budget=size.budget / 10)
    difference = float(np.abs(gradient[true.places] - true.gradient).max())
    yield at_most("    largest difference from its gradient of the same loss", difference, 1e-9, true.detail)
    difference = float(np.abs(gradient[loop.places] - loop.gradient).max())
    yield plain(
        "    largest difference from its gradient of its own loss", difference, "which has 1e-7 inside the logarithm"
    )
    if not full:
        return
    for peer in run_peers(it.risk, sample=size.sample):
        yield plain(
            f"    times faster than {peer.name}",
            peer.seconds / seconds,
            f"{peer.seconds:.1f} s, from {peer.sample} weights",
        )
    yield from shared(it.risk, seconds)
    trainer = mg.Trainer(it.risk.network, mg.SoftmaxCrossEntropy(), mg.GradientDescent())
    checked = best(lambda: trainer.verify_gradient(it.x, it.t), repeats=1)
    yield at_least(
        f"    verify_gradient, all {theta.size:,}: times faster", loop.seconds / checked, 8, f"{checked:.2f} s"
    )


def shared(risk: mg.EmpiricalRisk, alone: float) -> Iterator[Row]:
    """What two threads and two processes add to the structure."""
    theta = risk.network.theta
    with ThreadPoolExecutor(2) as threads, ProcessPoolExecutor(2, get_context("spawn")) as processes:
        for name, workers in (("threads", threads.map), ("processes, already started", processes.map)):
            METHOD.gradient(risk, theta, workers=workers)
            seconds = best(partial(METHOD.gradient, risk, theta, workers=workers))
            yield plain(f"    2 {name}: times faster than 1", alone / seconds, f"{seconds:.3f} s")


def simple_net() -> Iterator[Row]:
    """The article's own network on one sample, by the article's own loop."""
    network, article = mg.SimpleNet(rng=0), simpleNet()
    x, t = np.array([0.6, 0.9]), np.array([0, 0, 1])
    risk = mg.EmpiricalRisk(network, mg.SoftmaxCrossEntropy(), x, t)
    loop = best(lambda: numerical_gradient(lambda _: article.loss(x, t), article.W))
    seconds = best(lambda: METHOD.gradient(risk, network.theta))
    detail = f"article {1e6 * loop:.0f} us, minigrad {1e6 * seconds:.0f} us"
    yield at_least("2x3 SimpleNet, one sample: times faster than the article", loop / seconds, 1, detail)


def growth_and_memory(size: Size) -> Iterator[Row]:
    """Twice the hidden width, and the memory that the largest stacks take."""
    costs = []
    for factor in (1, 2, 4):
        risk = two_layers(size, mg.Sigmoid(), book.sigmoid, factor * size.hidden).risk
        costs.append(best(partial(METHOD.gradient, risk, risk.network.theta)))
        if factor == 1:
            tracemalloc.start()
            METHOD.gradient(risk, risk.network.theta)
            peak = tracemalloc.get_traced_memory()[1] / 2**20
            tracemalloc.stop()
            yield at_most("784-50-10: peak extra memory, MiB", peak, 64, "16 of them set aside and never touched")
    for before, after, name in ((costs[0], costs[1], "50 to 100"), (costs[1], costs[2], "100 to 200")):
        yield at_most(f"hidden width {name}: times the cost", after / before, 2.3, f"{before:.3f} s to {after:.3f} s")


def small_functions(size: Size) -> Iterator[Row]:
    """Where checks and arrays cost more than the function: a dozen microseconds decide."""
    del size
    x = np.array([3.0, 4.0])
    for name, fun in (("x0**2 + x1**2", plain_function), ("the same as the article's np.sum(x**2)", function_2)):
        loop = best(partial(_article_loop, fun, x))
        seconds = best(partial(METHOD.gradient, fun, x))
        detail = f"article {1e6 * loop:.1f} us, minigrad {1e6 * seconds:.1f} us"
        yield at_most(f"{name}: times the article's loop", seconds / loop, 2, detail)


def _article_loop(fun: Callable[[FloatArray], float], x: FloatArray) -> FloatArray:
    """The article's loop, which writes into its argument."""
    return numerical_gradient_1d(fun, x.copy())


def plain_function(x: FloatArray) -> float:
    """The article's example."""
    return float(x[0] ** 2 + x[1] ** 2)


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


def import_time(size: Size) -> Iterator[Row]:
    """What minigrad adds to the import of numpy, in milliseconds."""
    used = "; minigrad.CentralDifference, minigrad.EmpiricalRisk, minigrad.Trainer"
    yield at_most("import minigrad: ms more than import numpy", extra_milliseconds("", size.imports), 40)
    yield plain("    and first use of its networks and its Trainer", extra_milliseconds(used, size.imports))


def extra_milliseconds(then: str, repeats: int) -> float:
    """The shortest import of minigrad in a new process, after numpy's."""
    timed = f"start = time.perf_counter(); import minigrad{then}; print(time.perf_counter() - start)"
    command = [sys.executable, "-c", f"import time, numpy; {timed}"]
    runs = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(repeats)]
    return 1e3 * min(float(run.stdout) for run in runs)


if __name__ == "__main__":
    main()
