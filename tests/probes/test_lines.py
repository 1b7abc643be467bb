"""The lines through x: which point a step leads to, and how much room there is."""

from __future__ import annotations

from typing import cast

import numpy as np
import pytest

from minigrad.arrays import Float64Array, IntArray
from minigrad.differentiators.estimate import Estimate
from minigrad.differentiators.hessian import mixed_lines
from minigrad.differentiators.pair_lines import PairLines
from minigrad.probes.lines import CoordinateLines, DirectionLine
from minigrad.probes.origin import Origin, coordinate_name

EPS = 2.0**-52


def _ints(*values: int) -> IntArray:
    return np.array(values, np.int64)


def _origin(x: Float64Array, lower: float | None = None, upper: float | None = None) -> Origin:
    if lower is None or upper is None:
        return Origin(x, EPS)
    return Origin(x, EPS, np.full(x.shape, lower), np.full(x.shape, upper))


X = np.array([[1.0, -2.0, 0.0], [4.0, 0.5, -8.0]])


def test_coordinate_lines() -> None:
    lines = CoordinateLines.all(_origin(X, -10.0, 5.0))
    geometry = lines.geometry()
    flat = X.reshape(-1)
    np.testing.assert_array_equal(geometry.position, flat)
    np.testing.assert_array_equal(geometry.magnitude, np.abs(flat))
    np.testing.assert_array_equal(geometry.unit, np.ones(6))
    np.testing.assert_array_equal(geometry.lower, -10.0 - flat)
    np.testing.assert_array_equal(geometry.upper, 5.0 - flat)
    points = lines.points(_ints(5, 0, 5), np.array([0.5, 0.25, -1.0]))
    assert points.shape == (3, 2, 3)
    for row, (index, moved) in enumerate([((1, 2), -7.5), ((0, 0), 1.25), ((1, 2), -9.0)]):
        expected = X.copy()
        expected[index] = moved
        np.testing.assert_array_equal(points[row], expected)


def test_a_few_coordinates_only() -> None:
    lines = CoordinateLines(_origin(X), _ints(3))
    geometry = lines.geometry()
    assert geometry.position.tolist() == [4.0]
    assert geometry.lower.tolist() == [-np.inf]
    assert geometry.upper.tolist() == [np.inf]
    assert lines.points(_ints(0), np.array([1.0]))[0, 1, 0] == 5.0
    assert lines.name(0) == "x[1, 0]"


def test_points_are_fresh_and_writable() -> None:
    origin = _origin(X)
    X.setflags(write=False)
    points = CoordinateLines.all(origin).points(_ints(0, 1), np.zeros(2))
    points[0] = np.nan
    assert np.isfinite(X).all()
    assert np.isfinite(points[1]).all()


def test_a_number_has_one_line() -> None:
    lines = CoordinateLines.all(_origin(np.array(3.0)))
    assert lines.points(_ints(0, 0), np.array([1.0, -1.0])).tolist() == [4.0, 2.0]
    assert lines.name(0) == "x"


def test_imaginary_steps_lead_to_complex_points() -> None:
    points = CoordinateLines.all(_origin(X)).points(_ints(1), cast("Float64Array", 1j * np.array([0.5])))
    assert points.dtype == np.complex128
    assert points[0, 0, 1] == -2.0 + 0.5j
    assert points[0, 1, 1] == 0.5


def test_take() -> None:
    geometry = CoordinateLines.all(_origin(X, -10.0, 5.0)).geometry().take(_ints(3, 3, 0))
    assert geometry.position.tolist() == [4.0, 4.0, 1.0]
    assert geometry.upper.tolist() == [1.0, 1.0, 4.0]
    assert geometry.epsilon == EPS


def test_direction_line() -> None:
    line = DirectionLine(_origin(np.array([1.0, -6.0, 100.0]), -200.0, 200.0), np.array([2.0, -4.0, 0.0]))
    geometry = line.geometry()
    assert geometry.position.tolist() == [0.0]
    assert geometry.magnitude.tolist() == [1.5]  # max |x_i| of what moves, over max |v_i|
    assert geometry.unit.tolist() == [0.25]
    assert geometry.lower.tolist() == [-206.0 / 4.0]  # x1 - 4 t <= 200
    assert geometry.upper.tolist() == [194.0 / 4.0]  # x1 - 4 t >= -200
    points = line.points(_ints(0, 0), np.array([0.5, -1.0]))
    np.testing.assert_array_equal(points, [[2.0, -8.0, 100.0], [-1.0, -2.0, 100.0]])
    assert line.name(0) == "x along `direction`"


def test_direction_without_bounds() -> None:
    geometry = DirectionLine(_origin(X), np.ones((2, 3))).geometry()
    assert geometry.lower.tolist() == [-np.inf]
    assert geometry.upper.tolist() == [np.inf]


def test_pair_lines() -> None:
    """Lengths 2, 4 and 1: along each pair the longer one moves by t."""
    x = np.array([3.0, 5.0, -7.0])
    lines = PairLines.all(_origin(x), np.array([2.0, 4.0, 1.0]))
    assert list(zip(lines.first.tolist(), lines.second.tolist(), strict=True)) == [(0, 1), (0, 2), (1, 2)]
    points = lines.points(_ints(0, 1, 2, 1), np.array([0.5, 0.5, 0.5, -1.0]))
    np.testing.assert_array_equal(points, [[3.25, 5.5, -7.0], [3.5, 5.0, -6.75], [3.0, 5.5, -6.875], [2.0, 5.0, -7.5]])
    geometry = lines.geometry()
    np.testing.assert_array_equal(geometry.magnitude, [5.0, 3.0, 5.0])
    np.testing.assert_array_equal(geometry.unit, np.ones(3))
    assert [lines.name(line) for line in range(3)] == ["x[0] and x[1]", "x[0] and x[2]", "x[1] and x[2]"]


def test_pair_lines_turn_where_the_bounds_leave_more_room() -> None:
    """x0 at its lower and x1 at its upper bound: up and down is the only way."""
    lines = PairLines.all(_origin(np.array([0.0, 1.0]), 0.0, 1.0), np.ones(2))
    geometry = lines.geometry()
    assert geometry.lower.tolist() == [0.0]
    assert geometry.upper.tolist() == [1.0]
    np.testing.assert_array_equal(lines.points(_ints(0), np.array([0.25])), [[0.25, 0.75]])
    same = PairLines.all(_origin(np.array([0.0, 0.0]), 0.0, 1.0), np.ones(2))
    np.testing.assert_array_equal(same.points(_ints(0), np.array([0.25])), [[0.25, 0.25]])


def test_mixed_lines_follow_the_steps_of_the_pure_derivatives() -> None:
    pure = Estimate(np.zeros(2), np.zeros(2), np.array([1e-3, 4e-3]), np.zeros(2, np.int8), 0)
    lines = mixed_lines(_origin(np.array([-200.0, 0.0])), pure)
    np.testing.assert_array_equal(lines.points(_ints(0), np.array([0.5])), [[-199.875, 0.5]])


def test_clip_brings_back_what_rounding_carried_over() -> None:
    origin = _origin(np.array([0.1, 0.7]), 0.0, 0.7)
    assert origin.clip(np.array([[-1e-17, 0.7 + 1e-15]])).tolist() == [[0.0, 0.7]]
    assert _origin(np.array([0.1])).clip(np.array([[-5.0]])).tolist() == [[-5.0]]
    imaginary: Float64Array = np.array([[0.1 + 9j, 0.2]])
    assert origin.clip(imaginary) is imaginary


@pytest.mark.parametrize(
    ("shape", "index", "name"), [((), 0, "x"), ((3,), 2, "x[2]"), ((2, 3), 5, "x[1, 2]"), ((2, 1, 2), 2, "x[1, 0, 0]")]
)
def test_names(shape: tuple[int, ...], index: int, name: str) -> None:
    assert coordinate_name(np.zeros(shape), index) == name
