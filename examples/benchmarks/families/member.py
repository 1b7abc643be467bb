"""One function at one point, its exact slopes there, and the gradients that a checker is shown.

A family is a seeded generator of members: ``family.make(seed)`` is the same member for everyone. Even seeds are for
tuning, odd ones for the report.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import final

import numpy as np

from examples.benchmarks.verdict_corpus.case import AnyFloats, Fun, Jac, Label
from examples.benchmarks.wrong_gradients import with_entry
from minigrad.arrays import Float64Array


@final
@dataclass(frozen=True)
class Member:
    """A function of n numbers at a point.

    Attributes:
        name: says what it is, and with which numbers it was made.
        fun: what a user would pass; pure unless the family is about impurity.
        jac: its right gradient as one writes it by hand.
        x: (n,) the point.
        left, right: (n,) the exact slopes from below and from above; equal where fun has a slope, NaN where it has
            none.
        hidden: (n,) an error of the slope up to this cannot be seen in values of fun, because of its rounding or noise;
            0 where float64 rounding of the values themselves is all there is.
        wrong: gradients that are wrong in this family's own way, by name, besides those that every family has.
    """

    name: str
    fun: Fun
    jac: Jac
    x: AnyFloats
    left: Float64Array
    right: Float64Array
    hidden: Float64Array
    wrong: dict[str, Jac] = field(default_factory=dict)

    @property
    def smooth(self) -> bool:
        """Whether every coordinate has one slope."""
        return bool(np.array_equal(self.left, self.right))


def smooth_member(
    name: str, fun: Fun, jac: Jac, x: AnyFloats, hidden: Float64Array, wrong: dict[str, Jac] | None = None
) -> Member:
    """A member whose function has one slope in every coordinate: the one that its gradient by hand says."""
    truth = np.asarray(jac(x), dtype=np.float64)
    return Member(name, fun, jac, x, truth, truth, hidden, wrong or {})


@final
@dataclass(frozen=True)
class Claim:
    """A gradient that a checker is shown.

    Attributes:
        kind: "right", or the mistake.
        label: what it is; UNDECIDABLE where fun has a kink or a jump at x itself.
        jac: the gradient.
        visible: whether values of fun can tell it from the right one.
    """

    kind: str
    label: Label
    jac: Jac
    visible: bool = True


@final
@dataclass(frozen=True)
class Family:
    """Functions of one kind.

    Attributes:
        name: a few words.
        make: a member from a seed.
        least_covered: the share of error bounds that must hold.
        mistakes: which of the mistakes that any gradient can have make sense here.
    """

    name: str
    make: Callable[[int], Member]
    least_covered: float = 0.995
    mistakes: tuple[str, ...] = ("1 + 1e-5", "1.01", "2", "sign", "neighbour")


FACTORS = {"1 + 1e-5": 1.0 + 1e-5, "1.01": 1.01, "2": 2.0, "sign": -1.0}


def claims(family: Family, member: Member, seed: int) -> list[Claim]:
    """The right gradient, and each mistake of the family in one entry that the seed chooses among those that are not
    zero."""
    truth = 0.5 * (member.left + member.right)
    found = [Claim("right", Label.RIGHT if member.smooth else Label.UNDECIDABLE, member.jac)]
    candidates = np.flatnonzero((member.left == member.right) & (truth != 0.0))
    if candidates.size:
        entry = int(np.random.default_rng([seed, 77]).choice(candidates))
        for kind in family.mistakes:
            wrong = _mistaken(kind, truth, entry)
            if wrong is not None:
                error = abs(wrong - truth[entry])
                found.append(
                    Claim(kind, Label.WRONG, with_entry(member.jac, entry, wrong), error > 10.0 * member.hidden[entry])
                )
    for kind, jac in member.wrong.items():
        found.append(Claim(kind, Label.WRONG, jac))
    return found


def _mistaken(kind: str, truth: Float64Array, entry: int) -> float | None:
    if kind in FACTORS:
        return float(truth[entry] * FACTORS[kind])
    other = float(truth[(entry + 1) % truth.size])
    return other if truth.size > 1 and abs(other - truth[entry]) > 1e-6 * abs(truth[entry]) else None
