"""Gradients of networks: the times of the book's loop, of peers and of minigrad, and how costs grow with the width."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context

import numpy as np

import minigrad as mg
from examples.benchmarks.numeric_gradient import book
from examples.benchmarks.numeric_gradient.contests import METHOD, Contest, Size, contest, images, two_layers
from examples.benchmarks.numeric_gradient.peers import run_peers
from examples.benchmarks.timing import Row, at_least, at_most, best, plain
from tests.article_code import numerical_gradient, simpleNet


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
