"""Jacobians of the parts of networks: softmax, normalisation, attention, dense layers, losses of single samples."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.derivatives.case import Inexact
from examples.benchmarks.derivatives.forms import in_form, product
from examples.benchmarks.derivatives.jacobians.problem import JacobianProblem
from examples.benchmarks.derivatives.mistakes import at, plus, transposed

RNG = np.random.default_rng(1302)
KEYS = RNG.normal(size=(5, 3))
VALUES = RNG.normal(size=(5, 2))
INPUTS = RNG.normal(size=(4, 3))
CLASSES = np.array([0, 2, 1, 1])
LOGITS = np.array([1.0, -0.5, 2.0, 0.3])


def _softmax(z: Inexact) -> Inexact:
    e = np.exp(z - np.max(np.real(z), axis=-1, keepdims=True))
    return np.asarray(e / np.sum(e, axis=-1, keepdims=True))


def _softmax_jac(z: Inexact) -> Inexact:
    p = _softmax(z)
    return np.asarray(np.diag(p) - np.outer(p, p))


def _softmax_diagonal(z: Inexact) -> Inexact:
    p = _softmax(z)
    return np.diag(p * (1.0 - p))


def _log_softmax(z: Inexact) -> Inexact:
    return np.asarray(z - np.log(np.sum(np.exp(z))))


def _log_softmax_jac(z: Inexact) -> Inexact:
    return np.asarray(np.eye(z.size) - _softmax(z)[np.newaxis, :])


def _layer_norm(x: Inexact) -> Inexact:
    centred = x - np.mean(x)
    return np.asarray(centred / np.sqrt(np.mean(centred**2) + 1e-5))


def _layer_norm_jac(x: Inexact) -> Inexact:
    centred = x - np.mean(x)
    scale = np.sqrt(np.mean(centred**2) + 1e-5)
    unit = centred / scale
    return np.asarray((np.eye(x.size) - 1.0 / x.size - np.outer(unit, unit) / x.size) / scale)


def _layer_norm_no_variance(x: Inexact) -> Inexact:
    centred = x - np.mean(x)
    return np.asarray((np.eye(x.size) - 1.0 / x.size) / np.sqrt(np.mean(centred**2) + 1e-5))


def _layer_norm_bessel(x: Inexact) -> Inexact:
    """The variance divided by n - 1 in the derivative, by n in the function."""
    centred = x - np.mean(x)
    scale = np.sqrt(np.mean(centred**2) + 1e-5)
    unit = centred / scale
    return np.asarray((np.eye(x.size) - 1.0 / x.size - np.outer(unit, unit) / (x.size - 1)) / scale)


def _gelu(x: Inexact) -> Inexact:
    inner = np.sqrt(2.0 / np.pi) * (x + 0.044715 * x**3)
    return np.asarray(0.5 * x * (1.0 + np.tanh(inner)))


def _gelu_jac(x: Inexact) -> Inexact:
    return _gelu_by(x, 3.0 * 0.044715)


def _gelu_by(x: Inexact, cubic: float) -> Inexact:
    t = np.tanh(np.sqrt(2.0 / np.pi) * (x + 0.044715 * x**3))
    inner = np.sqrt(2.0 / np.pi) * (1.0 + cubic * x**2)
    return np.diag(0.5 * (1.0 + t) + 0.5 * x * (1.0 - t**2) * inner)


def _attention(q: Inexact) -> Inexact:
    return np.asarray(np.dot(_softmax(np.dot(KEYS, q) / np.sqrt(3.0)), VALUES))


def _attention_jac(q: Inexact) -> Inexact:
    return np.asarray(VALUES.T @ _softmax_jac(np.dot(KEYS, q) / np.sqrt(3.0)) @ KEYS / np.sqrt(3.0))


def _attention_unscaled(q: Inexact) -> Inexact:
    return np.asarray(np.sqrt(3.0) * _attention_jac(q))


def _dense(w: Inexact) -> Inexact:
    """The (4, 2) outputs of a layer, of its (3, 2) weights."""
    return np.asarray(np.tanh(np.dot(INPUTS, w)))


def _dense_jac(w: Inexact) -> Inexact:
    slope = 1.0 - np.tanh(np.dot(INPUTS, w)) ** 2
    return np.asarray(np.einsum("ij,ik,jm->ijkm", slope, INPUTS, np.eye(2)))


def _dense_other_order(w: Inexact) -> Inexact:
    """With the weights' axes exchanged, and put back into shape by reshape instead of by a transposition."""
    return np.ascontiguousarray(np.swapaxes(_dense_jac(w), 2, 3)).reshape(4, 2, 3, 2)


def _losses(w: Inexact) -> Inexact:
    """The cross-entropy of each of four samples, of the (3, 3) weights."""
    z = np.dot(INPUTS, w)
    return np.asarray(np.log(np.sum(np.exp(z), axis=1)) - z[np.arange(4), CLASSES])


def _losses_jac(w: Inexact) -> Inexact:
    d = np.array(_softmax(np.dot(INPUTS, w)))
    d[np.arange(4), CLASSES] -= 1.0
    return np.asarray(np.einsum("ik,im->ikm", INPUTS, d))


def _losses_of_the_mean(w: Inexact) -> Inexact:
    return np.asarray(_losses_jac(w) / 4.0)


def _losses_unlabelled(w: Inexact) -> Inexact:
    return np.asarray(np.einsum("ik,im->ikm", INPUTS, _softmax(np.dot(INPUTS, w))))


PROBLEMS = (
    JacobianProblem(
        "softmax",
        _softmax,
        LOGITS,
        {
            "right": _softmax_jac,
            "the diagonal alone": _softmax_diagonal,
            "sign of an entry": at(_softmax_jac, (1, 2), -1.0),
        },
        products={"right as products": product(_softmax_jac)},
    ),
    JacobianProblem(
        "softmax, confident",
        _softmax,
        np.array([12.0, -3.0, 1.0]),
        {"right": _softmax_jac, "the diagonal alone": _softmax_diagonal},
    ),
    JacobianProblem(
        "log-softmax",
        _log_softmax,
        LOGITS,
        {"right": _log_softmax_jac, "transposed": transposed(_log_softmax_jac)},
    ),
    JacobianProblem(
        "layer normalisation",
        _layer_norm,
        np.array([0.4, -1.0, 2.2, 0.1, 0.7]),
        {
            "right, as an operator": in_form(_layer_norm_jac, "operator"),
            "right": _layer_norm_jac,
            "the variance taken as constant": _layer_norm_no_variance,
            "the variance of n - 1": _layer_norm_bessel,
        },
    ),
    JacobianProblem(
        "GELU by tanh",
        _gelu,
        np.array([-2.0, -0.5, 0.3, 1.0, 2.5]),
        {
            "right, sparse": in_form(_gelu_jac, "sparse"),
            "right": _gelu_jac,
            "the 3 of the cube is missing": lambda x: _gelu_by(x, 0.044715),
        },
    ),
    JacobianProblem(
        "attention of one query",
        _attention,
        np.array([0.5, -1.0, 0.8]),
        {"right": _attention_jac, "the scale is missing": _attention_unscaled},
    ),
    JacobianProblem(
        "dense layer of its weights",
        _dense,
        0.5 * RNG.normal(size=(3, 2)),
        {"right": _dense_jac, "axes of the weights exchanged": _dense_other_order},
        products={"right as products": product(_dense_jac)},
    ),
    JacobianProblem(
        "cross-entropy of each sample",
        _losses,
        RNG.normal(size=(3, 3)),
        {
            "right, in float32": in_form(_losses_jac, "float32"),
            "right": _losses_jac,
            "of the mean": _losses_of_the_mean,
            "without the labels": _losses_unlabelled,
            "1e-3 of weight decay in it": plus(_losses_jac, (0, 0, 0), 1e-3),
        },
    ),
)
