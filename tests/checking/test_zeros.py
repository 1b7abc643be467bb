"""What is said of a gradient of zeros, and of parameters that do not fit."""

from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg

X = np.array([0.5, -1.5, 2.0])


def test_a_gradient_of_zeros_does_not_hide_that_fun_uses_another_array() -> None:
    weights = X.copy()
    with pytest.warns(mg.IgnoredArgumentWarning, match="`weights`"):
        report = mg.check_gradient(lambda x: float(weights @ weights), np.zeros_like, X, rng=0)
    found = {finding.kind: finding.verdict for finding in report.findings}
    assert found[mg.FindingKind.FUN_IGNORES_X] is mg.Verdict.INCONCLUSIVE
    assert report.verdict is mg.Verdict.INCONCLUSIVE
    assert "`weights`, which holds the same numbers as x" in str(report)


def test_a_constant_with_a_gradient_of_zeros_is_right() -> None:
    report = mg.check_gradient(lambda x: 4.0, np.zeros_like, X, rng=0)
    assert report.passed
    assert [finding.kind for finding in report.findings] == [mg.FindingKind.STATIONARY]


def test_parameters_of_another_shape_are_refused_by_name() -> None:
    params = {"weight": np.ones((2, 3)), "bias": np.ones(2)}
    with pytest.raises(ValueError, match=r"`weight` must have shape \(3, 2\), got \(2, 3\)"):
        mg.verify_layer(mg.Dense(3, 2), np.ones((4, 3)), params=params, rng=0)
