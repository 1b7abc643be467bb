"""A smooth function plus a small kink very near x: k |x - c|, with k from 1e-6 to 1e-4 of the slope.

Values near x rarely tell on which side of the kink x lies, so what they show is a slope known to about k.
"""

from __future__ import annotations

import numpy as np

from examples.benchmarks.families.kinks.curves import draw
from examples.benchmarks.families.kinks.terms import Term, separable, signed
from examples.benchmarks.families.member import Family, Member


def term(rng: np.random.Generator, least: float, most: float) -> Term:
    """One curve with its kink at a distance between these, relative to x."""
    curve, x = draw(rng)
    distance, slope = signed(rng, least, most) * max(abs(x), 0.1), curve.exact(x)
    size, place = signed(rng, 1e-6, 1e-4) * float(abs(slope)), x + distance

    def fun(t: float) -> float:
        return curve.value(t) + size * abs(t - place)

    def derivative(t: float) -> float:
        return float(curve.exact(t)) + size * float(np.sign(t - place))

    exact = float(slope + np.longdouble(size) * np.sign(x - place))
    kinks = ((abs(x - place), 2.0 * abs(size)),)
    return Term(
        fun, derivative, x, exact, exact, abs(curve.value(x)) + abs(exact * x), kinks, smooth=1e-2 * max(abs(x), 0.1)
    )


def make(seed: int) -> Member:
    """One to three such terms."""
    rng = np.random.default_rng([seed, 821])
    terms = [term(rng, 1e-10, 1e-7) for _ in range(int(rng.integers(1, 4)))]
    return separable(
        f"{len(terms)} kinks of {terms[0].kinks[0][1] / 2 / abs(terms[0].left):.0e} at {terms[0].kinks[0][0]:.0e}",
        terms,
    )


FAMILIES = (Family("small kinks very near x", make),)
