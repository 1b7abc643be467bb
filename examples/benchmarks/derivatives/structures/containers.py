"""Parameters in lists and tuples, and in mixed precision."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from examples.benchmarks.derivatives.case import Inexact
from examples.benchmarks.derivatives.structures.problem import StructureProblem

RNG = np.random.default_rng(1317)
INPUTS = RNG.normal(size=(8, 3))
TARGETS = RNG.normal(size=8)
Pair: TypeAlias = tuple[Inexact, Inexact]
Layers: TypeAlias = list[dict[str, Inexact]]


def _factors(p: Pair) -> complex:
    """A matrix factorisation: |U V - M|^2 / 2."""
    return complex(0.5 * np.sum((np.dot(p[0], p[1]) - INPUTS[:3]) ** 2))


def _factors_gradient(p: Pair) -> Pair:
    r = np.dot(p[0], p[1]) - INPUTS[:3]
    return np.dot(r, p[1].T), np.dot(p[0].T, r)


def _layers(p: Layers) -> complex:
    hidden = INPUTS
    for layer in p:
        hidden = np.tanh(np.dot(hidden, layer["W"]) + layer["b"])
    return complex(np.sum(hidden[:, 0] * TARGETS))


def _layers_gradient(p: Layers) -> Layers:
    values = [INPUTS]
    for layer in p:
        values.append(np.tanh(np.dot(values[-1], layer["W"]) + layer["b"]))
    d, found = np.zeros_like(values[-1]), []
    d[:, 0] = TARGETS
    for k in (1, 0):
        d = d * (1.0 - values[k + 1] ** 2)
        found.append({"W": np.dot(values[k].T, d), "b": np.sum(d, axis=0)})
        d = np.dot(d, p[k]["W"].T)
    return found[::-1]


def _layers_turned(p: Layers) -> Layers:
    """Collected on the way back, and never turned round."""
    return _layers_gradient(p)[::-1]


def _narrow(p: dict[str, Inexact]) -> complex:
    return complex(np.sum(np.dot(INPUTS, p["W"]) ** 2) / 16.0 + np.sum(p["b"] ** 3))


def _narrow_gradient(p: dict[str, Inexact]) -> dict[str, Inexact]:
    w = np.asarray(p["W"], dtype=np.float64)
    slope = np.asarray(np.dot(INPUTS.T, np.dot(INPUTS, w)) / 8.0, dtype=np.float32)
    return {"W": slope, "b": 3.0 * p["b"] ** 2}


def _narrow_twice(p: dict[str, Inexact]) -> dict[str, Inexact]:
    return {**_narrow_gradient(p), "W": 2.0 * _narrow_gradient(p)["W"]}


def _narrow_slightly(p: dict[str, Inexact]) -> dict[str, Inexact]:
    """The float64 block off by less than float32 would show."""
    return {**_narrow_gradient(p), "b": _narrow_gradient(p)["b"] * (1.0 + 4e-6)}


TWO_LAYERS: Layers = [{"W": RNG.normal(size=(3, 3)), "b": RNG.normal(size=3)} for _ in range(2)]
PROBLEMS = (
    StructureProblem(
        "two factors in a tuple",
        _factors,
        (RNG.normal(size=(3, 3)), RNG.normal(size=(3, 3))),
        {
            "right": _factors_gradient,
            "the factors exchanged": lambda p: _factors_gradient(p)[::-1],
            "the second transposed": lambda p: (_factors_gradient(p)[0], _factors_gradient(p)[1].T),
        },
    ),
    StructureProblem(
        "a list of layers",
        _layers,
        TWO_LAYERS,
        {"right": _layers_gradient, "in the order of the way back": _layers_turned},
    ),
    StructureProblem(
        "float32 beside float64",
        _narrow,
        {"W": RNG.normal(size=(3, 2)).astype(np.float32), "b": np.array([0.5, -1.2])},
        {
            "right": _narrow_gradient,
            "the float32 block twice": _narrow_twice,
            "the float64 block by 4e-6": _narrow_slightly,
        },
        precision=2e-7,
    ),
)
