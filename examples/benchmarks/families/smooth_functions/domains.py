"""Functions that raise outside of their domain, with x close to its edge, and values just below overflow.

x lies 1e-6 to 1e-1 inside. Inside they are as smooth as anywhere, so that long steps to the inner side see them well:
hidden = 8 u size / length with u = 2^-53, the length being that over which the function bends, but a tenth at most,
since one-sided formulas weigh their values ten times more.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

import numpy as np

from examples.benchmarks.families.member import Family, Member, smooth_member
from examples.benchmarks.families.smooth_functions.smooth import draw
from examples.benchmarks.families.visibility import UNIT, hidden_by, rounding
from examples.benchmarks.verdict_corpus.case import AnyFloats

ONE_SIDED = 0.1
"""The largest length that one-sided formulas use, which weigh values ten times more."""
Refusal = Callable[[float], None]
"""Raises where its argument, the distance to the edge, is not positive."""


def _value_error(t: float) -> None:
    math.log(t)


def _assertion_error(t: float) -> None:
    if not t > 0.0:
        raise AssertionError("argument out of range")


def _runtime_error(t: float) -> None:
    if t <= 0.0:
        raise RuntimeError("the solver did not converge")


def _index_error(t: float) -> None:
    (0.0,)[int(t <= 0.0)]


def _zero_division(t: float) -> None:
    1.0 / max(t, 0.0)


def _floating_point_error(t: float) -> None:
    with np.errstate(all="raise"):
        np.log(np.float64(t))


REFUSALS: Final = (_value_error, _assertion_error, _runtime_error, _index_error, _zero_division, _floating_point_error)


def _raising(seed: int) -> Member:
    """A smooth function that is refused where some entry is beyond an edge; half of the entries have none nearby."""
    rng = np.random.default_rng([seed, 10])
    refuse = REFUSALS[int(rng.integers(len(REFUSALS)))]
    smooth = draw(rng, int(rng.integers(1, 7)))
    n = smooth.x.size
    side = rng.choice([-1.0, 1.0], n)
    edge = smooth.x - side * np.where(np.arange(n) % 2 == 0, 10.0 ** rng.uniform(-6.0, -1.0, n), 1e3)

    def fun(x: AnyFloats) -> float:
        for t in side * (x - edge):
            refuse(float(t))
        return smooth.fun(x)

    hidden = rounding(smooth.size, np.minimum(smooth.length, ONE_SIDED))
    name = f"{smooth.name},{refuse.__name__.replace('_', ' ')} beyond {np.min(np.abs(smooth.x - edge)):.0e}"
    return smooth_member(name, fun, smooth.gradient, smooth.x, hidden)


def _overflowing_exp(seed: int) -> Member:
    """Sum of w math.exp(x), which raises OverflowError above 709.78; its slope changes e-fold over 1."""
    rng = np.random.default_rng([seed, 110])
    n = int(rng.integers(1, 4))
    x, w = 709.7 - 10.0 ** rng.uniform(-3.0, 1.0, n), rng.uniform(0.1, 0.3, n)

    def fun(at: AnyFloats) -> float:
        return float(sum(v * math.exp(t) for v, t in zip(w.tolist(), at.tolist(), strict=True)))

    def jac(at: AnyFloats) -> AnyFloats:
        return w * np.exp(at)

    return smooth_member(f"math.exp at {x.round(2).tolist()}", fun, jac, x, rounding(fun(x), np.full(n, ONE_SIDED)))


def _huge_squares(seed: int) -> Member:
    """w x^2 / 2 with values from 1e306 to 1e308, infinite a little further out; the length is x."""
    rng = np.random.default_rng([seed, 210])
    x, w = rng.uniform(1.0, 100.0, 1), float(rng.uniform(1.0, 2.0))
    w *= 10.0 ** float(rng.uniform(306.0, 308.0)) / float(x[0]) ** 2

    def fun(at: AnyFloats) -> float:
        with np.errstate(over="ignore"):
            return float(0.5 * w * at[0] ** 2)

    hidden = hidden_by(UNIT * fun(x), ONE_SIDED * x)
    return smooth_member(f"squares near {fun(x):.0e}", fun, lambda at: w * at, x, hidden, {})


FAMILIES: Final = (
    Family("exceptions outside of the domain", _raising),
    Family("OverflowError outside", _overflowing_exp, mistakes=("1 + 1e-5", "1.01", "sign", "neighbour")),
    Family("values near 1e308", _huge_squares, mistakes=("1 + 1e-5", "1.01", "sign")),
)
