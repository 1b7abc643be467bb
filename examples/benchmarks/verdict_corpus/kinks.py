"""Gradients at kinks: the slope on the left is not that on the right, so that no value is the right one."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.verdict_corpus.case import AnyFloats, Case, Jac, unknown
from examples.benchmarks.verdict_corpus.relu_network import on_first_kink, relu_network, relu_network_gradient


def _relu(x: AnyFloats) -> float:
    return float(np.sum(np.maximum(x, 0.0)))


def _switch(at_zero: float) -> Jac:
    return lambda x: np.heaviside(x, at_zero)


def kinks() -> list[Case]:
    """All of them."""
    heaviside = [unknown(f"relu'(0) = {v:g}", "kink", _relu, _switch(v), [0.0, 1.0]) for v in (0.0, 0.5, 1.0)]
    others = [
        unknown("|x| at 0", "kink", lambda x: float(np.sum(np.abs(x))), np.sign, [0.0, 2.0]),
        unknown(
            "|x - 3| at 3",
            "kink",
            lambda x: float(np.sum(np.abs(x - 3.0) + x)),
            lambda x: np.sign(x - 3.0) + 1.0,
            [3.0],
        ),
        unknown(
            "max of equals", "kink", lambda x: float(np.max(x)), lambda x: np.eye(3)[int(np.argmax(x))], [1.0, 1.0, 0.0]
        ),
        unknown(
            "min of equals, shared",
            "kink",
            lambda x: float(np.min(x)),
            lambda x: np.array([0.5, 0.5, 0.0]),
            [1.0, 1.0, 2.0],
        ),
        unknown(
            "hinge at margin 1",
            "kink",
            lambda x: float(np.sum(np.maximum(0.0, 1.0 - x))),
            lambda x: -1.0 * (x < 1.0),
            [1.0, 0.0],
        ),
        unknown(
            "leaky relu at 0",
            "kink",
            lambda x: float(np.sum(np.where(x > 0, x, 0.01 * x))),
            lambda x: np.where(x > 0, 1.0, 0.01),
            [0.0, -1.0],
        ),
        unknown(
            "clip at its border",
            "kink",
            lambda x: float(np.sum(np.clip(x, -1.0, 1.0) ** 3)),
            lambda x: 3.0 * x**2 * (np.abs(x) <= 1.0),
            [1.0, 0.5],
        ),
        unknown(
            "lasso with a zero",
            "kink",
            lambda x: float(np.sum((x - 1.0) ** 2) + 0.1 * np.sum(np.abs(x))),
            lambda x: 2.0 * (x - 1.0) + 0.1 * np.sign(x),
            [0.0, 0.7, -0.2],
        ),
        unknown("relu network on a kink", "kink", relu_network, relu_network_gradient, on_first_kink()),
        unknown(
            "exp(-|x|) at 0",
            "kink",
            lambda x: float(np.sum(np.exp(-np.abs(x)))),
            lambda x: -np.sign(x) * np.exp(-np.abs(x)),
            [0.0],
        ),
        unknown(
            "small kink on a slope",
            "kink",
            lambda x: float(np.sum(5.0 * x + 0.05 * np.abs(x - 1.0))),
            lambda x: 5.0 + 0.05 * np.sign(x - 1.0),
            [1.0, 2.0],
        ),
        unknown(
            "sqrt(|x|) at 0", "cusp", lambda x: float(np.sum(np.sqrt(np.abs(x)))), lambda x: np.zeros_like(x), [0.0]
        ),
        unknown("norm at 0", "kink", lambda x: float(np.linalg.norm(x)), lambda x: np.zeros_like(x), [0.0, 0.0]),
    ]
    return [*heaviside, *others]
