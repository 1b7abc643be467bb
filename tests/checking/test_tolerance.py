"""How far a claimed slope may be off: by ``rtol`` where f is exact, by less than three digits where it is noisy."""

from __future__ import annotations

import math

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import FloatArray

X = np.linspace(0.2, 1.0, 5)


def sines(x: FloatArray) -> float:
    return float(np.sin(x).sum())


@pytest.mark.parametrize("method", [None, mg.AdaptiveDifference()], ids=["careful default", "adaptive"])
@pytest.mark.parametrize(
    ("off", "verdict"),
    [(0.004, mg.Verdict.PASS), (0.009, mg.Verdict.PASS), (-0.009, mg.Verdict.PASS), (0.012, mg.Verdict.FAIL)],
)
def test_a_tolerance_of_a_percent(method: mg.Differentiator | None, off: float, verdict: mg.Verdict) -> None:
    report = mg.check_gradient(sines, lambda x: (1.0 + off) * np.cos(x), X, rtol=0.01, differentiator=method, rng=0)
    assert report.verdict is verdict


def uneven(x: FloatArray) -> float:
    """sin(x) with noise of about 3e-5 that looks random and is the same for the same x."""
    place = math.sin(1e9 * math.pi * float(x[0])) * 43758.5453
    return float(np.sin(x[0])) + 1e-4 * (place - math.floor(place) - 0.5)


@pytest.mark.parametrize(
    ("off", "verdict"),
    [(0.0, mg.Verdict.PASS), (3e-4, mg.Verdict.PASS), (9e-4, mg.Verdict.INCONCLUSIVE), (0.5, mg.Verdict.FAIL)],
)
def test_a_slope_that_is_known_to_three_digits_confirms_three_digits(off: float, verdict: mg.Verdict) -> None:
    """The interval reaches 1e-3 of the slope: what is off by almost as much lies inside, and yet is not confirmed."""
    report = mg.check_gradient(uneven, lambda x: (1.0 + off) * np.cos(x), [0.7], rng=0)
    entry = report.worst[0]
    assert abs(entry.numeric - math.cos(0.7)) <= entry.bound < 1e-3
    assert report.verdict is verdict
