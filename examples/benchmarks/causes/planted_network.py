"""Small networks with their derivatives by hand, and mistakes in these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from examples.benchmarks.causes.network_formulas import Activation, cross_entropy, huber, huber_slope, softmax
from examples.benchmarks.causes.planted import Fun, Jac, Mistake, Planted
from minigrad.arrays import Float64Array, FloatArray, IntArray
from minigrad.layout import Layout

OUTER = ("dense1.weight", "dense1.bias", "dense1.weight, dense1.bias")
"""Where a mistake in the activation shows."""


@final
@dataclass(frozen=True)
class Net:
    """Two dense layers with an activation between them, a mask for dropout, and a loss."""

    inputs: Float64Array
    labels: IntArray
    targets: Float64Array
    mask: Float64Array
    activation: Activation
    loss: str
    delta: float
    layout: Layout

    def fun(self, epsilon: float = 0.0) -> Fun:
        """The loss, with an epsilon inside its logarithm."""

        def value(theta: FloatArray) -> float:
            p = self.layout.unflatten(theta)
            hidden = self.activation.value(self.inputs @ p["dense1.weight"] + p["dense1.bias"]) * self.mask
            z = hidden @ p["dense2.weight"] + p["dense2.bias"]
            if self.loss == "softmax":
                return cross_entropy(z, self.labels, epsilon)
            r = z - self.targets
            return huber(r, self.delta) if self.loss == "huber" else float(np.sum(r**2) / len(r))

        return value

    def jac(self, mistake: str = "") -> Jac:
        """Its gradient, with this mistake."""

        def gradient(theta: FloatArray) -> FloatArray:
            p = self.layout.unflatten(theta)
            z1 = self.inputs @ p["dense1.weight"] + p["dense1.bias"]
            hidden = self.activation.value(z1) * self.mask
            z = hidden @ p["dense2.weight"] + p["dense2.bias"]
            dz = self._slope_of_loss(z, mistake)
            dz1 = dz @ p["dense2.weight"].T * self._slope_of_activation(z1, hidden, mistake)
            if mistake == "values before the activation":
                hidden = z1
            bias = dz1.sum(axis=0) if mistake != "mean for the bias" else dz1.mean(axis=0)
            parts = (self.inputs.T @ dz1, bias, hidden.T @ dz, dz.sum(axis=0))
            return self.layout.flatten(dict(zip(self.layout.names, parts, strict=True)))

        return gradient

    def _slope_of_loss(self, z: FloatArray, mistake: str) -> Float64Array:
        n = len(z)
        if self.loss == "softmax":
            p = softmax(z)
            dz = (p - np.eye(z.shape[1])[self.labels]) / n
            return np.asarray(dz * p * (1.0 - p) if mistake == "slope of softmax twice" else dz)
        r = z - self.targets
        if self.loss == "huber":
            return huber_slope(r, self.delta, 1.0 if mistake == "delta of Huber" else self.delta)
        return np.asarray(2.0 * r / n)

    def _slope_of_activation(self, z: FloatArray, hidden: FloatArray, mistake: str) -> Float64Array:
        own = self.activation
        mask = np.ones_like(self.mask) if mistake == "mask of dropout" else self.mask
        if mistake == "no slope of the activation":
            return mask
        if mistake == "slope at the wrong values":
            return np.asarray(own.slope(hidden, own.beta) * mask)
        if mistake == "mask of ReLU":
            return np.asarray((z > 0.3) * mask)
        return np.asarray(own.slope(z, 1.0 if mistake == "beta" else own.beta) * mask)


def network(seed: int) -> Planted:
    """The network of this seed."""
    rng = np.random.default_rng([1, seed])
    n, d, h, k = (int(rng.integers(low, high)) for low, high in ((4, 24), (2, 6), (2, 6), (2, 5)))
    names = ("dense1.weight", "dense1.bias", "dense2.weight", "dense2.bias")
    layout = Layout(names, ((d, h), (h,), (h, k), (k,)))
    beta = float(rng.choice([0.3, 0.7, 1.7, 2.5, 3.0]))
    net = Net(
        rng.normal(size=(n, d)),
        rng.integers(0, k, n),
        rng.normal(size=(n, k)),
        (rng.random((n, h)) < 0.7) / 0.7 if rng.random() < 0.3 else np.ones((n, h)),
        Activation(str(rng.choice(["tanh", "softplus", "swish", "elu", "relu"])), beta),
        str(rng.choice(["softmax", "squares", "huber"])),
        beta,
        layout,
    )
    spread = float(rng.choice([0.5, 1.0, 3.0]))
    x = spread * rng.normal(size=layout.size) / np.sqrt(h)
    return Planted("networks", net.fun(), net.jac(), x, layout, tuple(_own(net, beta)))


def _own(net: Net, beta: float) -> list[Mistake]:
    constant = net.activation.name in ("tanh", "softplus")
    words = (f"{1.0 / beta:.6g} times", f"1/{beta:.4g} of", "factor 2") if constant else ()
    found = [
        Mistake(
            "beta of the activation" if constant else "no kind: beta of swish, ELU",
            net.jac("beta"),
            words,
            OUTER if constant else (),
        ),
        Mistake("no kind: slope of the activation missing", net.jac("no slope of the activation")),
        Mistake("no kind: slope at the wrong values", net.jac("slope at the wrong values")),
        Mistake("no kind: mask of dropout", net.jac("mask of dropout")),
        Mistake("no kind: values before the activation", net.jac("values before the activation")),
        Mistake(
            "mean for the bias",
            net.jac("mean for the bias"),
            (f"N = {len(net.inputs)} once", "factor 2"),
            ("dense1.bias",),
        ),
    ]
    if net.activation.name == "relu":
        found.append(Mistake("no kind: mask of ReLU", net.jac("mask of ReLU")))
    if net.loss == "huber":
        found.append(Mistake("no kind: delta of Huber", net.jac("delta of Huber")))
    if net.loss == "softmax":
        found.append(Mistake("no kind: slope of softmax twice", net.jac("slope of softmax twice")))
        found += [
            Mistake("epsilon in a logarithm", net.jac(), ("epsilon inside a logarithm",), fun=net.fun(epsilon))
            for epsilon in (1e-7, 1e-5)
        ]
    return found
