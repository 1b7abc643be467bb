"""What the methods take besides the time in f, and against scipy for two and for 100 coordinates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from time import perf_counter

import numpy as np

import minigrad as mg
from examples.benchmarks.differentiation.contenders import Contender, ask
from minigrad.arrays import Float64Array, IntArray


def times(methods: Sequence[Contender], repeat: int) -> dict[str, float]:
    """The least of five rounds, in which the methods take turns, so that what else the machine does counts for all."""
    rounds = [[_microseconds(method, repeat) for method in methods] for _ in range(5)]
    return {method.name: min(times) for method, *times in zip(methods, *rounds, strict=True)}


def _microseconds(method: Contender, repeat: int) -> float:
    """Time of one derivative of sin at 1, less that of evaluating sin as often."""
    points = np.ones(max(1, ask(method, np.sin, 1.0).evaluations))
    total = _best_time(lambda: method.answer(np.sin, 1.0), repeat)
    return 1e6 * (total - _best_time(lambda: [np.sin(point) for point in points], repeat))


def gradient_overhead(repeat: int) -> float:
    """Microseconds per coordinate of a gradient of 100 coordinates, less the time that f takes on the same stacks."""
    x, shapes = np.linspace(0.5, 1.5, 100), list[tuple[int, ...]]()

    def fun(points: Float64Array) -> Float64Array:
        shapes.append(points.shape)
        return _cheap(points)

    method = mg.AdaptiveDifference()
    method.estimate(fun, x, vectorized=True)
    stacks = [np.ones(shape) for shape in shapes]
    total = _best_time(lambda: method.estimate(_cheap, x, vectorized=True), repeat)
    inside = _best_time(lambda: [_cheap(stack) for stack in stacks], repeat)
    return 1e6 * (total - inside) / x.size


def two_numbers(repeat: int) -> float:
    """The two take turns, so that what else the machine does counts for both."""
    if find_spec("scipy") is None:
        return float("nan")
    from scipy.optimize._numdiff import approx_derivative

    def fun(x: Float64Array) -> np.float64:
        value: np.float64 = x[0] ** 2 + x[1] ** 2
        return value

    x, central = np.array([3.0, 4.0]), mg.CentralDifference()
    times = [
        (_best_time(lambda: central.gradient(fun, x), repeat), _best_time(lambda: approx_derivative(fun, x), repeat))
        for _ in range(5)
    ]
    return min(ours for ours, _ in times) / min(theirs for _, theirs in times)


def gradient_ratio(repeat: int) -> float:
    """The same gradient by both, each with one call of f for many points."""
    if find_spec("scipy") is None:
        return float("nan")
    from scipy.differentiate import derivative

    x, method = np.linspace(0.5, 1.5, 100), mg.AdaptiveDifference()

    def moved(t: Float64Array, coordinate: IntArray) -> Float64Array:
        return _cheap(np.where(np.arange(100) == coordinate[..., np.newaxis], t[..., np.newaxis], x))

    ours = _best_time(lambda: method.estimate(_cheap, x, vectorized=True), repeat)
    return ours / _best_time(lambda: derivative(moved, x, args=(np.arange(100),)), repeat)


def _cheap(points: Float64Array) -> Float64Array:
    values: Float64Array = np.tanh(points.sum(axis=-1) / 100)
    return values


def _best_time(call: Callable[[], object], repeat: int) -> float:
    """Seconds for one call: the best of up to twenty batches, so that other work on the machine does not count."""
    batch, times = max(1, repeat // 20), []
    for _ in range(min(20, repeat)):
        start = perf_counter()
        for _ in range(batch):
            call()
        times.append((perf_counter() - start) / batch)
    return min(times)
