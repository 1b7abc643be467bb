"""Hessians of regressions, as Newton's method asks for them."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.derivatives.case import Inexact
from examples.benchmarks.derivatives.forms import product
from examples.benchmarks.derivatives.hessians.problem import HessianProblem
from examples.benchmarks.derivatives.mistakes import times

RNG = np.random.default_rng(1304)
INPUTS = RNG.normal(size=(15, 3))
YES = (RNG.random(15) < 0.5).astype(np.float64)
COUNTS = RNG.poisson(2.0, size=15).astype(np.float64)
CLASSES = np.eye(3)[RNG.integers(0, 3, size=15)]


def _sigmoid(z: Inexact) -> Inexact:
    return np.asarray(1.0 / (1.0 + np.exp(-z)))


def _logistic(w: Inexact) -> Inexact:
    z = np.dot(INPUTS, w)
    return np.asarray(np.sum(np.log(1.0 + np.exp(z)) - YES * z) + 0.05 * np.sum(w**2))


def _logistic_gradient(w: Inexact) -> Inexact:
    return np.asarray(np.dot(INPUTS.T, _sigmoid(np.dot(INPUTS, w)) - YES) + 0.1 * w)


def _logistic_hessian(w: Inexact) -> Inexact:
    p = _sigmoid(np.dot(INPUTS, w))
    return np.asarray((INPUTS.T * (p * (1.0 - p))) @ INPUTS + 0.1 * np.eye(3))


def _logistic_no_decay(w: Inexact) -> Inexact:
    return np.asarray(_logistic_hessian(w) - 0.1 * np.eye(3))


def _logistic_first_power(w: Inexact) -> Inexact:
    return np.asarray((INPUTS.T * _sigmoid(np.dot(INPUTS, w))) @ INPUTS + 0.1 * np.eye(3))


def _softmax(z: Inexact) -> Inexact:
    e = np.exp(z)
    return np.asarray(e / np.sum(e, axis=1, keepdims=True))


def _softmax_loss(w: Inexact) -> Inexact:
    z = np.dot(INPUTS, w)
    return np.asarray(np.mean(np.log(np.sum(np.exp(z), axis=1)) - np.sum(z * CLASSES, axis=1)))


def _softmax_gradient(w: Inexact) -> Inexact:
    return np.asarray(np.dot(INPUTS.T, _softmax(np.dot(INPUTS, w)) - CLASSES) / 15.0)


def _softmax_hessian(w: Inexact) -> Inexact:
    p = _softmax(np.dot(INPUTS, w))
    inner = np.einsum("ij,jm->ijm", p, np.eye(3)) - np.einsum("ij,im->ijm", p, p)
    return np.asarray(np.einsum("ik,ijm,il->kjlm", INPUTS, inner, INPUTS) / 15.0)


def _softmax_own_class(w: Inexact) -> Inexact:
    return np.asarray(np.einsum("kjlm,jm->kjlm", _softmax_hessian(w), np.eye(3)))


def _softmax_product(w: Inexact, v: Inexact) -> Inexact:
    p, u = _softmax(np.dot(INPUTS, w)), np.dot(INPUTS, v)
    return np.asarray(INPUTS.T @ (p * u - p * np.sum(p * u, axis=1, keepdims=True)) / 15.0)


def _softmax_product_no_mean(w: Inexact, v: Inexact) -> Inexact:
    p, u = _softmax(np.dot(INPUTS, w)), np.dot(INPUTS, v)
    return np.asarray(INPUTS.T @ (p * u) / 15.0)


def _poisson(w: Inexact) -> Inexact:
    z = np.dot(INPUTS, w)
    return np.asarray(np.sum(np.exp(z) - COUNTS * z))


def _poisson_gradient(w: Inexact) -> Inexact:
    return np.asarray(np.dot(INPUTS.T, np.exp(np.dot(INPUTS, w)) - COUNTS))


def _poisson_product(w: Inexact, v: Inexact) -> Inexact:
    return np.asarray(np.dot(INPUTS.T, np.exp(np.dot(INPUTS, w)) * np.dot(INPUTS, v)))


WEIGHTS = 0.7 * RNG.normal(size=3)
PROBLEMS = (
    HessianProblem(
        "logistic regression",
        _logistic,
        _logistic_gradient,
        WEIGHTS,
        {
            "right": _logistic_hessian,
            "the decay of the weights is missing": _logistic_no_decay,
            "p instead of p (1 - p)": _logistic_first_power,
            "of the mean": times(_logistic_hessian, 1.0 / 15.0),
        },
        products={"right as products": product(_logistic_hessian)},
    ),
    HessianProblem(
        "softmax regression, (3, 3) weights",
        _softmax_loss,
        _softmax_gradient,
        RNG.normal(size=(3, 3)),
        {"right": _softmax_hessian, "between classes nothing": _softmax_own_class},
        {"right product": _softmax_product, "product without the mean of the classes": _softmax_product_no_mean},
    ),
    HessianProblem(
        "Poisson regression, products",
        _poisson,
        _poisson_gradient,
        0.4 * WEIGHTS,
        products={
            "right": _poisson_product,
            "of the direction only": lambda w, v: _poisson_product(w, np.asarray(v / np.linalg.norm(v))),
            "with the gradient added": lambda w, v: _poisson_product(w, v) + _poisson_gradient(w),
        },
    ),
)
