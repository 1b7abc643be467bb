"""Networks and other losses of many parameters, one for each seed, for the screening of gradients.

Dense layers of all activations, some with a normalisation after a bias, on digits and on random data, at the start and
after training, in float64 and with float32 inside.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias, final

import numpy as np
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import Float64Array, FloatArray
from minigrad.layers import Layer, Params, Pullback
from minigrad.objectives import Objective, Targets

Function: TypeAlias = Callable[[Float64Array], float]
Gradient: TypeAlias = Callable[[FloatArray], FloatArray]


@final
@dataclass(frozen=True)
class Screened:
    """A loss at a point, with its right gradient.

    Attributes:
        kind: a few words.
        fun, jac: the loss and its gradient.
        theta: the point.
        name: what an entry is called.
    """

    kind: str
    fun: Function
    jac: Gradient
    theta: Float64Array
    name: Callable[[int], str]


@final
@dataclass(frozen=True)
class Normalised(Layer):
    """Every feature less its mean over the samples, over its standard deviation; a bias before it has the slope 0."""

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        centred = inputs - np.asarray(inputs.mean(axis=-2, keepdims=True))
        spread = np.sqrt(np.asarray((centred**2).mean(axis=-2, keepdims=True)) + 1e-5)
        outputs: FloatArray = centred / spread

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            shared = np.asarray((d_outputs * outputs).mean(axis=-2, keepdims=True))
            mean = np.asarray(d_outputs.mean(axis=-2, keepdims=True))
            return {}, np.asarray((d_outputs - mean - outputs * shared) / spread)

        return outputs, pullback


@final
class Hinge(Objective):
    """The sum over the outputs of max(0, 1 - s y), s = 1 or -1: kinks at the output too."""

    @override
    def sample_values(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        return np.asarray(np.maximum(0.0, 1.0 - np.sign(targets) * outputs).sum(axis=-1))

    @override
    def sample_gradients(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        sign = np.sign(targets)
        return np.asarray(np.where(sign * outputs < 1.0, -sign, 0.0), dtype=outputs.dtype)


def network_of(seed: int) -> Screened:
    """Depth 1 to 4, weights 0.01 to 2 or as drawn by the layers, 1 to 600 samples; a third is trained, a tenth in
    float32."""
    rng = np.random.default_rng([seed, 811])
    samples, activation = (
        int(np.exp(rng.uniform(0.0, np.log(600.0)))),
        str(rng.choice(["ReLU", "ReLU", "Tanh", "Sigmoid"])),
    )
    digits, loss = bool(rng.random() < 0.3), str(rng.choice(["softmax", "squares", "hinge"]))
    normalised = bool(rng.random() < 0.15) and samples > 3
    inputs, targets = _data(rng, samples, digits, loss)
    layers = _layers(rng, inputs.shape[1], activation, normalised)
    objective = {"softmax": mg.SoftmaxCrossEntropy(), "squares": mg.MeanSquaredError(), "hinge": Hinge()}[loss]
    network = mg.Sequential(layers, rng=seed)
    if rng.random() < 0.7:
        scale = np.exp(rng.uniform(np.log(0.01), np.log(2.0)))
        network.theta = rng.normal(0.0, scale, network.theta.size)
    trained = bool(rng.random() < 0.4)
    if trained:
        rate, epochs = (
            float(np.exp(rng.uniform(np.log(0.003), np.log(0.1)))),
            int(np.exp(rng.uniform(np.log(20.0), np.log(400.0)))),
        )
        mg.Trainer(network, objective, mg.Adam(rate), rng=0).fit(inputs, targets, epochs=epochs)
    risk = mg.EmpiricalRisk(network, objective, inputs, targets)
    kind = " ".join([activation, loss, "trained" if trained else "start", "normalised" if normalised else ""]).strip()
    found = Screened(kind, risk, risk.gradient, network.theta.astype(np.float64), risk.name)
    return _single(found, risk) if rng.random() < 0.1 else found


def _single(found: Screened, risk: mg.EmpiricalRisk) -> Screened:
    return replace(found, kind=found.kind + " float32", fun=lambda theta: float(risk(theta.astype(np.float32))))


def _data(rng: np.random.Generator, samples: int, digits: bool, loss: str) -> tuple[FloatArray, Targets]:
    data = mg.load_digits()
    rows = rng.permutation(len(data.x))[:samples]
    inputs = np.asarray(data.x[rows]) if digits else rng.normal(size=(samples, int(rng.integers(2, 20))))
    if loss == "softmax":
        return inputs, np.asarray(data.t[rows])
    return inputs, rng.normal(size=(samples, 10))


def _layers(rng: np.random.Generator, features: int, activation: str, normalised: bool) -> list[Layer]:
    units = {"ReLU": mg.ReLU(), "Tanh": mg.Tanh(), "Sigmoid": mg.Sigmoid()}[activation]
    layers = list[Layer]()
    for width in rng.integers(3, 31, int(rng.integers(0, 4))):
        layers += [mg.Dense(features, int(width)), *([Normalised()] if normalised else []), units]
        features = int(width)
    return [*layers, mg.Dense(features, 10)]
