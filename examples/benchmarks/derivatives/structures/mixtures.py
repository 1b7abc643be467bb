"""Dicts of plain numbers, structures inside structures, and blocks of very different sizes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias, final

import numpy as np

from examples.benchmarks.derivatives.case import Inexact
from examples.benchmarks.derivatives.structures.problem import StructureProblem

RNG = np.random.default_rng(1309)
TIMES = np.linspace(0.0, 2.0, 9)
VALUES = 1.4 * np.exp(-0.8 * TIMES) + 0.3
Constants: TypeAlias = dict[str, float]
Units: TypeAlias = dict[str, Inexact]


@final
class Component(NamedTuple):
    """One Gaussian of a mixture: the logarithm of its weight, and its mean."""

    weight: float
    mean: Inexact


@final
@dataclass(frozen=True)
class Mixture:
    """Two Gaussians of one width.

    Attributes:
        parts: the Gaussians.
        width: logarithm of the standard deviation.
    """

    parts: tuple[Component, Component]
    width: float


def _decay(p: Constants) -> complex:
    r = p["amplitude"] * np.exp(-p["rate"] * TIMES) + p["offset"] - VALUES
    return complex(np.sum(r**2))


def _decay_gradient(p: Constants) -> Constants:
    e = np.exp(-p["rate"] * TIMES)
    r = 2.0 * (p["amplitude"] * e + p["offset"] - VALUES)
    rate = -p["amplitude"] * float(np.dot(r, TIMES * e))
    return {"amplitude": float(np.dot(r, e)), "rate": rate, "offset": float(np.sum(r))}


def _decay_of_time_constant(p: Constants) -> Constants:
    """With respect to 1 / rate."""
    found = _decay_gradient(p)
    return {**found, "rate": -found["rate"] * p["rate"] ** 2}


POINTS = RNG.normal(size=(6, 2))


def _parts_of(p: Mixture) -> list[Inexact]:
    """The logarithm of each Gaussian at each point, without what is common to both."""
    precision = np.exp(-2.0 * p.width)
    return [part.weight - 0.5 * precision * np.sum((POINTS - part.mean) ** 2, axis=1) for part in p.parts]


def _mixture(p: Mixture) -> complex:
    first, second = _parts_of(p)
    total = np.log(np.exp(first) + np.exp(second)) - np.log(np.exp(p.parts[0].weight) + np.exp(p.parts[1].weight))
    return complex(12.0 * p.width - np.sum(total))


def _mixture_gradient(p: Mixture) -> Mixture:
    logs, precision = _parts_of(p), np.exp(-2.0 * p.width)
    weights = np.exp([part.weight for part in p.parts])
    found, spread = [], 0.0
    for k in (0, 1):
        share = 1.0 / (1.0 + np.exp(logs[1 - k] - logs[k]))
        away = POINTS - p.parts[k].mean
        found.append(
            Component(float(6.0 * weights[k] / np.sum(weights) - np.sum(share)), -precision * np.dot(share, away))
        )
        spread += float(np.sum(share * np.sum(away**2, axis=1)))
    return Mixture((found[0], found[1]), float(12.0 - precision * spread))


def _mixture_not_normalised(p: Mixture) -> Mixture:
    """The weights' sum taken as constant."""
    found = _mixture_gradient(p)
    total = np.sum(np.exp([part.weight for part in p.parts]))
    parts = [
        g._replace(weight=float(g.weight - 6.0 * np.exp(part.weight) / total))
        for g, part in zip(found.parts, p.parts, strict=True)
    ]
    return Mixture((parts[0], parts[1]), found.width)


def _mixture_exchanged(p: Mixture) -> Mixture:
    found = _mixture_gradient(p)
    return Mixture((found.parts[1], found.parts[0]), found.width)


def _units(p: Units) -> complex:
    """Lengths in micrometres beside pressures in pascal."""
    return complex(np.sum(np.sin(1e6 * p["length"])) * np.sum(np.tanh(1e-5 * p["pressure"])))


def _units_gradient(p: Units) -> Units:
    t = np.tanh(1e-5 * p["pressure"])
    return {
        "length": 1e6 * np.cos(1e6 * p["length"]) * np.sum(t),
        "pressure": 1e-5 * (1.0 - t**2) * np.sum(np.sin(1e6 * p["length"])),
    }


def _units_in_bar(p: Units) -> Units:
    return {**_units_gradient(p), "pressure": 1e5 * _units_gradient(p)["pressure"]}


def _units_one(p: Units) -> Units:
    """One of the small slopes off by 1 %."""
    found = _units_gradient(p)
    return {**found, "pressure": found["pressure"] * np.array([1.0, 1.01])}


TWO = Mixture((Component(0.2, np.array([0.5, -0.4])), Component(-0.3, np.array([-0.8, 0.9]))), -0.2)
PROBLEMS = (
    StructureProblem(
        "a dict of numbers",
        _decay,
        {"amplitude": 1.2, "rate": 0.9, "offset": 0.25},
        {
            "right": _decay_gradient,
            "right: arrays of shape ()": lambda p: {
                name: np.array(slope) for name, slope in _decay_gradient(p).items()
            },
            "right: numbers of numpy": lambda p: {
                name: np.float64(slope) for name, slope in _decay_gradient(p).items()
            },
            "of the time constant": _decay_of_time_constant,
        },
    ),
    StructureProblem(
        "a mixture: named tuples in a tuple in a dataclass",
        _mixture,
        TWO,
        {
            "right": _mixture_gradient,
            "weights not normalised": _mixture_not_normalised,
            "components exchanged": _mixture_exchanged,
        },
    ),
    StructureProblem(
        "micrometres beside pascal",
        _units,
        {"length": np.array([0.4e-6, 1.1e-6]), "pressure": np.array([3e4, 9e4])},
        {"right": _units_gradient, "one pressure 1.01": _units_one, "pressures in bar": _units_in_bar},
    ),
    StructureProblem(
        "one array in a dict",
        lambda p: complex(np.sum(np.exp(p["w"]) * p["w"])),
        {"w": RNG.normal(size=(2, 3))},
        {"right": lambda p: {"w": np.exp(p["w"]) * (1.0 + p["w"])}, "as a list": lambda p: [np.exp(p["w"])]},
    ),
)
