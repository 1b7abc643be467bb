"""Results as JSON: whatever numbers they hold, NaN and infinity included, they come back as they were."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import TypeVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

import minigrad as mg
from minigrad.plain_data import PlainData

T = TypeVar("T")

TEXT = st.lists(st.sampled_from('ab[0, 1].é"\\\n'), max_size=8).map("".join)
COUNTS = st.integers(0, 2**60)
VECTORS = arrays.arrays(np.float64, st.integers(0, 4), elements=st.floats())
FLOATS = st.floats()


def tuples(items: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(items, max_size=3).map(tuple)


FINDINGS = st.builds(mg.Finding, st.sampled_from(mg.FindingKind), TEXT, st.sampled_from(mg.Verdict))
CAUSES = st.builds(mg.Cause, TEXT, FLOATS, TEXT)
SELF_TESTS = st.builds(mg.SelfTest, tuples(TEXT), tuples(TEXT), FLOATS, COUNTS, COUNTS)
ORDERS = st.builds(mg.OrderEvidence, VECTORS, VECTORS, FLOATS, FLOATS, FLOATS, FLOATS, FLOATS)
BLOCKS = st.builds(mg.ScreenedBlock, TEXT, COUNTS, st.sampled_from(mg.Verdict), FLOATS, FLOATS, FLOATS, FLOATS)
COORDINATES = st.builds(
    mg.Coordinate, TEXT, tuples(COUNTS), FLOATS, FLOATS, FLOATS, FLOATS, st.sampled_from(mg.Verdict), TEXT
)
REPORTS = st.builds(
    mg.GradientReport,
    st.sampled_from(mg.Verdict),
    FLOATS,
    tuples(COORDINATES),
    tuples(FINDINGS),
    st.tuples(COUNTS, COUNTS, COUNTS),
    tuples(TEXT),
    COUNTS,
    tuples(COUNTS),
    VECTORS,
    VECTORS,
    VECTORS,
    FLOATS,
    SELF_TESTS,
    st.none() | COUNTS,
    st.none() | CAUSES,
    st.none() | ORDERS,
    tuples(BLOCKS),
    tuples(TEXT),
    tuples(TEXT),
    TEXT,
    TEXT,
)


def same(first: object, second: object) -> bool:
    """Equal in type and in all parts; a NaN equals a NaN."""
    if type(first) is not type(second):
        return False
    if is_dataclass(first):
        return all(same(getattr(first, field.name), getattr(second, field.name)) for field in fields(first))
    if isinstance(first, np.ndarray) and isinstance(second, np.ndarray):
        return first.dtype == second.dtype and np.array_equal(first, second, equal_nan=True)
    if isinstance(first, tuple) and isinstance(second, tuple):
        return len(first) == len(second) and all(map(same, first, second))
    return first == second or (first != first and second != second)


@pytest.mark.parametrize(
    "results",
    [FINDINGS, CAUSES, SELF_TESTS, ORDERS, BLOCKS, COORDINATES, REPORTS],
    ids=["finding", "cause", "self-test", "order", "block", "coordinate", "report"],
)
@given(st.data())
def test_what_is_stored_comes_back_as_it_was(results: st.SearchStrategy[PlainData], data: st.DataObject) -> None:
    result = data.draw(results)
    text = json.dumps(result.to_dict(), allow_nan=False)
    assert same(type(result).from_dict(json.loads(text)), result)


@given(REPORTS, st.none() | st.integers(0, 4))
def test_a_report_is_read_back_from_its_own_text_and_equals_it(report: mg.GradientReport, indent: int | None) -> None:
    again = mg.GradientReport.from_json(report.to_json(indent=indent))
    assert again == report
    assert hash(again) == hash(report)
    assert again.to_json() == report.to_json()


METRICS = st.dictionaries(st.sampled_from(["r_squared", "validation_r_squared", "mine"]), FLOATS)
RECORDS = tuples(
    st.builds(mg.EpochRecord, COUNTS, FLOATS, FLOATS, FLOATS, FLOATS, METRICS.map(lambda named: tuple(named.items())))
)


@given(RECORDS)
def test_a_history_is_made_of_its_columns_again(records: tuple[mg.EpochRecord, ...]) -> None:
    history = mg.History(records)
    columns = json.loads(json.dumps(history.to_dict(), allow_nan=False))
    again = mg.History.from_dict(columns)
    assert list(columns) == [*mg.EpochRecord._fields[:5], *history.metrics]
    assert again == history
    assert hash(again) == hash(history)


@given(arrays.array_shapes(max_dims=3, max_side=3), COUNTS, st.data())
def test_an_estimate_is_written_in_its_shape_with_the_names_of_its_statuses(
    shape: tuple[int, ...], evaluations: int, data: st.DataObject
) -> None:
    value, error, step = (data.draw(arrays.arrays(np.float64, shape, elements=FLOATS)) for _ in range(3))
    codes = [int(status) for status in mg.Status]
    status = data.draw(arrays.arrays(np.int8, shape, elements=st.sampled_from(codes)))
    estimate = mg.Estimate(value, error, step, status, evaluations)
    plain = json.loads(json.dumps(estimate.to_dict(), allow_nan=False))
    assert same(mg.Estimate.from_dict(plain), estimate)
    for name, array in {"value": value, "error": error, "step": step}.items():
        np.testing.assert_array_equal(np.array(plain[name], dtype=np.float64), array)
    assert [mg.Status[name] for name in np.array(plain["status"]).ravel()] == status.ravel().tolist()
    assert np.shape(plain["status"]) == shape
    assert plain["evaluations"] == evaluations
