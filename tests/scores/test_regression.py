"""R2 and errors of a regression; the expected numbers are those of scikit-learn's documentation."""

from __future__ import annotations

import json
from math import isnan, nan, sqrt

import pytest

import minigrad as mg

TRUE, OUTPUTS = [3.0, -0.5, 2.0, 7.0], [2.5, 0.0, 2.0, 8.0]


def test_errors_beside_those_of_a_guess() -> None:
    report = mg.regression_report(OUTPUTS, TRUE)
    assert report.r2 == pytest.approx(0.9486081370449679)
    assert report.mean_absolute_error == pytest.approx(0.5)
    assert report.rms_error == pytest.approx(sqrt(0.375))
    assert report.guess == pytest.approx(2.875)
    assert mg.regression_report([2.875] * 4, TRUE).r2 == pytest.approx(0.0)
    assert report.guess_rms_error == pytest.approx(sqrt(7.296875))
    column = mg.regression_report([[each] for each in OUTPUTS], [[each] for each in TRUE], guess=2.0)
    assert column.r2 == report.r2
    assert column.guess_mean_absolute_error == pytest.approx((1 + 2.5 + 0 + 5) / 4)
    again = mg.RegressionReport.from_dict(json.loads(json.dumps(report.to_dict())))
    assert again.to_dict() == report.to_dict()


def test_equal_targets_and_numbers_near_the_limits() -> None:
    report = mg.regression_report([0.1, 0.1, 0.4], [0.1] * 3)
    assert isnan(report.r2)
    assert str(report).startswith("no R2, since all targets are equal, mean absolute error 0.1, RMS error 0.17")
    assert report.rms_error == pytest.approx(0.3 / sqrt(3))
    huge = mg.regression_report([3e200, 1e200], [1e200, 3e200])
    assert huge.rms_error == pytest.approx(2e200)
    assert huge.r2 == pytest.approx(-3.0)
    tiny = mg.regression_report([3e-200, 1e-200], [1e-200, 3e-200])
    assert tiny.rms_error == pytest.approx(2e-200, rel=1e-9, abs=0.0)


def test_wrong_arguments() -> None:
    with pytest.raises(ValueError, match=r"`outputs` must have shape \(2,\), got \(1,\)"):
        mg.regression_report([1.0], [1.0, 2.0])
    with pytest.raises(ValueError, match=r"`outputs` must be one number for each sample, .* got \(1, 2\)"):
        mg.regression_report([[1.0, 2.0]], [1.0])
    with pytest.raises(ValueError, match="`outputs` must be finite, got nan at index 0"):
        mg.regression_report([nan], [1.0])
    with pytest.raises(TypeError, match="`guess` must be a number, got 'mean'"):
        mg.regression_report([1.0], [1.0], guess="mean")  # type: ignore[arg-type]  # a mistake that users make
