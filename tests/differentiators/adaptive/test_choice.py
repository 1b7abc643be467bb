from __future__ import annotations

import numpy as np
import pytest

from minigrad.differentiators.adaptive.best_entry import NOISE_FACTOR, choose
from minigrad.differentiators.adaptive.ladder import RUNGS, offsets
from minigrad.differentiators.adaptive.richardson_table import Table, read, tableau


def table_of_geometric_series(height: float) -> Table:
    """f = 1 / (1 - t), whose derivatives at 0 are 1 and 2, in a window of this height."""
    t = height * offsets(np.arange(RUNGS), True).reshape(-1)
    return read(tableau(True, 1), ((1 / (1 - t) - 1) / t)[:, np.newaxis])


def test_without_noise_the_highest_order_wins_and_its_bound_holds() -> None:
    choice = choose(tableau(True, 1), table_of_geometric_series(0.2), np.array([1e-18]), np.array([0.2]), 1)
    assert abs(choice.value[0] - 1.0) <= choice.error[0] < 1e-7
    assert choice.noise[0] < choice.truncation[0]


def test_with_noise_a_coarse_entry_wins() -> None:
    table, height = table_of_geometric_series(0.2), np.array([0.2])
    quiet = choose(tableau(True, 1), table, np.array([1e-18]), height, 1)
    noisy = choose(tableau(True, 1), table, np.array([1e-3]), height, 1)
    assert noisy.noise[0] > noisy.truncation[0] > quiet.truncation[0]
    assert noisy.noise[0] < NOISE_FACTOR * 8 * 1e-3 / 0.2  # less than the last entry would have


def test_second_derivatives_are_scaled_by_the_signed_window() -> None:
    t = -0.1 * offsets(np.arange(RUNGS), False).reshape(-1)  # a line that is looked at below x
    table = read(tableau(False, 2), ((1 / (1 - t) - 1) / t)[:, np.newaxis])
    choice = choose(tableau(False, 2), table, np.array([1e-16]), np.array([-0.1]), 2)
    assert abs(choice.value[0] - 2.0) <= choice.error[0] < 1e-4


def test_take_keeps_lines_together() -> None:
    choice = choose(tableau(True, 1), table_of_geometric_series(0.1), np.array([1e-16]), np.array([0.1]), 1)
    assert choice.take(np.array([True])).error == pytest.approx(choice.error)
    assert choice.take(np.array([False])).value.size == 0
