"""One entry among different other entries, on which its verdict must not depend.

Its companions contribute exactly 0 at the point, so that f takes the very same values along the entry in every company.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

import minigrad as mg
from examples.benchmarks.families.kinks.curves import draw
from examples.benchmarks.families.kinks.joints import JOINTS
from examples.benchmarks.families.kinks.joints import term as joint
from examples.benchmarks.families.kinks.piecewise import polygon
from examples.benchmarks.families.kinks.small_kinks import term as small_kink
from examples.benchmarks.families.kinks.terms import Term, distances, log_uniform, separable, signed
from examples.benchmarks.families.member import Family, Member
from examples.benchmarks.wrong_gradients import with_entry

COMPANIES = ("alone", "smooth", "kinked", "noisy", "constant or huge")

FACTORS = (1.0, 1.0, 1.0 + 1e-7, 1.0 + 1e-5, 1.01, -1.0)
"""What the claim on the entry is multiplied by; some are right."""

NOISE = 1e-6
"""Of the noisy companions' values."""


def _subject(rng: np.random.Generator) -> Term:
    """The entry of interest: smooth, of a tiny slope, near a kink or at one, at a joint, or on a large offset."""
    kind, (curve, x) = int(rng.integers(7)), draw(rng)
    if kind == 0:
        return small_kink(rng, 1e-10, 1e-4)
    if kind == 1:
        return joint(rng, JOINTS[int(rng.integers(len(JOINTS)))], float(rng.choice([0.0, signed(rng, 1e-8, 1e-2)])))
    if kind in (2, 3):
        kinks = x + distances(rng, int(rng.integers(1, 6)), 1e-9, 1e-2) * float(kind == 2 or rng.random() < 0.5)
        return polygon(signed(rng, 0.1, 10.0), 1.0, distances(rng, kinks.size, 1e-3, 3.0), kinks, x)
    offset, scale = ((0.0, 1.0), (signed(rng, 1.0, 1e8), 1.0), (1.0, log_uniform(rng, 1e-10, 1e-4)))[kind - 4]
    slope = float(scale * curve.exact(x))
    size = abs(offset) + scale * abs(curve.value(x))
    return Term(
        lambda t: offset + scale * curve.value(t), lambda t: scale * float(curve.exact(t)), x, slope, slope, size
    )


def _companion(rng: np.random.Generator, company: str) -> Term:
    """A term that is exactly 0 at its point."""
    x, slope = signed(rng, 0.1, 10.0), signed(rng, 0.1, 10.0)
    if company == "smooth":
        return Term(
            lambda t: slope * float(np.sin(t - x)), lambda t: slope * float(np.cos(t - x)), x, slope, slope, 0.0
        )
    if company == "kinked":
        return Term(lambda t: slope * abs(t - x), lambda t: slope * float(np.sign(t - x)), x, -slope, slope, 0.0)
    if company == "noisy":
        return Term(
            lambda t: slope * (t - x) + NOISE * _hash(t) * (t != x),
            lambda t: slope,
            x,
            slope,
            slope,
            0.0,
            noise=4.0 * NOISE,
        )
    if rng.random() < 0.5:
        return Term(lambda t: 0.0, lambda t: 0.0, x, 0.0, 0.0, 0.0)
    huge = 1e9 * slope
    return Term(lambda t: huge * (t - x), lambda t: huge, x, huge, huge, 0.0)


def _hash(t: float) -> float:
    return zlib.crc32(np.float64(t).tobytes()) / 2.0**31 - 1.0


def companies(seed: int) -> list[tuple[Member, int]]:
    """The same entry, with the same claim, in each company, and its place there."""
    rng = np.random.default_rng([seed, 851])
    subject = _subject(rng)
    found = []
    for name in COMPANIES:
        others = [_companion(rng, name) for _ in range(0 if name == "alone" else int(rng.integers(2, 8)))]
        place = int(rng.integers(len(others) + 1))
        found.append((separable(name, [*others[:place], subject, *others[place:]]), place))
    return found


def make(seed: int) -> Member:
    """One of the companies, for the other tables."""
    return companies(seed)[seed // 2 % len(COMPANIES)][0]


@final
@dataclass(frozen=True)
class Agreement:
    """What was said of each entry in its companies.

    Attributes:
        said: for each seed, the verdict on the entry in each company.
    """

    said: tuple[tuple[str, ...], ...]

    @property
    def same(self) -> int:
        """Entries with one verdict everywhere."""
        return sum(len(set(row)) == 1 for row in self.said)

    @property
    def contradictory(self) -> int:
        """Entries that pass in one company and fail in another."""
        return sum({"pass", "fail"} <= set(row) for row in self.said)

    @override
    def __str__(self) -> str:
        return (
            f"the same verdict in {len(COMPANIES)} companies: {self.same} of {len(self.said)}; PASS and FAIL: "
            f"{self.contradictory}"
        )


def agreement(seeds: Sequence[int]) -> Agreement:
    """Check each entry in each of its companies."""
    return Agreement(tuple(tuple(_said(member, place, seed) for member, place in companies(seed)) for seed in seeds))


def _said(member: Member, place: int, seed: int) -> str:
    claim = float(member.jac(member.x)[place]) * FACTORS[int(np.random.default_rng([seed, 852]).integers(len(FACTORS)))]
    report = mg.check_gradient(member.fun, with_entry(member.jac, place, claim), member.x, rng=0)
    # the report lists at least twenty entries, which are all that there are here
    return next(str(entry.verdict.value) for entry in report.worst if entry.index == (place,))


FAMILIES = (Family("an entry in company", make),)
