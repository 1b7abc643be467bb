"""The two-layer network of the book, with its parameters in a dict, and networks with nested parameters."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from examples.benchmarks.derivatives.case import Inexact
from examples.benchmarks.derivatives.structures.problem import StructureProblem

Params: TypeAlias = dict[str, Inexact]
Nested: TypeAlias = dict[str, Params]

RNG = np.random.default_rng(1306)
INPUTS = RNG.normal(size=(6, 3))
CLASSES = np.eye(3)[RNG.integers(0, 3, size=6)]
DECAY = 0.1


def _params(hidden: int) -> Params:
    return {
        "W1": 0.6 * RNG.normal(size=(3, hidden)),
        "b1": 0.3 * RNG.normal(size=hidden),
        "W2": 0.6 * RNG.normal(size=(hidden, 3)),
        "b2": 0.3 * RNG.normal(size=3),
    }


def _sigmoid(a: Inexact) -> Inexact:
    return np.asarray(1.0 / (1.0 + np.exp(-a)))


def _book(p: Params) -> complex:
    """Mean cross-entropy of softmax, by way of the logarithm of the sum of exponentials."""
    z = np.dot(_sigmoid(np.dot(INPUTS, p["W1"]) + p["b1"]), p["W2"]) + p["b2"]
    return complex(np.mean(np.log(np.sum(np.exp(z), axis=1)) - np.sum(z * CLASSES, axis=1)))


def _softmax(z: Inexact) -> Inexact:
    e = np.exp(z)
    return np.asarray(e / np.sum(e, axis=1, keepdims=True))


def _grads(p: Params) -> Params:
    """``grads`` of the book."""
    hidden = _sigmoid(np.dot(INPUTS, p["W1"]) + p["b1"])
    dy = (_softmax(np.dot(hidden, p["W2"]) + p["b2"]) - CLASSES) / len(INPUTS)
    da = np.dot(dy, p["W2"].T) * hidden * (1.0 - hidden)
    return {"W1": np.dot(INPUTS.T, da), "b1": np.sum(da, axis=0), "W2": np.dot(hidden.T, dy), "b2": np.sum(dy, axis=0)}


def _decayed(p: Params) -> complex:
    return _book(p) + 0.5 * DECAY * complex(np.sum(p["W1"] ** 2) + np.sum(p["W2"] ** 2))


def _decayed_grads(p: Params) -> Params:
    grads = _grads(p)
    return {**grads, "W1": grads["W1"] + DECAY * p["W1"], "W2": grads["W2"] + DECAY * p["W2"]}


def _biases_too(p: Params) -> Params:
    return {name: slope + DECAY * p[name] for name, slope in _grads(p).items()}


def _last_layer_only(p: Params) -> Params:
    grads = _grads(p)
    return {**grads, "W2": grads["W2"] + DECAY * p["W2"]}


def _no_sum(p: Params) -> Params:
    """The first bias gets the slopes of one sample."""
    hidden = _sigmoid(np.dot(INPUTS, p["W1"]) + p["b1"])
    dy = (_softmax(np.dot(hidden, p["W2"]) + p["b2"]) - CLASSES) / len(INPUTS)
    return {**_grads(p), "b1": (np.dot(dy, p["W2"].T) * hidden * (1.0 - hidden))[0]}


def _no_activation(p: Params) -> Params:
    hidden = _sigmoid(np.dot(INPUTS, p["W1"]) + p["b1"])
    da = np.dot((_softmax(np.dot(hidden, p["W2"]) + p["b2"]) - CLASSES) / len(INPUTS), p["W2"].T)
    return {**_grads(p), "W1": np.dot(INPUTS.T, da), "b1": np.sum(da, axis=0)}


def _without(name: str, p: Params) -> Params:
    return {key: slope for key, slope in _grads(p).items() if key != name}


def _deep(p: Nested) -> complex:
    """A gated sum: two dense layers and the gain and shift of what lies between them."""
    hidden = np.tanh(np.dot(INPUTS, p["dense"]["W"]) + p["dense"]["b"])
    scaled = p["norm"]["gain"] * hidden + p["norm"]["shift"]
    return complex(np.sum(np.dot(scaled, p["out"]["W"]) ** 2) / 12.0)


def _deep_grads(p: Nested) -> Nested:
    hidden = np.tanh(np.dot(INPUTS, p["dense"]["W"]) + p["dense"]["b"])
    scaled = p["norm"]["gain"] * hidden + p["norm"]["shift"]
    dy = np.dot(scaled, p["out"]["W"]) / 6.0
    ds = np.dot(dy, p["out"]["W"].T)
    da = ds * p["norm"]["gain"] * (1.0 - hidden**2)
    return {
        "dense": {"W": np.dot(INPUTS.T, da), "b": np.sum(da, axis=0)},
        "norm": {"gain": np.sum(ds * hidden, axis=0), "shift": np.sum(ds, axis=0)},
        "out": {"W": np.dot(scaled.T, dy)},
    }


def _norm_exchanged(p: Nested) -> Nested:
    grads = _deep_grads(p)
    return {**grads, "norm": {"gain": grads["norm"]["shift"], "shift": grads["norm"]["gain"]}}


def _gain_after(p: Nested) -> Nested:
    """The gain is missing on the way back to the first layer."""
    grads = _deep_grads(p)
    gain = p["norm"]["gain"]
    return {**grads, "dense": {"W": grads["dense"]["W"] / gain, "b": grads["dense"]["b"] / gain}}


BOOK, SQUARE = _params(4), _params(3)
NESTED: Nested = {
    "dense": {"W": 0.5 * RNG.normal(size=(3, 4)), "b": 0.2 * RNG.normal(size=4)},
    "norm": {"gain": 1.0 + 0.2 * RNG.normal(size=4), "shift": 0.1 * RNG.normal(size=4)},
    "out": {"W": RNG.normal(size=(4, 2))},
}
PROBLEMS = (
    StructureProblem(
        "the book's network",
        _book,
        BOOK,
        {
            "right": _grads,
            "slopes not divided by the batch": lambda p: {name: 6.0 * slope for name, slope in _grads(p).items()},
            "bias of one sample": _no_sum,
            "the derivative of the sigmoid is missing": _no_activation,
            "b2 is missing": lambda p: _without("b2", p),
            "one entry of W2 off by 1e-3": lambda p: {
                **_grads(p),
                "W2": _grads(p)["W2"] * (1.0 + 1e-3 * np.eye(4, 3, 1)),
            },
            "b1 as a row": lambda p: {**_grads(p), "b1": _grads(p)["b1"][np.newaxis, :]},
        },
    ),
    StructureProblem(
        "the book's network with three hidden units",
        _book,
        SQUARE,
        {
            "right": _grads,
            "W1 transposed": lambda p: {**_grads(p), "W1": np.ascontiguousarray(_grads(p)["W1"].T)},
            "biases exchanged": lambda p: {**_grads(p), "b1": _grads(p)["b2"], "b2": _grads(p)["b1"]},
            "right in another order": lambda p: dict(reversed(_grads(p).items())),
        },
    ),
    StructureProblem(
        "the book's network with weight decay",
        _decayed,
        BOOK,
        {
            "right": _decayed_grads,
            "decay of the biases too": _biases_too,
            "decay of the last layer only": _last_layer_only,
            "no decay": _grads,
        },
    ),
    StructureProblem(
        "nested parameters",
        _deep,
        NESTED,
        {
            "right": _deep_grads,
            "gain and shift exchanged": _norm_exchanged,
            "the gain is missing on the way back": _gain_after,
            "without the nesting": lambda p: {key: part[next(iter(part))] for key, part in _deep_grads(p).items()},
        },
    ),
)
