"""Sparsity patterns, and colours for their columns."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse

import minigrad as mg
from minigrad.arrays import Float64Array
from minigrad.probes.outputs.colouring import colours_of
from minigrad.probes.outputs.patterns import SparsityLike, as_sparsity
from tests.failures import Failures

COO = scipy.sparse.coo_array(([1.0, -1.0, 0.0], ([1, 1, 0], [0, 0, 2])), (2, 3))
"""The entry (1, 0) twice, which add up to 0, and an explicit 0 at (0, 2)."""


def test_patterns_in_every_form() -> None:
    failures = Failures()
    given: list[tuple[SparsityLike, list[tuple[int, int]]]] = [
        (np.array([[0.0, 0.0, 2.0], [-1.0, 0.0, 0.0]]), [(0, 2), (1, 0)]),
        ([[0, 0, 1], [1, 0, 0]], [(0, 2), (1, 0)]),
        (np.array([[False, False, True], [True, False, False]]), [(0, 2), (1, 0)]),
        ([[0.0, 0.0, np.nan], [1.0, 0.0, 0.0]], [(0, 2), (1, 0)]),
        (COO, [(0, 2), (1, 0)]),
        (COO.tocsr(), [(0, 2), (1, 0)]),
        (scipy.sparse.csc_matrix(np.array([[0, 0, 1], [1, 0, 0]])), [(0, 2), (1, 0)]),
        (np.zeros((2, 3)), []),
    ]
    for value, places in given:
        with failures.of(value):
            pattern = as_sparsity(value, (2, 3))
            assert list(zip(pattern.rows.tolist(), pattern.columns.tolist(), strict=True)) == places
    for name, k in (("diagonal", 0), ("tridiagonal", 1)):
        with failures.of(name):
            pattern = as_sparsity(name, (4, 4))
            band = np.abs(np.subtract.outer(np.arange(4), np.arange(4))) <= k
            assert (np.argwhere(band) == np.stack([pattern.rows, pattern.columns], axis=1)).all()
    failures.report()


WRONG: list[tuple[SparsityLike, type[Exception], str]] = [
    (np.ones((3, 2)), ValueError, r"`sparsity` must have shape \(2, 3\): .* got \(3, 2\); it is transposed"),
    (scipy.sparse.eye_array(4), ValueError, r"`sparsity` must have shape \(2, 3\): .* got \(4, 4\)"),
    (np.ones(3), ValueError, r"`sparsity` must have shape \(2, 3\): .* got \(3,\)"),
    ("tridiagonal", ValueError, "`sparsity` = 'tridiagonal' needs as many outputs as entries of x, got 2 and 3"),
    ("banded", ValueError, "`sparsity` must be 'tridiagonal' or 'diagonal' where it is a text, got 'banded'"),
    (1.0, ValueError, r"`sparsity` must have shape \(2, 3\): .* got \(\)"),
    ([["a", "b", "c"], ["a", "b", "c"]], TypeError, "`sparsity` must be an array of numbers or truth values"),
    ([[1, 0, 0], [1]], ValueError, "`sparsity` must be a rectangular array"),
]


@pytest.mark.each(("value", "error", "text"), WRONG)
def test_patterns_that_do_not_fit(value: SparsityLike, error: type[Exception], text: str) -> None:
    def fun(x: Float64Array) -> Float64Array:
        return x[:2]

    with pytest.raises(error, match=text):
        mg.CentralDifference().jacobian(fun, [1.0, 2.0, 3.0], sparsity=value)


def test_no_row_has_two_columns_of_one_colour_and_few_colours_are_needed() -> None:
    grid = np.kron(np.eye(9), np.eye(9, k=1) + np.eye(9, k=-1))
    rng = np.random.default_rng(0)
    patterns: list[tuple[str, Float64Array, int]] = [
        ("band of five", sum((np.eye(30, k=k) for k in range(-2, 3)), np.zeros((30, 30))), 5),
        ("5-point grid", grid + grid.reshape(9, 9, 9, 9).transpose(1, 0, 3, 2).reshape(81, 81) + np.eye(81), 7),
        ("a full row", np.eye(6) + np.eye(6)[:, :1] @ np.ones((1, 6)), 6),
        ("a full column", np.eye(6) + np.ones((6, 1)) @ np.eye(6)[:1], 2),
        ("random", np.asarray(rng.random((50, 70)) < 0.03, np.float64), 9),
        ("nothing", np.zeros((4, 5)), 1),
    ]
    failures = Failures()
    for name, array, most in patterns:
        with failures.of(name):
            colours = colours_of(as_sparsity(array, (array.shape[0], array.shape[1])))
            assert colours.shape == (array.shape[1],)
            assert colours.max() + 1 <= most
            for row in array:
                own = colours[row != 0]
                assert np.unique(own).size == own.size
    failures.report()
