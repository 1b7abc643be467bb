"""Parameters in named tuples and dataclasses, with numbers among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, final

import numpy as np

from examples.benchmarks.derivatives.case import Inexact
from examples.benchmarks.derivatives.structures.problem import StructureProblem

RNG = np.random.default_rng(1307)
INPUTS = RNG.normal(size=(8, 3))
TARGETS = RNG.normal(size=8)


@final
class Line(NamedTuple):
    """Weights and an intercept, which is a number."""

    weights: Inexact
    intercept: float


@final
@dataclass(frozen=True)
class Kernel:
    """Parameters of a Gaussian kernel.

    Attributes:
        scales: (3,) logarithms of lengths.
        amplitude: a number.
        noise: an array of shape ().
    """

    scales: Inexact
    amplitude: float
    noise: Inexact


def _line(p: Line) -> complex:
    return complex(np.mean((np.dot(INPUTS, p.weights) + p.intercept - TARGETS) ** 2))


def _line_gradient(p: Line) -> Line:
    r = 2.0 * (np.dot(INPUTS, p.weights) + p.intercept - TARGETS) / TARGETS.size
    return Line(np.dot(INPUTS.T, r), float(np.sum(r)))


def _line_no_intercept(p: Line) -> Line:
    return _line_gradient(p)._replace(intercept=0.0)


def _line_from_numpy(p: Line) -> Line:
    found = _line_gradient(p)
    return found._replace(intercept=np.float64(found.intercept))


def _kernel(p: Kernel) -> complex:
    y = INPUTS * np.exp(-p.scales)
    return complex(np.sum(p.amplitude**2 * np.exp(-0.5 * np.sum(y**2, axis=1))) + 8.0 * np.exp(p.noise))


def _kernel_gradient(p: Kernel) -> Kernel:
    y = INPUTS * np.exp(-p.scales)
    e = np.exp(-0.5 * np.sum(y**2, axis=1))
    return Kernel(p.amplitude**2 * np.dot(e, y**2), 2.0 * p.amplitude * np.sum(e), 8.0 * np.exp(p.noise))


def _kernel_of_lengths(p: Kernel) -> Kernel:
    """With respect to the lengths, not to their logarithms."""
    found = _kernel_gradient(p)
    return Kernel(found.scales * np.exp(-p.scales), found.amplitude, found.noise)


def _kernel_no_noise(p: Kernel) -> Kernel:
    found = _kernel_gradient(p)
    return Kernel(found.scales, found.amplitude, np.asarray(8.0 * p.noise))


def _hinge(p: Line) -> complex:
    z = np.dot(INPUTS, p.weights) + p.intercept
    return complex(np.sum(z * (np.real(z) > 0.0)))


def _hinge_gradient(p: Line) -> Line:
    on = (np.dot(INPUTS, p.weights) + p.intercept > 0.0).astype(np.float64)
    return Line(np.dot(INPUTS.T, on), float(np.sum(on)))


PROBLEMS = (
    StructureProblem(
        "a line in a NamedTuple",
        _line,
        Line(RNG.normal(size=3), 0.4),
        {
            "right": _line_gradient,
            "right: the intercept's slope a number of numpy": _line_from_numpy,
            "the intercept's slope forgotten": _line_no_intercept,
            "half": lambda p: Line(_line_gradient(p).weights / 2.0, _line_gradient(p).intercept / 2.0),
        },
    ),
    StructureProblem("hinges at zero", _hinge, Line(np.zeros(3), 0.0), {"undecidable": _hinge_gradient}),
    StructureProblem(
        "a kernel in a dataclass",
        _kernel,
        Kernel(np.array([0.3, -0.2, 0.5]), 1.4, np.array(-1.0)),
        {
            "right": _kernel_gradient,
            "of the lengths": _kernel_of_lengths,
            "the exponential of the noise forgotten": _kernel_no_noise,
        },
    ),
)
