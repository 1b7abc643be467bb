"""Smooth functions plus a large constant, one wrong entry of 200 below such a constant, and other units.

hidden = 8 u |f| / length with u = 2^-53, where |f| holds the constant.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from examples.benchmarks.families.member import Family, Member, smooth_member
from examples.benchmarks.families.smooth_functions.smooth import draw
from examples.benchmarks.families.visibility import changed, rounding, seen
from examples.benchmarks.verdict_corpus.case import AnyFloats

ENTRIES = 200
"""How many entries there are where one of them is wrong."""


def _lifted(seed: int) -> Member:
    rng = np.random.default_rng([seed, 8])
    smooth = draw(rng, int(rng.integers(1, 7)))
    offset = float(10.0 ** rng.uniform(3.0, 12.0) * rng.choice([-1.0, 1.0]))
    hidden = rounding(offset, smooth.length)
    return smooth_member(
        f"{smooth.name} plus {offset:.0e}",
        lambda x: smooth.fun(x) + offset,
        smooth.gradient,
        smooth.x,
        hidden,
    )


def _in_units(seed: int) -> Member:
    rng = np.random.default_rng([seed, 108])
    smooth = draw(rng, int(rng.integers(1, 7)))
    factor = float(10.0 ** rng.uniform(-10.0, 10.0))
    hidden = rounding(factor * smooth.size, smooth.length)
    name = f"{smooth.name} times {factor:.0e}"
    return smooth_member(
        name, lambda x: factor * smooth.fun(x), lambda x: factor * smooth.gradient(x), smooth.x, hidden
    )


def _one_of_many(seed: int) -> Member:
    """Sum of w sin(x) of 200 numbers plus 1e7, with w between 1 and 2 and x where the slopes are large."""
    rng = np.random.default_rng([seed, 208])
    w, x = rng.uniform(1.0, 2.0, ENTRIES), rng.uniform(-1.0, 1.0, ENTRIES)

    def fun(at: AnyFloats) -> float:
        return float(np.sum(w * np.sin(at))) + 1e7

    def jac(at: AnyFloats) -> AnyFloats:
        return w * np.cos(at)

    truth = np.asarray(jac(x), dtype=np.float64)
    hidden = rounding(fun(x), np.ones(ENTRIES))
    entry = int(rng.integers(ENTRIES))
    wrong = {"1 + 1e-4 in one of 200": changed(truth, entry, float(truth[entry]) * (1.0 + 1e-4))}
    return smooth_member("200 numbers plus 1e7", fun, jac, x, hidden, seen(wrong, truth, hidden))


FAMILIES: Final = (
    Family("large offsets", _lifted),
    Family("other units", _in_units),
    Family("one entry of 200", _one_of_many, mistakes=()),
)
