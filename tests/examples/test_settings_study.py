"""The study of the adaptive method's settings runs, and leaves them as they were."""

from __future__ import annotations

import pytest

import minigrad as mg
from examples.benchmarks.differentiation.settings_study import main


def test_a_small_study(capsys: pytest.CaptureFixture[str]) -> None:
    before = mg.AdaptiveDifference().estimate_derivative(abs, 0.3)
    main(["noise_factor"], seeds=[0], parts=["smooth"], every=100)
    rows = capsys.readouterr().out.splitlines()
    assert [row[:40].strip() for row in rows] == ["", "as they are", "noise_factor 18 -> 9", "noise_factor 18 -> 36"]
    idle = [float(row.split()[-1]) for row in rows[1:]]
    assert idle[1] < idle[0] < idle[2]  # bounds are as wide as the factor says
    after = mg.AdaptiveDifference().estimate_derivative(abs, 0.3)
    assert float(after.error) == float(before.error)
