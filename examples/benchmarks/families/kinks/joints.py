"""Joints: two smooth pieces that meet with one slope but another curvature, at x itself and near it.

Huber's loss, the squared hinge, smooth L1 and x |x| have a slope everywhere, which steps across the joint must not
blur.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from examples.benchmarks.families.kinks.terms import Term, separable, signed
from examples.benchmarks.families.member import Family, Member

Long: TypeAlias = np.longdouble
Piece: TypeAlias = Callable[[float], float]
Slope: TypeAlias = Callable[[Long], Long]
Joint: TypeAlias = tuple[str, Piece, Slope, float, float]
"""Name, function, slope, where the two pieces meet, and by how much the second derivative jumps there."""

DELTA = 0.75
"""Where Huber's loss becomes linear."""

JOINTS: tuple[Joint, ...] = (
    (
        "Huber",
        lambda u: 0.5 * u * u if abs(u) <= DELTA else DELTA * (abs(u) - 0.5 * DELTA),
        lambda u: np.minimum(np.maximum(u, Long(-DELTA)), Long(DELTA)),
        DELTA,
        1.0,
    ),
    ("squared hinge", lambda u: max(0.0, 1.0 - u) ** 2, lambda u: -2 * np.maximum(Long(0), 1 - u), 1.0, 2.0),
    (
        "smooth L1",
        lambda u: 0.5 * u * u / 0.25 if abs(u) < 0.25 else abs(u) - 0.125,
        lambda u: np.minimum(np.maximum(4 * u, Long(-1)), Long(1)),
        -0.25,
        4.0,
    ),
    ("x |x|", lambda u: u * abs(u), lambda u: 2 * abs(u), 0.0, 4.0),
    ("squared ReLU", lambda u: max(u, 0.0) ** 2, lambda u: 2 * np.maximum(u, Long(0)), 0.0, 2.0),
    ("ELU", lambda u: u if u > 0.0 else float(np.expm1(u)), lambda u: np.exp(np.minimum(u, Long(0))), 0.0, 1.0),
    ("squared clip", lambda u: min(u, 1.0) * (2.0 - min(u, 1.0)), lambda u: 2 - 2 * np.minimum(u, Long(1)), 1.0, 2.0),
)


def term(rng: np.random.Generator, joint: Joint, distance: float) -> Term:
    """weight * joint(x - c) with x - c at this distance from the joint; all exact where the distance is 0."""
    _, fun, slope, place, bend = joint
    c, weight = float(np.round(64.0 * rng.normal()) / 64.0), signed(rng, 0.1, 10.0)
    x = c + place + distance
    exact = float(Long(weight) * slope(Long(x) - Long(c)))
    size = abs(weight) * (abs(fun(x - c)) + abs(x) + 0.1)
    # seen from further away, the piece behind the joint goes on to another slope at x: as a kink of this size does
    kink = (abs(distance), abs(weight) * bend * abs(distance))
    return Term(
        lambda t: weight * fun(t - c), lambda t: weight * float(slope(Long(t - c))), x, exact, exact, size, (kink,)
    )


def _make(seed: int, near: bool) -> Member:
    rng = np.random.default_rng([seed, 831 + near])
    joints = [JOINTS[int(k)] for k in rng.integers(0, len(JOINTS), int(rng.integers(1, 7)))]
    terms = [term(rng, joint, signed(rng, 1e-8, 1e-2) if near else 0.0) for joint in joints]
    return separable(" + ".join(joint[0] for joint in joints), terms)


def at(seed: int) -> Member:
    """Up to six terms, each exactly at its joint."""
    return _make(seed, near=False)


def near(seed: int) -> Member:
    """Up to six terms at 1e-8 to 1e-2 from their joints."""
    return _make(seed, near=True)


FAMILIES = (Family("joints at x", at), Family("joints near x", near))
