"""Regressions, and mistakes in their derivatives."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.causes.network_formulas import cross_entropy, huber, huber_slope, softmax
from examples.benchmarks.causes.planted import Mistake, Planted
from minigrad.arrays import FloatArray
from minigrad.layout import Layout


def loss(seed: int) -> Planted:
    """The regression of this seed."""
    return (_logistic, _softmax, _huber, _squares)[np.random.default_rng([2, seed]).integers(4)](seed)


def _logistic(seed: int) -> Planted:
    rng = np.random.default_rng([3, seed])
    n, d = int(rng.integers(4, 30)), int(rng.integers(2, 8))
    inputs, t, w = rng.normal(size=(n, d)), rng.integers(0, 2, n), rng.normal(size=d) * rng.choice([0.5, 3.0])

    def p(w: FloatArray) -> FloatArray:
        return np.asarray(1.0 / (1.0 + np.exp(-inputs @ w)))

    def fun(w: FloatArray) -> float:
        return float(np.mean(np.logaddexp(0.0, inputs @ w) - t * (inputs @ w)))

    def with_epsilon(w: FloatArray) -> float:
        return float(-np.mean(t * np.log(p(w) + 1e-7) + (1 - t) * np.log(1.0 - p(w) + 1e-7)))

    def jac(w: FloatArray) -> FloatArray:
        return np.asarray(inputs.T @ (p(w) - t) / n)

    own = (
        Mistake("no kind: slope of the sigmoid twice", lambda w: inputs.T @ ((p(w) - t) * p(w) * (1 - p(w))) / n),
        Mistake("no kind: one sample forgotten", lambda w: inputs[1:].T @ (p(w) - t)[1:] / n),
        Mistake("epsilon in a logarithm", jac, ("epsilon inside a logarithm",), fun=with_epsilon),
    )
    return Planted("losses", fun, jac, w, Layout(("x",), ((d,),)), own)


def _softmax(seed: int) -> Planted:
    rng = np.random.default_rng([4, seed])
    n, d, k = int(rng.integers(4, 30)), int(rng.integers(2, 6)), int(rng.integers(2, 5))
    inputs, labels = rng.normal(size=(n, d)), rng.integers(0, k, n)
    layout = Layout(("weight", "bias"), ((d, k), (k,)))
    x = rng.normal(size=layout.size) * rng.choice([0.5, 2.0, 4.0])

    def logits(theta: FloatArray) -> FloatArray:
        p = layout.unflatten(theta)
        return np.asarray(inputs @ p["weight"] + p["bias"])

    def jac(theta: FloatArray) -> FloatArray:
        dz = (softmax(logits(theta)) - np.eye(k)[labels]) / n
        return np.concatenate([(inputs.T @ dz).reshape(-1), dz.sum(axis=0)])

    own = (
        Mistake(
            "epsilon in a logarithm",
            jac,
            ("epsilon inside a logarithm",),
            fun=lambda x: cross_entropy(logits(x), labels, 1e-7),
        ),
        Mistake(
            "no kind: target forgotten", lambda x: jac(x) + np.append(inputs.T @ np.eye(k)[labels] / n, np.zeros(k))
        ),
    )
    return Planted("losses", lambda x: cross_entropy(logits(x), labels, 0.0), jac, x, layout, own)


def _huber(seed: int) -> Planted:
    rng = np.random.default_rng([5, seed])
    n, d, delta = int(rng.integers(6, 30)), int(rng.integers(2, 8)), float(rng.choice([0.5, 1.5, 2.0]))
    inputs, t, w = rng.normal(size=(n, d)), 2.0 * rng.normal(size=n), rng.normal(size=d)

    def jac(w: FloatArray) -> FloatArray:
        return np.asarray(inputs.T @ huber_slope(inputs @ w - t, delta, delta))

    own = (Mistake("no kind: delta of Huber", lambda w: inputs.T @ huber_slope(inputs @ w - t, delta, 1.0)),)
    return Planted("losses", lambda w: huber(inputs @ w - t, delta), jac, w, Layout(("x",), ((d,),)), own)


def _squares(seed: int) -> Planted:
    rng = np.random.default_rng([6, seed])
    n, d, k = int(rng.integers(4, 30)), int(rng.integers(2, 6)), int(rng.integers(2, 6))
    inputs, t = rng.normal(size=(n, d)), rng.normal(size=(n, k))
    layout = Layout(("weight", "bias"), ((d, k), (k,)))

    def residual(theta: FloatArray) -> FloatArray:
        p = layout.unflatten(theta)
        return np.asarray(inputs @ p["weight"] + p["bias"] - t)

    def jac(theta: FloatArray) -> FloatArray:
        r = residual(theta)
        return np.concatenate([(inputs.T @ r).reshape(-1), r.sum(axis=0)]) * (2.0 / n)

    def squared(theta: FloatArray) -> FloatArray:
        r = residual(theta)
        return np.concatenate([(inputs.T @ np.sign(r)).reshape(-1), np.sign(r).sum(axis=0)]) * (2.0 / n)

    own = (
        Mistake("no kind: slope of |r|", squared),
        Mistake(
            "sum for mean, one array",
            lambda x: np.append(jac(x)[: d * k], n * jac(x)[d * k :]),
            (f"N = {n} is missing",),
            ("bias",),
        ),
    )
    return Planted(
        "losses", lambda x: float(np.sum(residual(x) ** 2) / n), jac, rng.normal(size=layout.size), layout, own
    )
