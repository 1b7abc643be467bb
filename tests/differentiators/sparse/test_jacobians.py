"""Sparse Jacobians: the values of the dense ones, from as few points as the colours need."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable

import numpy as np
import pytest
import scipy.sparse

import minigrad as mg
from minigrad.arrays import Float64Array
from minigrad.probes.workers.worker_types import R, T
from tests.counted import Counted
from tests.differentiators.sparse.problems import PROBLEMS, broyden, broyden_jacobian

METHODS: dict[str, mg.Differentiator] = {
    "forward": mg.ForwardDifference(),
    "central": mg.CentralDifference(order=4),
    "richardson": mg.Richardson(mg.CentralDifference()),
    "adaptive": mg.AdaptiveDifference(),
    "robust": mg.RobustDifference(),
    "complex": mg.ComplexStep(),
}


@pytest.mark.each("problem", list(PROBLEMS))
@pytest.mark.each("method", list(METHODS))
def test_the_values_are_those_of_the_dense_jacobian_and_within_their_bounds(problem: str, method: str) -> None:
    fun, _, x, sparsity, _ = PROBLEMS[problem]
    expected, own = PROBLEMS[problem].expected, METHODS[method]
    if method == "robust" and problem != "empty":
        return  # 120 evaluations for each entry
    estimate = own.estimate_jacobian(fun, x, sparsity=sparsity)
    assert estimate.value.shape == expected.shape
    assert (np.abs(estimate.value - expected) <= estimate.error + 1e-15).all()
    np.testing.assert_allclose(own.jacobian(fun, x, sparsity=sparsity), expected, rtol=1e-6, atol=1e-6)
    pattern = np.zeros(expected.shape) + (expected != 0)
    assert not estimate.value[pattern == 0].any()
    dense = own.estimate_jacobian(fun, x)
    np.testing.assert_allclose(estimate.value, dense.value, rtol=1e-12, atol=1e-12 if method != "forward" else 1e-7)


@pytest.mark.each("problem", list(PROBLEMS))
def test_two_points_for_each_colour_and_four_along_a_direction(problem: str) -> None:
    fun, _, x, sparsity, colours = PROBLEMS[problem]
    values = Counted(fun)
    mg.CentralDifference().jacobian(values, x, sparsity=sparsity)
    verification = 0 if problem == "one" else 4
    assert values.calls == 1 + 2 * colours + verification


def test_bounds_are_kept_by_every_column_and_the_values_stay_right() -> None:
    x = np.linspace(0.0, 1.0, 8)

    def fun(point: Float64Array) -> Float64Array:
        assert point.min() >= 0.0
        assert point.max() <= 1.0
        return broyden(point)

    for name, method in METHODS.items():
        if name == "complex":
            continue  # its imaginary steps go nowhere
        estimate = method.estimate_jacobian(fun, x, sparsity="tridiagonal", bounds=(0.0, 1.0))
        assert (np.abs(estimate.value - broyden_jacobian(x)) <= estimate.error + 1e-15).all(), name
        assert estimate.error.max() < 1e-4, name


@pytest.mark.each("raises", [True, False])
def test_a_coordinate_at_the_edge_of_the_domain_does_not_spoil_the_others(raises: bool) -> None:
    """x[4] is 1e-7 above 0, where the root ends; all others are of one colour with it, or next to it."""
    x = np.array([1.0, 2.0, 3.0, 1.0, 1e-7, 2.0, 1.0, 3.0, 1.0])

    def fun(point: Float64Array) -> Float64Array:
        if point.min() < 0:
            if raises:
                raise ValueError("a negative number")
            return np.full(point.size, np.nan)
        return np.sqrt(point)

    estimate = mg.AdaptiveDifference().estimate_jacobian(fun, x, sparsity="diagonal")
    expected = np.diag(0.5 / np.sqrt(x))
    assert (np.abs(estimate.value - expected) <= estimate.error).all()
    np.testing.assert_allclose(estimate.value, expected, rtol=1e-9)
    assert estimate.evaluations < 200


def test_a_point_outside_the_domain_is_named_with_all_that_moved() -> None:
    def fun(point: Float64Array) -> Float64Array:
        if point.max() > 1.0:
            raise OSError("no such point")
        return point

    with pytest.raises(OSError, match="no such point") as caught:
        mg.CentralDifference().jacobian(fun, [1.0, 0.5, 0.25], sparsity="diagonal")
    note = "`fun` was called with x[0] and 2 others moved at once, the first by "
    assert caught.value.__notes__[0].startswith(note)


def test_workers_and_stacks_of_points_give_the_same_numbers() -> None:
    x = np.linspace(-1.0, 1.0, 12)
    expected = mg.AdaptiveDifference().jacobian(broyden, x, sparsity="tridiagonal")
    stacks: list[int] = []

    def stacked(points: Float64Array) -> Float64Array:
        stacks.append(len(points))
        return np.stack([broyden(point) for point in points])

    got = mg.AdaptiveDifference().jacobian(stacked, x, sparsity="tridiagonal", vectorized=True)
    np.testing.assert_array_equal(got, expected)
    assert max(stacks) >= 6

    def elsewhere(run: Callable[[T], R], tasks: Iterable[T], /) -> Iterable[R]:
        return [run(pickle.loads(pickle.dumps(task))) for task in tasks]

    got = mg.AdaptiveDifference().jacobian(broyden, x, sparsity="tridiagonal", workers=elsewhere)
    np.testing.assert_array_equal(got, expected)


def test_args_are_handed_on() -> None:
    def scaled(x: Float64Array, factor: float) -> Float64Array:
        return factor * x**2

    got = mg.CentralDifference().jacobian(scaled, [1.0, 2.0], args=(3.0,), sparsity="diagonal")
    np.testing.assert_allclose(got, [[6.0, 0.0], [0.0, 12.0]], atol=1e-8)
    entries = mg.CentralDifference().sparse_jacobian(scaled, [1.0, 2.0], "diagonal", args=(3.0,))
    np.testing.assert_allclose(entries.values, [6.0, 12.0], atol=1e-8)


def test_twenty_thousand_unknowns_without_a_dense_array() -> None:
    x = np.linspace(-1.0, 1.0, 20_000)
    values = Counted(broyden)
    entries = mg.CentralDifference().sparse_jacobian(values, x, "tridiagonal", with_error=False)
    assert entries.evaluations == values.calls == 11
    matrix = scipy.sparse.coo_array((entries.values, (entries.rows, entries.columns)), entries.shape)
    np.testing.assert_allclose(matrix.diagonal(), 3 - 4 * x, atol=1e-8)
    np.testing.assert_allclose(matrix.diagonal(1), -2.0, atol=1e-8)
    np.testing.assert_allclose(matrix.diagonal(-1), -1.0, atol=1e-8)
    assert matrix.nnz == 3 * x.size - 2


def test_sparse_entries_have_bounds_and_make_the_dense_array() -> None:
    fun, _, x, sparsity, _ = PROBLEMS["blocks"]
    entries = mg.CentralDifference().sparse_jacobian(fun, x, sparsity)
    expected = PROBLEMS["blocks"].expected
    assert entries.shape == expected.shape
    np.testing.assert_allclose(entries.toarray(), expected, atol=1e-7)
    assert (np.abs(entries.values - expected[entries.rows, entries.columns]) <= entries.errors).all()
    assert (entries.status < mg.Status.NOT_RESOLVED).all()
    assert repr(entries).startswith("<SparseJacobian of shape (6, 9): 15 entries, errors up to ")
    again = Counted(fun)
    mg.CentralDifference().sparse_jacobian(again, x, sparsity, with_error=False, verify=False)
    assert again.calls == 1 + 2 * 3
