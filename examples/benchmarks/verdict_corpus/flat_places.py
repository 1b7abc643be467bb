"""Right gradients at minima, beside dead units, of entries of very different sizes, and of large values."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.verdict_corpus.case import AnyFloats, Case, place
from examples.benchmarks.verdict_corpus.learning import INPUTS, TARGETS
from examples.benchmarks.verdict_corpus.relu_network import relu_network, relu_network_gradient, silenced_unit


def _least_squares(x: AnyFloats) -> float:
    return float(np.sum((INPUTS @ x - TARGETS[:, 0]) ** 2))


def _least_squares_gradient(x: AnyFloats) -> AnyFloats:
    return 2.0 * INPUTS.T @ (INPUTS @ x - TARGETS[:, 0])


def _solution() -> AnyFloats:
    return np.linalg.solve(INPUTS.T @ INPUTS, INPUTS.T @ TARGETS[:, 0])


def flat_places() -> list[Case]:
    """All of them."""
    cases = [
        place("dead relu unit", "dead unit", relu_network, relu_network_gradient, silenced_unit()),
        place("x^4 at 0", "stationary", lambda x: float(np.sum(x**4)), lambda x: 4.0 * x**3, [0.0, 0.0]),
        place("cos at 0", "stationary", lambda x: float(np.sum(np.cos(x))), lambda x: -np.sin(x), [0.0, 1.0]),
        place(
            "shifted bowl", "stationary", lambda x: float(np.sum((x - 3.0) ** 2)), lambda x: 2.0 * (x - 3.0), [3.0, 3.0]
        ),
        place(
            "bowl on a hill",
            "stationary",
            lambda x: float(np.sum((x - 3.0) ** 2)) + 1e8,
            lambda x: 2.0 * (x - 3.0),
            [3.0, 3.0],
        ),
        place("constant", "stationary", lambda x: 4.2, lambda x: np.zeros_like(x), [1.0, 2.0]),
        place(
            "unused coordinate",
            "dead unit",
            lambda x: float(np.sin(x[0]) + x[2]),
            lambda x: np.array([float(np.cos(x[0])), 0.0, 1.0]),
            [0.4, 5.0, -2.0],
        ),
        place(
            "rosenbrock at its minimum",
            "stationary",
            lambda x: float(100.0 * (x[1] - x[0] ** 2) ** 2 + (1.0 - x[0]) ** 2),
            lambda x: np.array([-400.0 * x[0] * (x[1] - x[0] ** 2) - 2.0 * (1.0 - x[0]), 200.0 * (x[1] - x[0] ** 2)]),
            [1.0, 1.0],
        ),
        place("least squares at its solution", "stationary", _least_squares, _least_squares_gradient, _solution()),
        place("all zeros", "at zero", lambda x: float(np.sum(np.exp(x))), lambda x: np.exp(x), [0.0, 0.0, 0.0]),
        place(
            "tiny and large",
            "mixed scales",
            lambda x: float(np.sin(x[0] * 1e8) + np.sin(x[1] * 1e-8)),
            lambda x: np.array([1e8 * float(np.cos(x[0] * 1e8)), 1e-8 * float(np.cos(x[1] * 1e-8))]),
            [1e-8, 1e8],
        ),
        place(
            "tiny x, scale one",
            "mixed scales",
            lambda x: float(np.sum(np.exp(x))),
            lambda x: np.exp(x),
            [1e-8, -1e-9, 1e-12],
        ),
        place(
            "very small entries",
            "mixed scales",
            lambda x: float(np.sum(np.array([1.0, 1e-6, 1e-9]) * np.sin(x))),
            lambda x: np.array([1.0, 1e-6, 1e-9]) * np.cos(x),
            [0.5, 0.6, 0.7],
        ),
        place(
            "floor between integers",
            "near a jump",
            lambda x: float(np.sum(np.floor(x) + x**2)),
            lambda x: 2.0 * x,
            [0.5, 1.0 + 1e-5],
        ),
        place(
            "large linear",
            "large values",
            lambda x: float(np.sum(1e12 * x)),
            lambda x: np.full_like(x, 1e12),
            [1e6, 3.0],
        ),
    ]
    return cases
