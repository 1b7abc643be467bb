"""Quotients whose numerator cancels, such as log(1 + x) / x, as one writes them naively.

x is between 1e-9 and 1e-3. Their numerators are differences of numbers of size 1 whose rounding, divided by the
denominator d(x), is the noise of the value. hidden = eps / d(x) / (0.4 x): that noise changes over about x. Much
further out it is smaller, so that long steps may show more than this, which no checker is expected to use. The slopes
are those of the power series, of which six terms suffice up to 1e-3.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, final

import numpy as np

from examples.benchmarks.families.member import Family, Member, smooth_member
from examples.benchmarks.verdict_corpus.case import AnyFloats

EPSILON = 2.0**-52
"""The distance of 1 to the next float64."""
REACH = 0.4
"""The part of x over which the noise of the value stays about the same."""


@final
@dataclass(frozen=True)
class Quotient:
    """A quotient, the power of x in its denominator, and the coefficients of its power series."""

    name: str
    value: Callable[[AnyFloats], AnyFloats]
    power: int
    series: tuple[float, ...]

    def slope(self, x: AnyFloats) -> AnyFloats:
        """The slope from the series."""
        return np.asarray(sum(k * c * x ** (k - 1) for k, c in enumerate(self.series) if k))


QUOTIENTS: Final = (
    Quotient("log(1 + x) / x", lambda x: np.log(1.0 + x) / x, 1, (1.0, -1 / 2, 1 / 3, -1 / 4, 1 / 5, -1 / 6, 1 / 7)),
    Quotient("(exp(x) - 1) / x", lambda x: (np.exp(x) - 1.0) / x, 1,
             (1.0, 1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720, 1 / 5040)),
    Quotient("(1 - cos x) / x", lambda x: (1.0 - np.cos(x)) / x, 1, (0.0, 1 / 2, 0.0, -1 / 24, 0.0, 1 / 720)),
    Quotient("(1 - cos x) / x^2", lambda x: (1.0 - np.cos(x)) / x**2, 2,
             (1 / 2, 0.0, -1 / 24, 0.0, 1 / 720, 0.0, -1 / 40320)),
    Quotient("(sqrt(1 + x) - 1) / x", lambda x: (np.sqrt(1.0 + x) - 1.0) / x, 1,
             (1 / 2, -1 / 8, 1 / 16, -5 / 128, 7 / 256, -21 / 1024, 33 / 2048)),
    Quotient("sinh(x) / x", lambda x: (np.exp(x) - np.exp(-x)) / (2.0 * x), 1,
             (1.0, 0.0, 1 / 6, 0.0, 1 / 120, 0.0, 1 / 5040)),
)  # fmt: skip


def _make(seed: int) -> Member:
    rng = np.random.default_rng([seed, 2])
    quotient = QUOTIENTS[int(rng.integers(len(QUOTIENTS)))]
    n = int(rng.integers(1, 4))
    x = 10.0 ** rng.uniform(-9.0, -3.0, n) * rng.choice([-1.0, 1.0], n)
    weights = rng.uniform(0.5, 2.0, n)

    def fun(at: AnyFloats) -> float:
        with np.errstate(all="ignore"):
            return float(np.sum(weights * quotient.value(at)))

    def jac(at: AnyFloats) -> AnyFloats:
        return weights * quotient.slope(at)

    noise = EPSILON * float(np.max(weights / np.abs(x) ** quotient.power))
    name = f"{quotient.name} at {', '.join(f'{v:.0e}' for v in x)}"
    return smooth_member(name, fun, jac, x, noise / (REACH * np.abs(x)))


FAMILIES: Final = (Family("cancellation", _make, least_covered=0.985),)
