"""Losses that are nearly or exactly 0 because everything is confidently right.

On the way to them numbers of size 1 are rounded. log(1 + exp(-50)) is 0, its slope is not. Where such an intermediate
is, its rounding is all the noise there is: hidden = 8 u max(1, |z|) / length with u = 2^-53 and the largest output z
(the log-sum-exp form rounds that one too); the length is over which a loss changes e-fold: where z moves by 1. Forms
without such an intermediate hide 8 u f / length only, or 8 u f (1 + |z|) / length if they exponentiate a difference of
outputs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, final

import numpy as np

from examples.benchmarks.families.member import Family, Member, smooth_member
from examples.benchmarks.families.smooth_functions.classifiers import FORMS, classifier, loss_noise
from examples.benchmarks.families.visibility import UNIT, hidden_by
from examples.benchmarks.verdict_corpus.case import AnyFloats


@final
@dataclass(frozen=True)
class Tail:
    """A function of one number that saturates: its value, its slope without cancellation, and the range of x.

    Attributes:
        rounds_one: whether an intermediate of size 1 is rounded.
    """

    name: str
    value: Callable[[AnyFloats], AnyFloats]
    slope: Callable[[AnyFloats], AnyFloats]
    least: float
    most: float
    rounds_one: bool = True


def _sigmoid(x: AnyFloats) -> AnyFloats:
    return np.asarray(1.0 / (1.0 + np.exp(-x)))


def _falling(x: AnyFloats) -> AnyFloats:
    return np.asarray(-1.0 / (1.0 + np.exp(x)))


def _tanh_slope(x: AnyFloats) -> AnyFloats:
    return np.asarray(-4.0 * np.exp(-2.0 * x) / (1.0 + np.exp(-2.0 * x)) ** 2)


TAILS: Final = (
    Tail("log(1 + exp(-x))", lambda x: np.log(1.0 + np.exp(-x)), _falling, 20.0, 100.0),
    Tail("log1p(exp(-x))", lambda x: np.log1p(np.exp(-x)), _falling, 20.0, 100.0, rounds_one=False),
    Tail("1 - tanh(x)", lambda x: 1.0 - np.tanh(x), _tanh_slope, 5.0, 100.0),
    Tail("-log(sigmoid(x))", lambda x: -np.log(_sigmoid(x)), _falling, 5.0, 60.0),
    Tail("-log(1 - sigmoid(-x))", lambda x: -np.log(1.0 - _sigmoid(-x)), _falling, 5.0, 60.0),
)


def _tails(seed: int) -> Member:
    """Sum of w tail(x)."""
    rng = np.random.default_rng([seed, 6])
    tail, n = TAILS[int(rng.integers(len(TAILS)))], int(rng.integers(1, 5))
    x, w = rng.uniform(tail.least, tail.most, n), rng.uniform(0.5, 2.0, n)

    def fun(at: AnyFloats) -> float:
        with np.errstate(all="ignore"):
            return float(np.sum(w * tail.value(at)))

    def jac(at: AnyFloats) -> AnyFloats:
        return np.asarray(w * tail.slope(at))

    hidden = hidden_by(UNIT * (w * tail.rounds_one + fun(x)), np.ones(n))
    return smooth_member(f"{tail.name} at {', '.join(f'{v:.0f}' for v in x)}", fun, jac, x, hidden)


def _product(seed: int) -> Member:
    """1 minus a product of sigmoids."""
    rng = np.random.default_rng([seed, 106])
    n = int(rng.integers(2, 6))
    x = rng.uniform(3.0, 40.0, n)

    def jac(at: AnyFloats) -> AnyFloats:
        return np.asarray(float(np.prod(_sigmoid(at))) * _falling(at))

    hidden = hidden_by(np.full(n, n * UNIT), 1.0)
    return smooth_member(f"1 - product of {n} sigmoids", lambda at: 1.0 - float(np.prod(_sigmoid(at))), jac, x, hidden)


def _logits(seed: int) -> Member:
    """Softmax cross entropy of one sample: x are its logits, the right one ahead by 4 to 60, or by so much that the
    loss is 0."""
    rng = np.random.default_rng([seed, 206])
    n, form = int(rng.integers(2, 7)), FORMS[int(rng.integers(len(FORMS)))]
    x, right = rng.normal(size=n), np.eye(n)[int(rng.integers(n))]
    x = x + right * rng.uniform(4.0, 60.0)

    def fun(z: AnyFloats) -> float:
        with np.errstate(all="ignore"):
            return float(form.value(z[np.newaxis], right[np.newaxis])[0])

    def jac(z: AnyFloats) -> AnyFloats:
        return np.asarray(form.slope(z[np.newaxis], right[np.newaxis])[0])

    noise = loss_noise(form, x, fun(x))
    return smooth_member(
        f"{form.name} of {n} logits, loss {fun(x):.0e}", fun, jac, x, hidden_by(np.full(n, noise), 1.0)
    )


FAMILIES: Final = (
    Family("saturated functions", _tails),
    Family("product of sigmoids", _product),
    Family("confident logits", _logits),
    Family("trained classifiers", classifier),
)
