"""Right gradients next to kinks, and where two pieces meet with one slope."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.verdict_corpus.case import AnyFloats, Case, place
from examples.benchmarks.verdict_corpus.relu_network import near_first_kink, relu_network, relu_network_gradient


def _huber(x: AnyFloats) -> float:
    size = np.abs(x)
    return float(np.sum(np.where(size <= 1.0, 0.5 * x**2, size - 0.5)))


def _pool(x: AnyFloats) -> float:
    return float(np.sum(np.max(x.reshape(-1, 3), axis=1) ** 2))


def _pool_gradient(x: AnyFloats) -> AnyFloats:
    rows = x.reshape(-1, 3)
    top = np.asarray(rows.max(axis=1, keepdims=True))
    return np.asarray(2.0 * top * (rows == top)).ravel()


def near_kinks() -> list[Case]:
    """All of them."""
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
