"""The time of a full check of every entry of a gradient."""

from __future__ import annotations

import time
from typing import Final

import minigrad as mg
from examples.benchmarks.convolutions.digit_network import Digits
from examples.benchmarks.timing import Row, at_most


def _two_convolutions(activation: mg.Layer, pooling: mg.Layer) -> list[mg.Layer]:
    first, second = mg.Conv2D(1, 16, 3, padding=1), mg.Conv2D(16, 32, 3, padding=1)
    return [first, activation, pooling, second, activation, pooling, mg.Flatten(), mg.Dense(128, 10)]


NETWORKS: Final[dict[str, mg.Network]] = {
    "SimpleConvNet, 8 filters 3 x 3, hidden 70": mg.SimpleConvNet((1, 8, 8), 8, 3, n_hidden=70, rng=0),
    "16 and 32 filters, tanh, averages": mg.Sequential(_two_convolutions(mg.Tanh(), mg.AveragePool2D(2)), rng=0),
    "16 and 32 filters, ReLU, largest": mg.Sequential(_two_convolutions(mg.ReLU(), mg.MaxPool2D(2)), rng=0),
}
"""About 6,000 weights each."""


def check_row(what: str, network: mg.Network, digits: Digits, samples: int, bound: float) -> Row:
    """Seconds of the processor that ``Trainer.verify_gradient`` takes on some of the samples, after one epoch of
    training: before it, biases of 0 put black parts of images on the kink of a ReLU."""
    trainer = mg.Trainer(network, mg.SoftmaxCrossEntropy(), mg.Adam(0.003), rng=0)
    trainer.fit(*digits, epochs=1, batch_size=32)
    start = time.process_time()
    report = trainer.verify_gradient(digits.x[:samples], digits.t[:samples])
    seconds = time.process_time() - start
    detail = f"{report.verdict.value}, {network.layout.size} weights, {report.evaluations} evaluations"
    return at_most(f"{what}, {samples} samples: seconds", seconds, bound, detail)
