"""Functions and gradients with state: harmless caches and counters, and the ways in which state makes a gradient wrong.

``make`` builds every closure anew; ask it again for each claim, as a claim that was judged has left its state behind.
Most of the harmful ones are right when called once, just after ``fun`` at the same point.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from examples.benchmarks.families.member import Family, Member
from examples.benchmarks.families.smooth_functions.smooth import Smooth, draw
from examples.benchmarks.families.visibility import rounding
from examples.benchmarks.verdict_corpus.case import AnyFloats, Fun, Jac

Pair = tuple[Fun, Jac]


def _counting(smooth: Smooth) -> Pair:
    """fun counts its calls and keeps a history that nobody reads."""
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
    """A gradient buffer that nobody clears."""
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


def _member(smooth: Smooth, fun: Fun, jac: Jac, name: str, wrong: dict[str, Jac]) -> Member:
    truth = smooth.truth()
    return Member(
        f"{smooth.name}, {name}", fun, jac, smooth.x, truth, truth, rounding(smooth.size, smooth.length), wrong
    )


def _drawn(seed: int, kinds: tuple[Callable[[Smooth], Pair], ...], key: int) -> tuple[Smooth, Callable[[Smooth], Pair]]:
    rng = np.random.default_rng([seed, key])
    return draw(rng, int(rng.integers(2, 7))), kinds[seed // 2 % len(kinds)]


def _harmless(seed: int) -> Member:
    smooth, kind = _drawn(seed, HARMLESS, 11)
    return _member(smooth, *kind(smooth), kind.__name__.strip("_"), {})


def _harmful(seed: int) -> Member:
    smooth, kind = _drawn(seed, HARMFUL, 111)
    fun, jac = kind(smooth)
    return _member(
        smooth, fun, smooth.gradient, kind.__name__.strip("_"), {kind.__name__.strip("_").replace("_", " "): jac}
    )


def _softmax_in_place(seed: int) -> Member:
    """Softmax cross entropy with ``p[y] -= 1``: on a copy of the cached probabilities it is right, on the cache it is
    not."""
    rng = np.random.default_rng([seed, 211])
    z, label = rng.normal(size=int(rng.integers(2, 7))), 0
    cache: dict[str, AnyFloats] = {}

    def fun(x: AnyFloats) -> float:
        shifted = np.exp(x - float(np.max(x)))
        cache["p"] = shifted / float(np.sum(shifted))
        return float(-np.log(cache["p"][label]))

    def right(x: AnyFloats) -> AnyFloats:
        fun(x)
        p = cache["p"].copy()
        p[label] -= 1.0
        return p

    def wrong(x: AnyFloats) -> AnyFloats:
        if "p" not in cache:
            fun(x)
        cache["p"][label] -= 1.0
        return cache["p"].copy()

    truth = np.asarray(right(z), dtype=np.float64)
    cache.clear()
    hidden = rounding(1.0, np.ones(z.size))
    return Member(f"p[y] -= 1 of {z.size}", fun, right, z, truth, truth, hidden, {"p[y] -= 1 in the cache": wrong})


FAMILIES: Final = (
    Family("harmless state", _harmless),
    Family("harmful state", _harmful, mistakes=()),
    Family("p[y] -= 1", _softmax_in_place, mistakes=()),
)
