"""Estimates and what they are made from: comparing them is safe, and an estimate becomes plain data."""

from __future__ import annotations

import json

import numpy as np
import pytest

from minigrad import CentralDifference
from minigrad.differentiators.estimate import Estimate, Status
from minigrad.differentiators.lines import CoordinateLines, DirectionLine, Origin, PairLines

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
    assert (one == one) is True and (one == other) is False
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
        "error": [[0.5, float("inf")]],
        "step": [[0.25, 0.125]],
        "status": [["CONVERGED", "STEP_LOST"]],
        "evaluations": 9,
    }


def test_the_estimate_of_one_number_as_plain_data() -> None:
    plain = CentralDifference(abs_step=0.5).estimate_derivative(lambda x: x**2, 3.0).to_dict()
    assert (plain["value"], plain["step"], plain["evaluations"]) == (6.0, 0.5, 9)
    assert plain["status"] in ("CONVERGED", "LIMITED_BY_NOISE")
