"""Functions whose results are rounded to 3 to 10 decimals, at points on a grid of 0.01.

hidden = 8 noise / length, where noise is half of the last decimal and the length that over which the function bends:
only long steps see anything.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from examples.benchmarks.families.member import Family, Member, smooth_member
from examples.benchmarks.families.smooth_functions.smooth import draw
from examples.benchmarks.families.visibility import changed, hidden_by, seen


def _make(seed: int) -> Member:
    rng = np.random.default_rng([seed, 7])
    smooth = draw(rng, int(rng.integers(1, 4)))
    smooth = replace(smooth, x=np.round(smooth.x, 2))
    digits = int(rng.integers(3, 11))
    truth = smooth.truth()
    hidden = hidden_by(0.5 * 10.0**-digits, smooth.length)
    entry = int(rng.integers(truth.size))
    wrong = seen({"times 10": changed(truth, entry, 10.0 * float(truth[entry]))}, truth, hidden)
    name = f"{smooth.name} rounded to {digits}"
    return smooth_member(
        name, lambda x: float(np.round(smooth.fun(x), digits)), smooth.gradient, smooth.x, hidden, wrong
    )


FAMILIES: Final = (Family("rounded outputs", _make, mistakes=("2", "sign")),)
