"""A function and its gradient that keep state between calls: three ways that do no harm, and five that do."""

from __future__ import annotations

from typing import Final

import numpy as np

from examples.benchmarks.families.smooth_functions.smooth import Smooth
from examples.benchmarks.verdict_corpus.case import AnyFloats, Fun, Jac

Pair = tuple[Fun, Jac]


def _counting(smooth: Smooth) -> Pair:
    """fun counts its calls and keeps a history that is never read."""
    calls: list[float] = []

    def fun(x: AnyFloats) -> float:
        calls.append(smooth.fun(x))
        return calls[-1]

    return fun, smooth.gradient


def _keyed_cache(smooth: Smooth) -> Pair:
    """Values and gradients are kept under the bytes of x."""
    values: dict[bytes, float] = {}
    gradients: dict[bytes, AnyFloats] = {}

    def fun(x: AnyFloats) -> float:
        return values.setdefault(x.tobytes(), smooth.fun(x))

    def jac(x: AnyFloats) -> AnyFloats:
        return gradients.setdefault(x.tobytes(), smooth.gradient(x)).copy()

    return fun, jac


def _last_point(smooth: Smooth) -> Pair:
    """The last value is kept with its point, and computed anew for another point."""
    last: list[AnyFloats] = []

    def fun(x: AnyFloats) -> float:
        last[:] = [x.copy()]
        return smooth.fun(x)

    def jac(x: AnyFloats) -> AnyFloats:
        if not last or not np.array_equal(last[0], x):
            fun(x)
        return smooth.gradient(last[0])

    return fun, jac


def _same_buffer(smooth: Smooth) -> Pair:
    """jac returns the same array each time, filled anew, so that a later call changes what an earlier one returned."""
    buffer = np.zeros(smooth.x.size)

    def jac(x: AnyFloats) -> AnyFloats:
        buffer[:] = smooth.gradient(x)
        return buffer

    return smooth.fun, jac


def _reads_last(smooth: Smooth) -> Pair:
    """jac differentiates at whatever fun saw last."""
    seen = [smooth.x + 1.0]

    def fun(x: AnyFloats) -> float:
        seen[0] = np.array(x, dtype=np.float64)
        return smooth.fun(x)

    return fun, lambda x: smooth.gradient(seen[0])


def _spoiled_cache(smooth: Smooth) -> Pair:
    """What is cached under the bytes of x is scaled in place before it is handed out: the second call is wrong."""
    gradients: dict[bytes, AnyFloats] = {}

    def jac(x: AnyFloats) -> AnyFloats:
        found = gradients.setdefault(x.tobytes(), 2.0 * smooth.gradient(x))
        found *= 0.5
        return found.copy()

    return smooth.fun, jac


def _accumulating(smooth: Smooth) -> Pair:
    """A gradient that is added to an array which is never cleared."""
    buffer = np.zeros(smooth.x.size)

    def jac(x: AnyFloats) -> AnyFloats:
        buffer[:] += smooth.gradient(x)
        return buffer.copy()

    return smooth.fun, jac


def _writes_into_x(smooth: Smooth) -> Pair:
    """jac turns its argument into the gradient."""

    def jac(x: AnyFloats) -> AnyFloats:
        x[:] = smooth.gradient(x)
        return x

    return smooth.fun, jac


HARMLESS: Final = (_counting, _keyed_cache, _last_point)
HARMFUL: Final = (_same_buffer, _reads_last, _spoiled_cache, _accumulating, _writes_into_x)
