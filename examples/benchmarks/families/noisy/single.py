"""Losses of small networks computed in float32 or float16 and returned as a float, or in that type.

Data and parameters have short mantissas, so that the long gradient is that of the same formula at the same point.
hidden = 8 noise / length with noise = u (|f| + max |x g|), u = eps / 2 of the short type: the rounding of the value and
of moved parameters; the length is where an output moves by 1 or a unit meets its kink. A gradient that is itself
in float32 is exact to a few roundings of its largest entry only: 4 eps max |g| more.
"""

from __future__ import annotations

from typing import Final, cast

import numpy as np

from examples.benchmarks.families.member import Family, Member
from examples.benchmarks.families.smooth_functions.classification import LOGISTIC, SQUARES, Loss
from examples.benchmarks.families.smooth_functions.perceptron import Perceptron, Precision
from examples.benchmarks.families.visibility import hidden_by
from examples.benchmarks.verdict_corpus.case import AnyFloats
from minigrad.arrays import Float64Array

OWN_ROUNDINGS = 4.0
"""Roundings of a gradient that is itself in float32, in units of the spacing of its largest entry."""


def _network(rng: np.random.Generator, relu: bool, loss: Loss, precision: Precision) -> Perceptron:
    samples, d, h = int(rng.integers(4, 21)), int(rng.integers(1, 5)), int(rng.integers(2, 9))
    k = int(rng.integers(1, 3))
    inputs = _shortened(rng.normal(size=(samples, d)), precision)
    signs: Float64Array = np.asarray(rng.choice([-1.0, 1.0], (samples, k)), dtype=np.float64)
    targets = signs if loss is LOGISTIC else _shortened(rng.normal(size=(samples, k)), precision)
    return Perceptron(inputs, targets, h, relu, loss)


def _shortened(array: Float64Array, precision: Precision) -> Float64Array:
    return array.astype(precision).astype(np.float64)


def _member(seed: int, relu: bool, loss: Loss, precision: Precision) -> Member:
    rng = np.random.default_rng([seed, 3, relu, loss is LOGISTIC])
    network = _network(rng, relu, loss, precision)
    x = _shortened(rng.normal(size=network.size) * rng.uniform(0.3, 1.0), precision)
    plain, short_point = bool(rng.integers(2)), bool(rng.integers(2)) and precision is np.float32

    def fun(theta: AnyFloats) -> float:
        value = network.value(theta, precision)
        return float(value) if plain else cast(float, value[()])  # a numpy scalar is what such code returns

    truth = np.asarray(network.gradient(x), dtype=np.float64)
    hidden = _hidden(network, x, truth, precision)
    if short_point:
        hidden += OWN_ROUNDINGS * float(np.finfo(np.float32).eps) * float(np.max(np.abs(truth)))
    name = f"{network.name}, {precision.__name__}{' returned' * (not plain)}{', x too' * short_point}"
    point = x.astype(np.float32) if short_point else x

    def jac(theta: AnyFloats) -> AnyFloats:
        return network.gradient(theta).astype(theta.dtype)

    return Member(name, fun, jac, point, truth, truth.copy(), hidden)


def _hidden(network: Perceptron, x: Float64Array, truth: Float64Array, precision: Precision) -> Float64Array:
    noise = 0.5 * float(np.finfo(precision).eps) * (abs(float(network.value(x))) + float(np.max(np.abs(x * truth))))
    return hidden_by(noise, np.minimum(network.lengths(x), 1.0))


FAMILIES: Final = (
    Family("float32 inside, ReLU", lambda seed: _member(seed, True, SQUARES, np.float32), least_covered=0.985),
    Family(
        "float32 inside, ReLU, logistic", lambda seed: _member(seed, True, LOGISTIC, np.float32), least_covered=0.985
    ),
    Family("float32 inside, tanh", lambda seed: _member(seed, False, SQUARES, np.float32)),
    Family("float32 inside, logistic", lambda seed: _member(seed, False, LOGISTIC, np.float32)),
    Family("float16 inside", lambda seed: _member(seed, bool(seed % 4 < 2), SQUARES, np.float16)),
)
