"""The next length to try, by a cubic through two values and slopes."""

from __future__ import annotations

from math import copysign, inf, sqrt

from minigrad.optimizers.lbfgs.line import Trial


def cubic_minimum(a: Trial, b: Trial) -> float:
    """Where the cubic with the values and slopes of two trials has its minimum; infinite if it has none.

    Source: Nocedal and Wright (2006), Numerical Optimization, equation 3.59.
    """
    if not (a.finite and b.finite):
        return inf
    d1 = a.slope + b.slope - 3.0 * (a.value - b.value) / (a.length - b.length)
    unit = max(abs(d1), abs(a.slope), abs(b.slope))
    square = (d1 / unit) * (d1 / unit) - (a.slope / unit) * (b.slope / unit) if 0.0 < unit < inf else -1.0
    if square < 0.0:
        return inf
    d2 = copysign(unit * sqrt(square), b.length - a.length)  # in units of the largest, since squares overflow
    below = b.slope - a.slope + 2.0 * d2
    return b.length - (b.length - a.length) * (b.slope + d2 - d1) / below if below != 0.0 else inf


def between(a: Trial, b: Trial, margin: float) -> float:
    """A length between two trials: where the cubic has its minimum, else halfway.

    Args:
        a, b: the two trials.
        margin: the fraction of their distance that is kept from both.
    """
    lower, upper = sorted((a.length, b.length))
    inset = margin * (upper - lower)
    best = cubic_minimum(a, b)
    if not lower <= best <= upper:
        return 0.5 * (lower + upper)
    return min(max(best, lower + inset), upper - inset)


def beyond(a: Trial, b: Trial, least: float, most: float) -> float:
    """A length greater than that of ``b``: where the cubic has its minimum, within ``least`` and ``most`` times b."""
    best = cubic_minimum(a, b)
    return min(max(best, least * b.length), most * b.length) if best > b.length else most * b.length
