"""The same kinds of ReLU networks built from minigrad's own layers, for what a trainer checks.

``net, x, t = network_of(6)``; ``mg.Trainer(net, mg.SoftmaxCrossEntropy(), mg.Adam(), rng=0).verify_gradient(x, t)``.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

import minigrad as mg
from examples.benchmarks.families.kinks.networks import digits
from examples.benchmarks.verdict_corpus.case import Array
from minigrad.arrays import IntArray


def network_of(seed: int) -> tuple[mg.Network, Array, IntArray]:
    """A network, samples and labels: by turns two layers on digits, deep on random data, either of them after training.

    Of five seeds of one parity one is a :class:`minigrad.TwoLayerNet` at the start (64, 10 to 20, 10, weights 0.01),
    one that network trained, one deep network (up to 6 layers of 3 to 20, weights 0.01 to 2 or He) at the start, one
    trained, and one has a layer of tanh instead, which no kink disturbs.
    """
    rng, kind = np.random.default_rng([seed, 861]), seed // 2 % 5
    net, x, t = (_two_layers, _two_layers, _deep, _deep, _smooth)[kind](rng)
    if kind in (1, 3):
        trainer = mg.Trainer(net, mg.SoftmaxCrossEntropy(), mg.Adam(learning_rate=0.01), rng=rng)
        trainer.fit(x, t, epochs=int(rng.integers(20, 80)))
    return net, x, t


def _two_layers(rng: np.random.Generator) -> tuple[mg.Network, Array, IntArray]:
    x, t = digits(rng, int(rng.integers(20, 101)))
    net = mg.TwoLayerNet(64, int(rng.integers(10, 21)), 10, activation=mg.ReLU(), initializer=mg.Normal(0.01), rng=rng)
    return net, x, t


def _deep(rng: np.random.Generator) -> tuple[mg.Network, Array, IntArray]:
    widths = [int(width) for width in rng.integers(3, 21, int(rng.integers(2, 8)))]
    scale = float(np.exp(rng.uniform(np.log(0.01), np.log(2.0))))
    initializer: mg.Initializer = mg.HeNormal() if rng.random() < 0.5 else mg.Normal(scale)
    layers = list[mg.Layer]()
    for n, m in pairwise(widths):
        layers += [mg.Dense(n, m, initializer=initializer), mg.ReLU()]
    net = mg.Sequential(layers[:-1], rng=rng)
    # biases that are not 0 keep the units of layers behind a dead one away from their kinks
    net.theta = net.theta + 0.1 * scale * rng.normal(size=net.theta.size) * (np.asarray(net.theta) == 0.0)
    samples = int(np.exp(rng.uniform(0.0, np.log(200.0))))
    return net, rng.normal(size=(samples, widths[0])), rng.integers(0, widths[-1], samples)


def _smooth(rng: np.random.Generator) -> tuple[mg.Network, Array, IntArray]:
    n, hidden, outputs = (int(width) for width in rng.integers(3, 21, 3))
    net = mg.Sequential([mg.Dense(n, hidden), mg.Tanh(), mg.Dense(hidden, outputs)], rng=rng)
    samples = int(rng.integers(1, 60))
    return net, rng.normal(size=(samples, n)), rng.integers(0, outputs, samples)
