"""Estimates and what they are made from: comparing them is safe, and an estimate becomes plain data."""

from __future__ import annotations

import json

import numpy as np
import pytest

from minigrad import CentralDifference
from minigrad.differentiators.estimate import Estimate, Status
from minigrad.differentiators.pair_lines import PairLines
from minigrad.probes.lines import CoordinateLines, DirectionLine
from minigrad.probes.origin import Origin
from tests.html_cells import read_html

X = np.array([1.0, 2.0])
ORIGIN = Origin(X, 2.0**-52)
TWINS: list[tuple[object, object]] = [
    (CentralDifference().estimate(np.sum, X), CentralDifference().estimate(np.sum, X)),
    (ORIGIN, Origin(X.copy(), 2.0**-52)),
    (CoordinateLines.all(ORIGIN), CoordinateLines.all(ORIGIN)),
    (CoordinateLines.all(ORIGIN).geometry(), CoordinateLines.all(ORIGIN).geometry()),
    (DirectionLine(ORIGIN, X), DirectionLine(ORIGIN, X)),
    (PairLines.all(ORIGIN, X), PairLines.all(ORIGIN, X)),
]


@pytest.mark.parametrize(("one", "other"), TWINS, ids=[type(one).__name__ for one, _ in TWINS])
def test_what_holds_arrays_equals_only_itself_and_can_be_hashed(one: object, other: object) -> None:
    assert (one == one) is True
    assert (one == other) is False
    assert len({one, other, one}) == 2


def test_an_estimate_as_plain_data() -> None:
    estimate = Estimate(
        np.array([[6.0, 8.0]]),
        np.array([[0.5, np.inf]]),
        np.array([[0.25, 0.125]]),
        np.array([[Status.CONVERGED, Status.STEP_LOST]], np.int8),
        9,
    )
    plain = json.loads(json.dumps(estimate.to_dict()))
    assert plain == {
        "value": [[6.0, 8.0]],
        "error": [[0.5, "inf"]],
        "step": [[0.25, 0.125]],
        "status": [["CONVERGED", "STEP_LOST"]],
        "evaluations": 9,
        "left": None,
        "right": None,
    }


def test_the_estimate_of_one_number_as_plain_data() -> None:
    plain = CentralDifference(abs_step=0.5).estimate_derivative(lambda x: x**2, 3.0).to_dict()
    assert (plain["value"], plain["step"], plain["evaluations"]) == (6.0, 0.5, 9)
    assert plain["status"] in ("CONVERGED", "LIMITED_BY_NOISE")


def _estimate(values: list[float], shape: tuple[int, ...]) -> Estimate:
    value = np.array(values).reshape(shape)
    return Estimate(value, np.full(shape, 0.5), np.full(shape, 0.25), np.full(shape, Status.ONE_SIDED, np.int8), 9)


def test_as_html_each_coordinate_is_a_row() -> None:
    """At a step of 1/2 the differences of x0^2 + x1^2 are exact: 6 and 8."""
    estimate = CentralDifference(abs_step=0.5).estimate(lambda x: float(x[0] ** 2 + x[1] ** 2), [3.0, 4.0])
    read = read_html(estimate._repr_html_())
    head, *rows = read.rows
    assert head == ["index", "value", "error bound", "step", "status"]
    assert [(row[0], row[1], row[3]) for row in rows] == [("0", "6", "0.5"), ("1", "8", "0.5")]
    assert all(row[4] in Status.__members__ for row in rows)
    assert read.texts("caption") == [f"{estimate.evaluations} evaluations"]


def test_html_of_a_matrix_and_of_a_number() -> None:
    assert read_html(_estimate([1.0, 2.0, 3.0, 0.1], (2, 2))._repr_html_()).rows[1:] == [
        ["0, 0", "1", "0.5", "0.25", "ONE_SIDED"],
        ["0, 1", "2", "0.5", "0.25", "ONE_SIDED"],
        ["1, 0", "3", "0.5", "0.25", "ONE_SIDED"],
        ["1, 1", "0.1", "0.5", "0.25", "ONE_SIDED"],
    ]
    assert read_html(_estimate([7.0], ())._repr_html_()).rows[1:] == [["", "7", "0.5", "0.25", "ONE_SIDED"]]


@pytest.mark.parametrize(("size", "more"), [(20, []), (25, [["... and 5 more", "", "", "", ""]])])
def test_html_has_the_first_twenty_and_says_how_many_more(size: int, more: list[list[str]]) -> None:
    rows = read_html(_estimate([float(k) for k in range(size)], (size,))._repr_html_()).rows[1:]
    assert [row[1] for row in rows[:20]] == [str(k) for k in range(20)]
    assert rows[20:] == more


def test_printed_and_shown_are_the_same_numbers() -> None:
    lines = str(_estimate([float(k) for k in range(25)], (25,))).splitlines()
    assert lines[0].split() == ["value", "error", "step", "status"]
    assert lines[1].split() == ["0", "0.5", "0.25", "ONE_SIDED"]
    assert lines[20].split()[0] == "19"
    assert lines[21:] == ["... and 5 more", "9 evaluations"]
