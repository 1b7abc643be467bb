"""The formulas that families of smooth functions are made of, against mpmath, the complex step and long double."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import TypeAlias

import numpy as np
import pytest

from examples.benchmarks.families.noisy import cancellation
from examples.benchmarks.families.smooth_functions import (
    classification,
    edges,
    saturated,
    smooth,
)
from examples.benchmarks.families.smooth_functions.classification import Loss
from examples.benchmarks.families.smooth_functions.perceptron import Perceptron
from minigrad.arrays import Float64Array

SEEDS = range(8)
Exact: TypeAlias = Callable[[ModuleType, float], float]
"""A formula in terms of mpmath, for its numbers, which behave like floats."""


@pytest.mark.parametrize("n", [1, 2, 7, 30])
def test_smooth_functions_against_the_complex_step(n: int) -> None:
    for seed in SEEDS:
        drawn = smooth.draw(np.random.default_rng(seed), n)
        steps = drawn.x + 1e-200j * np.eye(n)
        np.testing.assert_allclose(
            [np.imag(drawn.formula(step)) / 1e-200 for step in steps], drawn.truth(), rtol=1e-11, atol=1e-13
        )


def _exact(formula: Exact, x: float) -> tuple[float, float]:
    """Value and slope in 160 digits, of which a step of 1e-40 x and cancellation leave more than 60."""
    mpmath = pytest.importorskip("mpmath")
    with mpmath.workdps(160):
        at = mpmath.mpf(x)
        step = at * mpmath.mpf(10) ** -40
        slope = (formula(mpmath, at + step) - formula(mpmath, at - step)) / (2 * step)
        return float(formula(mpmath, at)), float(slope)


QUOTIENTS: tuple[Exact, ...] = (
    lambda m, x: m.log(1 + x) / x,
    lambda m, x: (m.exp(x) - 1) / x,
    lambda m, x: (1 - m.cos(x)) / x,
    lambda m, x: (1 - m.cos(x)) / x**2,
    lambda m, x: (m.sqrt(1 + x) - 1) / x,
    lambda m, x: m.sinh(x) / x,
)


def test_quotients_against_mpmath() -> None:
    for quotient, formula in zip(cancellation.QUOTIENTS, QUOTIENTS, strict=True):
        for x in (1e-9, -3e-6, 1e-3):
            assert float(quotient.slope(np.asarray(x))) == pytest.approx(_exact(formula, x)[1], rel=1e-14)
        assert float(quotient.value(np.asarray(0.5))) == pytest.approx(_exact(formula, 0.5)[0], rel=1e-14)


EDGES: tuple[Exact, ...] = (
    lambda m, x: m.sqrt(1 - x**2),
    lambda m, x: m.asin(x),
    lambda m, x: m.log(1 - x),
    lambda m, x: m.sqrt(1 - x),
    lambda m, x: (1 - x) * m.sqrt(1 - x),
    lambda m, x: 1 / (1 - x**2),
    lambda m, x: m.atanh(x),
    lambda m, x: m.acosh(x),
    lambda m, x: m.sqrt(x),
    lambda m, x: m.log(x),
    lambda m, x: x * m.log(x),
)


def test_edges_against_mpmath() -> None:
    for term, formula in zip(edges.TERMS, EDGES, strict=True):
        for distance in (1e-8, 3e-5, 1e-2):
            x = np.asarray(term.edge + term.side * distance)
            value, slope = _exact(formula, float(x))
            assert float(term.slope(x, term.distance(x))) == pytest.approx(slope, rel=1e-14)
            noise = 2.0**-53 * (float(term.inner(term.distance(x))) + 3.0 * abs(value))
            assert float(term.value(x)) == pytest.approx(value, rel=0.0, abs=noise)


TAILS: tuple[Exact, ...] = (
    lambda m, x: m.log(1 + m.exp(-x)),
    lambda m, x: m.log(1 + m.exp(-x)),
    lambda m, x: 1 - m.tanh(x),
    lambda m, x: -m.log(1 / (1 + m.exp(-x))),
    lambda m, x: -m.log(1 - 1 / (1 + m.exp(x))),
)


def test_tails_against_mpmath() -> None:
    for tail, formula in zip(saturated.TAILS, TAILS, strict=True):
        for x in (tail.least, 37.0, tail.most):
            value, slope = _exact(formula, x)
            assert float(tail.slope(np.asarray(x))) == pytest.approx(slope, rel=1e-14)
            assert float(tail.value(np.asarray(x))) == pytest.approx(
                value, rel=1e-14, abs=2.0**-52 if tail.rounds_one else 0.0
            )


SIGNED = (classification.LOGISTIC, classification.NAIVE_LOGISTIC)
LOSSES = (
    classification.SQUARES,
    *SIGNED,
    classification.LOG_SUM_EXP,
    classification.PICKED_SOFTMAX,
    classification.OTHERS,
)


@pytest.mark.skipif(bool(np.finfo(np.longdouble).eps > 1e-18), reason="long double is no longer than double here")
@pytest.mark.parametrize("relu", [False, True])
@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.name)
def test_networks_against_differences_in_long_double(loss: Loss, relu: bool) -> None:
    rng = np.random.default_rng(3)
    classes = np.eye(3)[rng.integers(3, size=5)]
    network = Perceptron(rng.normal(size=(5, 2)), 2.0 * classes - 1.0 if loss in SIGNED else classes, 4, relu, loss)
    theta = rng.normal(size=network.size).astype(np.longdouble)
    numeric = [
        (network.value(theta + move, np.longdouble) - network.value(theta - move, np.longdouble)) / np.longdouble(2e-6)
        for move in np.longdouble(1e-6) * np.eye(network.size, dtype=np.longdouble)
    ]
    np.testing.assert_allclose(
        np.array(numeric, dtype=np.float64), network.gradient(theta).astype(np.float64), rtol=1e-9, atol=1e-11
    )


def test_kinks_are_as_far_as_it_is_said() -> None:
    rng = np.random.default_rng(5)
    network = Perceptron(rng.normal(size=(3, 2)), np.eye(2)[[0, 1, 0]], 3, True, classification.SQUARES)
    theta = rng.normal(size=network.size)

    def pattern(at: Float64Array) -> list[bool]:
        return list((network.inputs @ at[:6].reshape(2, 3) + at[6:9] > 0.0).ravel())

    for entry, distance in enumerate(network.to_kinks(theta)):
        for factor, same in ((0.999, True), (1.001, False)):
            moved = [theta + side * factor * min(distance, 1e6) * np.eye(network.size)[entry] for side in (-1.0, 1.0)]
            assert (pattern(moved[0]) == pattern(moved[1]) == pattern(theta)) == (same or distance == np.inf)
