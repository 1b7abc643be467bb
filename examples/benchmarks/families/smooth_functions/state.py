"""Functions and gradients with state that is harmless, or that makes a gradient wrong.

``make`` builds every closure anew; ask it again for each claim, as a claim that was judged has left its state behind.
Most of the harmful ones are right when called once, just after ``fun`` at the same point.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from examples.benchmarks.families.member import Family, Member
from examples.benchmarks.families.smooth_functions.smooth import Smooth, draw
from examples.benchmarks.families.smooth_functions.stateful_pairs import HARMFUL, HARMLESS, Pair
from examples.benchmarks.families.visibility import rounding
from examples.benchmarks.verdict_corpus.case import AnyFloats, Fun, Jac


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
