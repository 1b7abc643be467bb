"""A verdict does not depend on the units of f: all that counts is how a claim compares with what f shows."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import FloatArray

SIZES = pytest.mark.parametrize("size", [1e-8, 1.0, 1e8])
"""Units of f."""


def scatter(x: float) -> float:
    """Between -0.5 and 0.5, without any pattern, and the same for the same x."""
    place = math.sin(1e9 * math.pi * x) * 43758.5453
    return place - math.floor(place) - 0.5


def constant(claim: float) -> Callable[[FloatArray], FloatArray]:
    """A gradient with one entry that is always the same."""
    return lambda x: np.array([claim])


@SIZES
@pytest.mark.parametrize(
    ("noise", "verdicts"),
    [
        (0.0, ["pass", "fail", "fail", "fail", "fail"]),
        (1e-12, ["pass", "fail", "fail", "fail", "fail"]),
        (1e-10, ["pass", "pass", "fail", "fail", "fail"]),
        (1e-6, ["pass", "pass", "pass", "fail", "fail"]),
        (1e-4, ["inconclusive", "inconclusive", "inconclusive", "inconclusive", "fail"]),
        (1e-2, ["inconclusive"] * 5),
    ],
)
def test_at_the_vertex_of_a_noisy_parabola(size: float, noise: float, verdicts: list[str]) -> None:
    """The slope is 0 beside slopes of up to 1: it shows to about five times the noise, and must to 1e-4."""

    def verdict(claim: float) -> str:
        report = mg.check_gradient(
            lambda x: size * ((float(x[0]) - 1.0) ** 2 + noise * scatter(float(x[0]))),
            lambda x: np.array([size * claim]),
            [1.0],
            rng=0,
        )
        return str(report.verdict)

    assert [verdict(claim) for claim in (0.0, 1e-9, 1e-6, 1e-3, 1.0)] == verdicts


@SIZES
@pytest.mark.parametrize(
    ("distance", "right", "one_percent_off", "zero", "twice"),
    [
        (5e-3, "pass", "inconclusive", "fail", "fail"),
        (5e-4, "inconclusive", "inconclusive", "fail", "fail"),
        (5e-5, "inconclusive", "inconclusive", "inconclusive", "inconclusive"),
    ],
)
def test_beside_the_vertex_three_digits_are_asked_for(
    size: float, distance: float, right: str, one_percent_off: str, zero: str, twice: str
) -> None:
    """The slope is known to 5e-6 everywhere: to three digits where it is 1e-2, and to hardly one where it is 1e-4.
    A claim with the wrong sign is refuted at each."""

    def verdict(factor: float) -> str:
        report = mg.check_gradient(
            lambda x: size * ((float(x[0]) - 1.0) ** 2 + 1e-6 * scatter(float(x[0]))),
            lambda x: np.array([factor * size * 2.0 * distance]),
            [1.0 + distance],
            rng=0,
        )
        return str(report.verdict)

    assert [verdict(factor) for factor in (1.0, 1.01, 0.0, 2.0)] == [right, one_percent_off, zero, twice]
    assert verdict(-1.0) == "fail"


@pytest.mark.parametrize("length", [1e3, 1e6])
@pytest.mark.parametrize(
    ("noise", "verdicts"),
    [(1e-10, ["pass", "pass", "fail", "fail", "fail"]), (1e-4, ["inconclusive"] * 4 + ["fail"])],
)
def test_units_of_x_do_not_count_either(length: float, noise: float, verdicts: list[str]) -> None:
    """The same parabola; below 1 it would, since x may be small by accident."""

    def fun(x: FloatArray) -> float:
        return (float(x[0]) / length - 1.0) ** 2 + noise * scatter(float(x[0]) / length)

    claims = np.array([0.0, 1e-9, 1e-6, 1e-3, 1.0]) / length
    reports = [mg.check_gradient(fun, constant(claim), [length], rng=0) for claim in claims]
    assert [str(report.verdict) for report in reports] == verdicts


@SIZES
@pytest.mark.parametrize(("factor", "verdict"), [(1.0, "pass"), (1.001, "fail"), (0.0, "fail"), (-1.0, "fail")])
def test_on_one_side_a_wrong_slope_is_refuted_too(size: float, factor: float, verdict: str) -> None:
    inside = mg.check_gradient(
        lambda x: size * float(np.exp(x[0])), lambda x: factor * size * np.exp(x), [1.0], bounds=(1.0, 2.0), rng=0
    )
    assert str(inside.verdict) == verdict
    assert "taken on the one side on which fun exists" in inside.worst[0].reason


def test_a_block_that_is_only_unclear_is_not_said_to_hold_errors() -> None:
    text = "but no single entry could be shown to be wrong"
    unclear = mg.ScreenedBlock(
        "w", 9, mg.Verdict.INCONCLUSIVE, gap=1.0, bound=1.0, missed_if_doubled=0.5, missed_if_1_percent_off=1.0
    )
    apart = mg.ScreenedBlock(
        "w", 9, mg.Verdict.INCONCLUSIVE, gap=9.0, bound=1.0, missed_if_doubled=0.5, missed_if_1_percent_off=1.0
    )
    assert text not in str(unclear)
    assert text in str(apart)
