"""The short way for one line against the search, which two equal lines take."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import Float64Array
from minigrad.differentiators.adaptive.ladder import SLOTS
from minigrad.differentiators.adaptive.one_line import settle
from minigrad.probes import problems
from tests.differentiators.adaptive.lines import elementwise_probe, setting

Function = Callable[[Float64Array], Float64Array]

PLAIN: list[tuple[Function, float]] = [
    (np.sin, 1.0),
    (np.exp, -0.7),
    (np.log, 1e-6),
    (np.sqrt, 2e5),
    (lambda x: 1 / (1 + x * x), 0.8),
    (lambda x: np.tanh(3 * x), 0.3),
]


@pytest.mark.parametrize(("fun", "x"), PLAIN)
def test_the_short_way_says_what_the_search_says(fun: Function, x: float) -> None:
    short, _ = settle(elementwise_probe(fun, [x]), setting())
    both = mg.AdaptiveDifference().estimate_derivative(fun, [x, x])
    assert short is not None
    assert short.value[0] == pytest.approx(both.value[0], rel=1e-13)
    assert short.error[0] == pytest.approx(both.error[0], rel=1e-2)
    assert short.step[0] == both.step[0]
    assert short.status[0] == both.status[0] == mg.Status.CONVERGED


@pytest.mark.parametrize(
    "fun",
    [
        lambda x: np.abs(x - 1.0),
        lambda x: np.sin(1e4 * x),
        lambda x: np.exp(1e-3 * x),  # in longer windows
        lambda x: np.ones_like(x),
        lambda x: np.where(x > 1.0, np.nan, x),
        lambda x: np.exp(x) * (1 + 1e-9 * np.sin(1e12 * x)),
        lambda x: np.exp(x) + 0.5e-6 * np.abs(x - 1.0),
        lambda x: np.exp(x) + 0.5e-4 * np.abs(x - 1.0) * (x - 1.0),
    ],
)
def test_what_is_unusual_is_left_to_the_search(fun: Function) -> None:
    estimate, slopes = settle(elementwise_probe(fun, [1.0]), setting())
    assert estimate is None
    assert slopes.shape == (SLOTS, 2, 1)
    assert not np.isnan(slopes[0]).any()


def test_an_accuracy_that_was_asked_for_is_good_enough() -> None:
    def fun(x: Float64Array) -> Float64Array:
        return np.sin(4.7 * x)

    assert settle(elementwise_probe(fun, [1.0]), setting(rtol=1e-6))[0] is not None


def test_bounds_and_numbers_without_a_scale_are_left_to_the_search() -> None:
    bounded, _ = problems.derivative_probe(np.exp, [1.0], (0.0, 2.0))
    for probe in (bounded, elementwise_probe(np.exp, [0.0]), elementwise_probe(np.exp, [1e-310])):
        estimate, slopes = settle(probe, setting())
        assert estimate is None
        assert np.isnan(slopes).all()


@pytest.mark.parametrize("fun", [lambda x: abs(x - 1.0) + x, lambda x: np.sin(300 * x), lambda x: np.exp(1e-3 * x)])
def test_no_value_is_asked_for_twice(fun: Callable[[float], float]) -> None:
    asked: list[float] = []

    def counted(x: float) -> float:
        asked.append(x)
        return fun(x)

    estimate = mg.AdaptiveDifference().estimate_derivative(counted, 1.0)
    assert len(asked) == estimate.evaluations
    first = asked[:13]  # what comes later may be a window that was left before
    assert len(set(first)) == len(first)
