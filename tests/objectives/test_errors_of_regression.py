"""MeanAbsoluteError and Huber: by hand, at their kinks, and at large errors."""

from __future__ import annotations

import numpy as np
import pytest

from minigrad.objectives import Huber, MeanAbsoluteError, MeanSquaredError

OUTPUTS, TARGETS = np.array([[1.0, -2.0], [3.0, 5.0]]), np.array([[0.5, -2.0], [0.0, 7.0]])


def test_by_hand() -> None:
    assert MeanAbsoluteError().value(OUTPUTS, TARGETS) == (0.25 + 2.5) / 2
    np.testing.assert_array_equal(MeanAbsoluteError().gradient(OUTPUTS, TARGETS), [[0.25, 0.0], [0.25, -0.25]])
    assert Huber(delta=2.0).value(OUTPUTS, TARGETS) == (0.125 / 2 + (4.0 + 2.0) / 2) / 2
    np.testing.assert_array_equal(Huber(delta=2.0).gradient(OUTPUTS, TARGETS), [[0.125, 0.0], [0.5, -0.5]])


def test_an_output_on_its_target_has_a_subgradient_of_zero() -> None:
    np.testing.assert_array_equal(MeanAbsoluteError().gradient([[3.0, -0.0]], [[3.0, 0.0]]), [[0.0, 0.0]])


def test_between_half_of_the_squared_error_and_delta_times_the_absolute_error() -> None:
    assert Huber(delta=3.0).value(OUTPUTS, TARGETS) == MeanSquaredError().value(OUTPUTS, TARGETS) / 2
    small = 2.0**-30
    assert Huber(delta=small).value(OUTPUTS, TARGETS) / small == pytest.approx(
        MeanAbsoluteError().value(OUTPUTS, TARGETS), rel=2 * small
    )


@pytest.mark.each("objective", [MeanAbsoluteError(), Huber(delta=1.0)])
@pytest.mark.each("error", [1e3, 1e200, 1.5e308])
def test_large_errors_are_not_squared(objective: MeanAbsoluteError | Huber, error: float) -> None:
    assert objective.value([[-error]], [[0.0]]) == pytest.approx(error, rel=1e-3)
    assert objective.gradient([[-error]], [[0.0]]) == -1.0
