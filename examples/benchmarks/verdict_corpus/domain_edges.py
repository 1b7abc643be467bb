"""Right gradients at points next to the edge of a domain."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.verdict_corpus.case import Case, place


def domain_edges() -> list[Case]:
    """All of them."""
    cases = [
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
    return cases
