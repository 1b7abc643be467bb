"""One column of the outputs replaced: the values of the samples are those of the whole objective."""

from __future__ import annotations

import numpy as np
import pytest

from minigrad.objectives import MeanSquaredError, Objective, SoftmaxCrossEntropy, TargetKind
from minigrad.objectives.columns import RespondsToOneColumn, of_others
from tests.registry import OBJECTIVES


@pytest.mark.each("objective", [objective for objective in OBJECTIVES if isinstance(objective, RespondsToOneColumn)])
@pytest.mark.each("n_outputs", [2, 3, 7])
@pytest.mark.each("scale", [1e-3, 1.0, 1e3])
@pytest.mark.each("as_rows", [False, True])
def test_a_column_is_replaced(objective: Objective, n_outputs: int, scale: float, as_rows: bool) -> None:
    assert isinstance(objective, RespondsToOneColumn)
    rng = np.random.default_rng(n_outputs)
    outputs = scale * rng.normal(size=(5, n_outputs))
    rows = rng.dirichlet(np.ones(n_outputs), size=5)
    labels = objective.target_kind is TargetKind.CLASSES and not as_rows
    targets = objective.prepare(rows.argmax(axis=1) if labels else rows, outputs.shape)
    column = np.arange(2 * n_outputs) % n_outputs
    contents = scale * rng.normal(size=(column.size, 5))
    stack = np.repeat(outputs[np.newaxis], column.size, axis=0)
    stack[np.arange(column.size), :, column] = contents
    got = objective.column_values(outputs, targets)(column, contents)
    np.testing.assert_allclose(got, objective.sample_values(stack, targets), rtol=1e-12, atol=1e-15 * max(1.0, scale))


def test_a_class_that_is_certain_costs_nothing_and_one_that_is_missed_its_whole_distance() -> None:
    outputs = np.array([[0.0, -30.0, -40.0]])
    values = SoftmaxCrossEntropy().column_values(outputs, np.array([0]))
    got = values(np.array([0, 0, 0, 1]), np.array([[750.0], [0.0], [-750.0], [750.0]]))[:, 0]
    confident, distance = np.log1p(np.exp(-30.0) + np.exp(-40.0)), 720.0 + np.log1p(np.exp(-10.0))
    np.testing.assert_allclose(got, [0.0, confident, distance, 750.0], rtol=1e-14)


@pytest.mark.each("n", [2, 3, 6])
def test_all_others(n: int) -> None:
    rows = np.random.default_rng(n).normal(size=(n, 4))
    sums = [np.delete(rows, k, axis=0).sum(axis=0) for k in range(n)]
    logs = [np.log(np.exp(np.delete(rows, k, axis=0)).sum(axis=0)) for k in range(n)]
    np.testing.assert_allclose(of_others(np.add, rows, 0.0), sums, atol=1e-14)
    np.testing.assert_allclose(of_others(np.logaddexp, rows, -np.inf), logs, atol=1e-14)


def test_a_large_row_does_not_swallow_the_others() -> None:
    squares = np.array([[1e30], [1.0], [2.0]])
    np.testing.assert_array_equal(of_others(np.add, squares, 0.0), [[3.0], [1e30], [1e30]])
    outputs, targets = np.sqrt(squares.T), np.zeros((1, 3))
    values = MeanSquaredError().column_values(outputs, targets)(np.array([0]), np.array([[0.0]]))
    assert values == pytest.approx(1.0, rel=1e-15)
