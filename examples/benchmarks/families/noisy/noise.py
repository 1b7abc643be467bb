"""Smooth functions with relative noise of 1e-12 to 1e-5: of the bits of x, or anew with each call.

The first is what an iterative solver with a loose tolerance leaves behind, the second a Monte Carlo estimate.
hidden = 8 (level |f| + 2^-53 size) / length, the length being that over which the smooth function bends.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from examples.benchmarks.families.member import Family, Member, smooth_member
from examples.benchmarks.families.smooth_functions.smooth import Smooth, draw
from examples.benchmarks.families.visibility import UNIT, hidden_by
from examples.benchmarks.noise_of_bits import noise_of_bits
from examples.benchmarks.verdict_corpus.case import Fun


def _drawn(rng: np.random.Generator) -> tuple[Smooth, float]:
    return draw(rng, int(rng.integers(1, 5))), float(10.0 ** rng.uniform(-12.0, -5.0))


def _member(smooth: Smooth, fun: Fun, level: float, how: str) -> Member:
    hidden = hidden_by(level * abs(smooth.fun(smooth.x)) + UNIT * smooth.size, smooth.length)
    return smooth_member(f"{smooth.name}, {how} {level:.0e}", fun, smooth.gradient, smooth.x, hidden)


def _repeatable(seed: int) -> Member:
    smooth, level = _drawn(np.random.default_rng([seed, 4]))
    return _member(smooth, lambda x: smooth.fun(x) * (1.0 + level * noise_of_bits(x)), level, "noise of the bits")


def _restless(seed: int) -> Member:
    smooth, level = _drawn(np.random.default_rng([seed, 104]))
    calls = np.random.default_rng([seed, 204])
    return _member(smooth, lambda x: smooth.fun(x) * (1.0 + level * float(calls.standard_normal())), level, "new noise")


FAMILIES: Final = (Family("noise of the bits", _repeatable), Family("noise anew with each call", _restless))
