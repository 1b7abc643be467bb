"""A slow wave with a fast ripple, a sin(x) + (s / w) sin(w x), whose slope s cos(w x) is part of the truth.

w is 1e3 to 1e9 and s is 1e-8 to 1 of a. Both w and x have 24 bits at most, so that w x is exact at x. The ripple can be
told from rounding if steps of 1 / w resolve it: hidden = 8 u size + min(8 u size w, s), with
u = 2^-53 and the sum of all a as size.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from examples.benchmarks.families.member import Family, Member, smooth_member
from examples.benchmarks.families.visibility import rounding, seen
from examples.benchmarks.verdict_corpus.case import AnyFloats

GRID = 2.0**20
"""Points are multiples of its inverse, so that they have 24 bits at most."""


def _make(seed: int) -> Member:
    rng = np.random.default_rng([seed, 5])
    n = int(rng.integers(1, 4))
    x = np.round(rng.uniform(0.2, 2.5, n) * rng.choice([-1.0, 1.0], n) * GRID) / GRID
    a = rng.uniform(0.5, 2.0, n)
    s = a * 10.0 ** rng.uniform(-8.0, 0.0, n)
    w = (10.0 ** rng.uniform(3.0, 9.0, n)).astype(np.float32).astype(np.float64)

    def fun(at: AnyFloats) -> float:
        return float(np.sum(a * np.sin(at) + s / w * np.sin(w * at)))

    def jac(at: AnyFloats) -> AnyFloats:
        return a * np.cos(at) + s * np.cos(w * at)

    truth = np.asarray(jac(x), dtype=np.float64)
    slow = rounding(float(np.sum(a)), np.ones(n))
    hidden = slow + np.minimum(w * slow, s)
    name = f"ripples {', '.join(f'{v:.0e} at {f:.0e}' for v, f in zip(s, w, strict=True))}"
    return smooth_member(name, fun, jac, x, hidden, seen({"the slow wave alone": a * np.cos(x)}, truth, hidden))


FAMILIES: Final = (Family("ripples", _make),)
