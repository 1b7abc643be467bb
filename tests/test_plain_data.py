"""Results as plain data: one rule for NaN and infinity, and the way back."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass

import numpy as np
import pytest

from minigrad import AdaptiveDifference, Estimate, Status, check_gradient
from minigrad.descent import DescentOutcome, DescentResult
from minigrad.plain_data import PlainData
from minigrad.plain_data.json_values import JsonObject
from minigrad.training import EpochRecord, History

ESTIMATE = Estimate(
    np.array([[6.0, -np.inf]]),
    np.array([[0.5, np.inf]]),
    np.array([[0.25, np.nan]]),
    np.array([[Status.CONVERGED, Status.STEP_LOST]], np.int8),
    9,
)
DESCENT = DescentResult(
    x=np.array([[1.0], [np.inf]]),
    fun=math.nan,
    jac=np.full((2, 1), np.nan),
    path=np.array([[[0.0], [3.0]], [[1.0], [np.inf]]]),
    values=np.array([2.0, np.nan]),
    nfev=2,
    njev=1,
    nit=1,
    outcome=DescentOutcome.DIVERGED,
    message="it ran away",
)
HISTORY = History((EpochRecord(1, 0.5, 1.0, math.inf, math.nan), EpochRecord(2, 0.25, 1.0, 0.75, 0.5)))


def through_json(data: JsonObject) -> JsonObject:
    """As a file would have it; NaN and infinity, which are no JSON, are refused."""
    read: JsonObject = json.loads(json.dumps(data, allow_nan=False))
    return read


def test_nan_becomes_none_and_infinity_a_string() -> None:
    assert ESTIMATE.to_dict() == {
        "value": [[6.0, "-inf"]],
        "error": [[0.5, "inf"]],
        "step": [[0.25, None]],
        "status": [["CONVERGED", "STEP_LOST"]],
        "evaluations": 9,
        "left": None,
        "right": None,
    }
    assert DESCENT.to_dict()["fun"] is None
    assert DESCENT.to_dict()["path"] == [[[0.0], [3.0]], [[1.0], ["inf"]]]
    assert HISTORY.to_dict()["validation_loss"] == ["inf", 0.75]
    assert HISTORY.to_dict()["validation_accuracy"] == [None, 0.5]


def test_an_estimate_comes_back() -> None:
    read = Estimate.from_dict(through_json(ESTIMATE.to_dict()))
    for name in ("value", "error", "step", "status"):
        written, again = getattr(ESTIMATE, name), getattr(read, name)
        assert written.dtype == again.dtype
        np.testing.assert_array_equal(written, again)
    assert str(read) == str(ESTIMATE)


def test_the_estimate_of_a_number_comes_back_as_that_of_a_number() -> None:
    estimate = AdaptiveDifference().estimate_derivative(math.sin, 0.0)
    read = Estimate.from_dict(through_json(estimate.to_dict()))
    assert (read.value.shape, read.status.shape) == ((), ())
    assert str(read) == str(estimate)


def test_a_descent_comes_back() -> None:
    read = DescentResult.from_dict(through_json(DESCENT.to_dict()))
    assert read.outcome is DescentOutcome.DIVERGED
    assert read.success is False
    np.testing.assert_array_equal(read.path, DESCENT.path)
    assert str(read) == str(DESCENT)


def test_a_history_comes_back() -> None:
    assert History.from_dict(through_json(HISTORY.to_dict())) == HISTORY
    assert History.from_dict(through_json(History().to_dict())) == History()


def test_a_report_comes_back_with_its_parts() -> None:
    report = check_gradient(lambda x: float(x @ x), lambda x: 3.0 * x, [1.0, 2.0], rng=0)
    read = type(report).from_dict(through_json(report.to_dict()))
    assert read == report
    assert str(read) == str(report)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"status": [["PERFECT", "STEP_LOST"]]},
            r"`data\['status'\]` .*: expected one of CONVERGED, .*, got 'PERFECT'",
        ),
        ({"status": [[0, 4]]}, r"`data\['status'\]` .*: expected a string, got int"),
        ({"value": [[1.0], [2.0, 3.0]]}, r"`data\['value'\]` must be that of a Estimate"),
        ({"evaluations": 1.5}, r"`data\['evaluations'\]` .*: expected a whole number, got float"),
    ],
)
def test_what_is_no_estimate_is_named(change: JsonObject, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Estimate.from_dict(ESTIMATE.to_dict() | change)


def test_what_is_no_history_is_named() -> None:
    data = HISTORY.to_dict()
    with pytest.raises(ValueError, match=r"`data` must have the columns \['epoch', .*\], got \['epoch'\]"):
        History.from_dict({"epoch": [1]})
    with pytest.raises(TypeError, match="`data` must be of class dict, got 3"):
        History.from_dict(3)  # type: ignore[arg-type]  # what the test is about
    with pytest.raises(ValueError, match=r"`data` must have columns of the same length, got \[2, 1, 2, 2, 2\]"):
        History.from_dict({**data, "loss": [0.5]})
    with pytest.raises(ValueError, match="could not convert string to float: 'low'"):
        History.from_dict({**data, "loss": ["low", 0.5]})


@dataclass(frozen=True)
class Odd(PlainData):
    """Has a field of a type that JSON cannot hold."""

    when: complex


def test_a_field_that_is_no_plain_data_is_refused() -> None:
    with pytest.raises(
        ValueError, match=r"`data\['when'\]` must be that of a Odd: expected a field of a type that is plain"
    ):
        Odd.from_dict({"when": "1j"})


def test_results_with_arrays_equal_only_themselves() -> None:
    assert ESTIMATE != Estimate.from_dict(ESTIMATE.to_dict())
    assert len({DESCENT, DescentResult.from_dict(DESCENT.to_dict())}) == 2
