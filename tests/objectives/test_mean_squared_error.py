"""MeanSquaredError: by hand, and the mistake that broadcasting would hide."""

from __future__ import annotations

import numpy as np
import pytest

from minigrad.objectives import MeanSquaredError

OBJECTIVE = MeanSquaredError()


def test_by_hand() -> None:
    outputs, targets = np.array([[1.0, 2.0], [3.0, 5.0]]), np.array([[0.0, 2.0], [3.0, 1.0]])
    assert OBJECTIVE.value(outputs, targets) == (0.5 + 8.0) / 2
    np.testing.assert_array_equal(OBJECTIVE.gradient(outputs, targets), [[0.5, 0.0], [0.0, 2.0]])


def test_the_books_sum_of_squares_is_features_over_two_times_this() -> None:
    outputs = np.array([0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0])
    targets = np.array([0, 0, 1, 0, 0, 0, 0, 0, 0, 0])
    assert 10 / 2 * OBJECTIVE.value(outputs, targets) == pytest.approx(0.0975, rel=1e-14)  # the book, section 4.2.1


def test_a_vector_of_targets_is_not_broadcast_against_a_column_of_outputs() -> None:
    with pytest.raises(
        ValueError, match=r"must be rows of shape \(3, 1\), got shape \(3,\); use targets\[:, np.newaxis\]"
    ):
        OBJECTIVE.value(np.zeros((3, 1)), np.zeros(3))
