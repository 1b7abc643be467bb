"""ReLU networks on digits and on random data, at the start, after training, and with a unit at its kink.

Their depth is 1 to 6. An error of a slope is hidden where the loss, known to so many roundings, cannot show it before
the nearest kink.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TypeAlias

import numpy as np

import minigrad as mg
from examples.benchmarks.families.kinks.losses import CrossEntropy, Hinge, Loss, Squares
from examples.benchmarks.families.kinks.network_member import member
from examples.benchmarks.families.kinks.relu_net import ReluNet
from examples.benchmarks.families.member import Family, Member
from examples.benchmarks.verdict_corpus.case import Array
from minigrad.arrays import IntArray

Generator: TypeAlias = np.random.Generator
Draw: TypeAlias = tuple[ReluNet, Array]
Make: TypeAlias = Callable[[int], Member]


MOST = 200
"""How many entries of theta a member moves at most, so that it is checked in well below a second."""


def weights(rng: Generator, widths: tuple[int, ...], scale: float, bias: float) -> Array:
    """theta with normal weights of this size, or He's where it is 0, and normal biases."""
    parts = list[Array]()
    for n, m in pairwise(widths):
        parts += [rng.normal(0.0, scale or np.sqrt(2.0 / n), n * m), rng.normal(0.0, 1.0, m) * bias]
    return np.concatenate(parts)


def loss_for(rng: Generator, samples: int, outputs: int) -> Loss:
    """One of the three, with random targets."""
    labels = rng.integers(0, outputs, samples)
    kinds: list[Loss] = [CrossEntropy(labels), Squares(rng.normal(size=(samples, outputs))), Hinge(labels)]
    return kinds[int(rng.integers(3))]


def some(rng: Generator, total: int) -> IntArray:
    """At most MOST of the entries, in order."""
    return np.sort(rng.permutation(total)[:MOST]).astype(np.int64)


def digits(rng: Generator, samples: int) -> tuple[Array, IntArray]:
    """So many of the digits."""
    data = mg.load_digits()
    rows = rng.permutation(len(data.x))[:samples]
    return np.asarray(data.x[rows], np.float64), np.asarray(data.t[rows], np.int64)


def random_net(rng: Generator, samples: int) -> Draw:
    """Depth 1 to 6 of 3 to 20 units, a tenth with 64 inputs; weights 0.01 to 2 or He; no unit at exactly 0."""
    widths = tuple(int(w) for w in rng.integers(3, 21, int(rng.integers(2, 8))))
    if rng.random() < 0.1:
        widths = (64, *widths[1:])
    scale = float(rng.choice([0.0, 0.01, np.exp(rng.uniform(np.log(0.01), np.log(2.0)))]))
    net = ReluNet(rng.normal(size=(samples, widths[0])), widths, loss_for(rng, samples, widths[-1]))
    theta = weights(rng, widths, scale, 0.0)
    if rng.random() < 0.5 or _at_zero(net, theta):
        theta = weights(rng, widths, scale, scale or 0.1)
    return net, theta


def _at_zero(net: ReluNet, theta: Array) -> bool:
    return any(bool((z == 0.0).any()) for z in net.preactivations(theta)[:-1])


def fresh(seed: int) -> Member:
    """A network at the start."""
    rng = np.random.default_rng([seed, 801])
    net, theta = random_net(rng, int(np.exp(rng.uniform(0.0, np.log(600.0)))))
    return member("at the start", net, theta, some(rng, net.size))


def at_kink(seed: int) -> Member:
    """Some unit is exactly 0: an empty sample, a dead layer below, or a bias that takes the weighted sum away
    exactly."""
    rng = np.random.default_rng([seed, 802])
    samples, how = int(rng.integers(2, 40)), int(rng.integers(3))
    widths = tuple(int(w) for w in rng.integers(3, 4 if how == 1 else 11, int(rng.integers(3, 7))))
    inputs, scale = np.round(4.0 * rng.normal(size=(samples, widths[0]))) / 4.0, float(rng.choice([0.01, 0.1, 1.0]))
    inputs[0] = 0.0 if how == 0 else inputs[0]
    net = ReluNet(inputs, widths, loss_for(rng, samples, widths[-1]))
    theta = weights(rng, widths, scale, 0.0)
    if how == 2:
        theta = weights(rng, widths, scale, scale)
        pair = net.layers(theta)[0]
        pair[0][...] = np.round(64.0 * pair[0] / scale) / 64.0 * 2.0 ** np.round(np.log2(scale))
        pair[1][0] = -float(inputs[0] @ pair[0][:, 0])
    return member(("empty sample", "dead layer", "exact bias")[how], net, theta, some(rng, net.size))


def on_digits(seed: int) -> Member:
    """The book's network: 64, 10 to 20, 10, weights 0.01, on 20 to 100 digits."""
    rng = np.random.default_rng([seed, 803])
    x, t = digits(rng, int(rng.integers(20, 101)))
    widths = (64, int(rng.integers(10, 21)), 10)
    net = ReluNet(x, widths, CrossEntropy(t))
    theta = weights(rng, widths, 0.01, 0.0)
    return member("digits", net, theta, some(rng, net.size))


def trained(seed: int) -> Member:
    """After 30 to 300 steps of Adam, when entries are as small as 1e-9."""
    rng = np.random.default_rng([seed, 804])
    samples = int(rng.integers(5, 80))
    if rng.random() < 0.3:
        x, t = digits(rng, samples)
        net, theta = ReluNet(x, (64, 12, 10), CrossEntropy(t)), weights(rng, (64, 12, 10), 0.0, 0.0)
    else:
        net, theta = random_net(rng, samples)
    steps, rate = (
        int(np.exp(rng.uniform(np.log(30.0), np.log(300.0)))),
        float(np.exp(rng.uniform(np.log(0.003), np.log(0.1)))),
    )
    return member(f"{steps} steps of Adam", net, adam(net, theta, steps, rate), some(rng, net.size))


def adam(net: ReluNet, theta: Array, steps: int, rate: float) -> Array:
    """Kingma and Ba (2015), algorithm 1, on all samples at once."""
    mean, square, theta = np.zeros_like(theta), np.zeros_like(theta), theta.copy()
    for step in range(1, steps + 1):
        gradient = net.gradient(theta)
        mean += 0.1 * (gradient - mean)
        square += 0.001 * (gradient**2 - square)
        theta -= rate * mean / (1.0 - 0.9**step) / (np.sqrt(square / (1.0 - 0.999**step)) + 1e-8)
    return theta


FAMILIES = (
    Family("relu nets, no kink at x", fresh),
    Family("relu nets, unit at 0", at_kink),
    Family("relu nets on digits", on_digits),
    Family("trained relu nets", trained),
)
