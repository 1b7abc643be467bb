"""Right gradients at awkward points: near kinks, at minima, at the edge of a domain, beside dead units and jumps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from examples.benchmarks.verdict_corpus.case import AnyFloats, Case, Label
from examples.benchmarks.verdict_corpus.learning import INPUTS, TARGETS

CLOSED = "closed form of the piece that the point lies in"


def place(
    name: str,
    kind: str,
    fun: Callable[[AnyFloats], float],
    jac: Callable[[AnyFloats], AnyFloats],
    x: Sequence[float] | AnyFloats,
    why: str = CLOSED,
) -> Case:
    """A right case whose truth is what jac says at x."""
    point = np.asarray(x, dtype=np.float64)
    return Case(name, kind, Label.RIGHT, fun, jac, point, why, np.array(jac(point.copy()), dtype=np.float64))


def relu_network(theta: AnyFloats) -> float:
    """Mean squared error of 3 -> 4 -> 2 with ReLU, weights only."""
    hidden = np.maximum(INPUTS @ theta[:12].reshape(3, 4), 0.0)
    return float(np.mean((hidden @ theta[12:].reshape(4, 2) - TARGETS) ** 2))


def relu_network_gradient(theta: AnyFloats) -> AnyFloats:
    """Backpropagation with relu'(0) = 0."""
    w2 = theta[12:].reshape(4, 2)
    before = INPUTS @ theta[:12].reshape(3, 4)
    hidden = np.maximum(before, 0.0)
    d_out = (hidden @ w2 - TARGETS) / 12.0
    d_before = (d_out @ w2.T) * (before > 0.0)
    return np.concatenate([(INPUTS.T @ d_before).ravel(), (hidden.T @ d_out).ravel()])


def near_first_kink(distance: float) -> AnyFloats:
    """ReLU weights at which sample 0 is this far from switching unit 0 on."""
    theta = np.random.default_rng(3).normal(size=20)
    weights = theta[:12].reshape(3, 4)
    weights[:, 0] -= INPUTS[0] * float((INPUTS[0] @ weights[:, 0] - distance) / (INPUTS[0] @ INPUTS[0]))
    return theta


def silenced_unit() -> AnyFloats:
    """ReLU weights at which unit 1 reaches no output, so that its incoming weights have gradient zero."""
    theta = np.random.default_rng(4).normal(size=20)
    theta[12:].reshape(4, 2)[1] = 0.0
    return theta


def _huber(x: AnyFloats) -> float:
    size = np.abs(x)
    return float(np.sum(np.where(size <= 1.0, 0.5 * x**2, size - 0.5)))


def _pool(x: AnyFloats) -> float:
    return float(np.sum(np.max(x.reshape(-1, 3), axis=1) ** 2))


def _pool_gradient(x: AnyFloats) -> AnyFloats:
    rows = x.reshape(-1, 3)
    top = np.asarray(rows.max(axis=1, keepdims=True))
    return np.asarray(2.0 * top * (rows == top)).ravel()


def _near_kinks() -> list[Case]:
    cases = [
        place(f"|x| at {d:g}", "near a kink", lambda x: float(np.sum(np.abs(x))), lambda x: np.sign(x), [d, -d, 1.0])
        for d in (1e-3, 1e-5, 1e-7)
    ]
    cases += [
        place(
            f"|x - 1| + x^2 at 1 + {d:g}",
            "near a kink",
            lambda x: float(np.sum(np.abs(x - 1.0) + x**2)),
            lambda x: np.sign(x - 1.0) + 2.0 * x,
            [1.0 + d, 1.0 - d],
        )
        for d in (1e-4, 1e-6, 1e-7)
    ]
    cases += [
        place(f"relu network {d:g} from a kink", "near a kink", relu_network, relu_network_gradient, near_first_kink(d))
        for d in (1e-2, 1e-4, 1e-7, -1e-7)
    ]
    cases += [
        place(
            "huber across 1",
            "near a kink",
            _huber,
            lambda x: np.clip(x, -1.0, 1.0),
            [0.3, 1.0 + 1e-7, -1.0 + 1e-6, 5.0],
        ),
        place("huber at the join", "once differentiable", _huber, lambda x: np.clip(x, -1.0, 1.0), [1.0, -1.0, 0.4]),
        place(
            "max pool, gap 1e-7", "near a kink", _pool, _pool_gradient, [1.0, 1.0 - 1e-7, 0.2, -0.5, -0.5 + 1e-6, -3.0]
        ),
        place(
            "hinge, margin 1e-6",
            "near a kink",
            lambda x: float(np.sum(np.maximum(0.0, 1.0 - x))),
            lambda x: -(x < 1.0).astype(np.float64),
            [1.0 - 1e-6, 1.0 + 1e-6, 0.0],
        ),
        place(
            "x |x| at 0",
            "once differentiable",
            lambda x: float(np.sum(x * np.abs(x) + x)),
            lambda x: 2.0 * np.abs(x) + 1.0,
            [0.0, 0.5],
        ),
    ]
    return cases


def _flat_places() -> list[Case]:
    return [
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


def _least_squares(x: AnyFloats) -> float:
    return float(np.sum((INPUTS @ x - TARGETS[:, 0]) ** 2))


def _least_squares_gradient(x: AnyFloats) -> AnyFloats:
    return 2.0 * INPUTS.T @ (INPUTS @ x - TARGETS[:, 0])


def _solution() -> AnyFloats:
    return np.linalg.solve(INPUTS.T @ INPUTS, INPUTS.T @ TARGETS[:, 0])


def _edges() -> list[Case]:
    return [
        place("log at 1e-7", "domain edge", lambda x: float(np.sum(np.log(x))), lambda x: 1.0 / x, [1e-7, 1e-3, 2.0]),
        place(
            "sqrt at 1e-9", "domain edge", lambda x: float(np.sum(np.sqrt(x))), lambda x: 0.5 / np.sqrt(x), [1e-9, 1.0]
        ),
        place(
            "entropy",
            "domain edge",
            lambda x: float(np.sum(x * np.log(x))),
            lambda x: np.log(x) + 1.0,
            [1e-6, 0.4, 0.6],
        ),
        place(
            "log(1 - x)",
            "domain edge",
            lambda x: float(np.sum(np.log(1.0 - x))),
            lambda x: -1.0 / (1.0 - x),
            [1.0 - 1e-6, 0.5],
        ),
        place(
            "arcsin",
            "domain edge",
            lambda x: float(np.sum(np.arcsin(x))),
            lambda x: 1.0 / np.sqrt((1.0 - x) * (1.0 + x)),
            [1.0 - 1e-8, -1.0 + 1e-6],
        ),
        place(
            "x^1.5 at 0",
            "domain edge",
            lambda x: float(np.sum(x**1.5 + 2.0 * x)),
            lambda x: 1.5 * np.sqrt(x) + 2.0,
            [0.0, 1.0],
        ),
        place("1/x at 1e-8", "domain edge", lambda x: float(np.sum(1.0 / x)), lambda x: -1.0 / x**2, [1e-8, -1e-6]),
        place(
            "logit",
            "domain edge",
            lambda x: float(np.sum(np.log(x / (1.0 - x)))),
            lambda x: 1.0 / (x * (1.0 - x)),
            [1e-4, 0.999],
        ),
        place("x^x", "domain edge", lambda x: float(np.sum(x**x)), lambda x: x**x * (np.log(x) + 1.0), [1e-5, 0.2]),
        place(
            "barrier",
            "domain edge",
            lambda x: float(np.sum(x) - 1e-3 * np.sum(np.log(x))),
            lambda x: 1.0 - 1e-3 / x,
            [1e-3, 1e-4],
        ),
    ]


def awkward_places() -> list[Case]:
    """All of them."""
    return _near_kinks() + _flat_places() + _edges()
