"""Functions of arrays, records made by hand, and one row for each public name: an option that it does not have."""

from __future__ import annotations

import math
import re
from enum import Enum
from operator import attrgetter
from pathlib import Path

import numpy as np
import pytest

import minigrad as mg

from .rows.table import HOLE, Bad, Good, bad, call, check_refused, check_works, each, good, rows
from .rows.values import (
    COUNT,
    EITHER,
    KIND,
    LABELS,
    NO_POINT,
    SHORT_POINT,
    SHORT_REALS,
    VALUE,
    Plain,
    Series,
    all_of,
    frozen,
    masked,
    unreal,
)

OUT = [[0.1, 0.9], [0.8, 0.2]]
# Without a third class: labels that are right for three are wrong for two.
SHAPES = all_of(EITHER, [0], [0, 1, 1], [[0], [1], [0]], [[[0, 1]]], [], [[0.5, 0.5, 0.0], [1.0, 0.0, 0.0]])

SMOOTH: list[Bad] = [
    *each(NO_POINT, "logits", mg.softmax, HOLE),
    *each(SHORT_POINT, "logits", mg.log_softmax, HOLE),
    bad("logits", EITHER, mg.softmax, 1.0),
    bad("logits", EITHER, mg.log_softmax, np.zeros((3, 0))),
    *each(SHORT_REALS, "x", mg.sigmoid, HOLE),
    bad("x", VALUE, mg.sigmoid, [np.nan]),
    bad("x", VALUE, mg.sigmoid, [-np.inf, np.inf]),
    bad(("axis",), KIND, mg.softmax, [1.0, 2.0], axis=0),
    bad(("z",), KIND, mg.sigmoid, z=1.0),
]

COUNTED: list[Bad] = [
    *each(LABELS, "labels", mg.one_hot, HOLE, 3),
    *each(COUNT, "n_classes", mg.one_hot, [0, 1], HOLE),
    bad("labels", VALUE, mg.one_hot, [0, 2], 2),
    bad("labels", VALUE, mg.one_hot, 3, 3),
    bad("labels", EITHER, mg.one_hot, [True, False], 3),
    bad("n_classes", EITHER, mg.one_hot, [0, 1], 2**70),
    *each(
        all_of(EITHER, int, complex, object, str, "float99", 64, [], bool), "dtype", mg.one_hot, [0, 1], 2, dtype=HOLE
    ),
    bad(("classes",), KIND, mg.one_hot, [0, 1], classes=2),
    *each(
        all_of(KIND, None, "ab", [0.0, 1.0], [True, False], 1.0, {}, np.array(["a"]), unreal(0, 1), np.array([1j])),
        "targets",
        mg.as_labels,
        HOLE,
    ),
    bad("targets", EITHER, mg.as_labels, np.array([0.0, 1.0])),
    bad("targets", EITHER, mg.as_labels, np.array([0.5, np.nan])),
    bad("targets", EITHER, mg.as_labels, masked([0, 1], 1)),
    bad("targets", EITHER, mg.as_labels, np.array([2**63], dtype=np.uint64)),
    *each(SHORT_POINT, "outputs", mg.accuracy, HOLE, [0, 1]),
    *each(LABELS, "targets", mg.accuracy, [[0.1, 0.9, 0.0], [0.8, 0.2, 0.0]], HOLE),
    *each(SHAPES, "targets", mg.accuracy, OUT, HOLE),
    bad("targets", EITHER, mg.accuracy, OUT, [[0.5, np.nan], [1.0, 0.0]]),
    bad("outputs", EITHER, mg.accuracy, 1.0, 1),
    bad("outputs", EITHER, mg.accuracy, np.zeros((2, 2, 2)), [0, 1]),
    bad("outputs", EITHER, mg.accuracy, np.zeros((0, 2)), []),
    bad("outputs", EITHER, mg.accuracy, np.zeros((2, 0)), [0, 1]),
    *each(SHORT_REALS, "array", mg.sum_to_shape, HOLE, (1,)),
    *each(
        all_of(EITHER, (2,), (3, 4), (5, 4, 3), (-1,), None, "3", (1.5,), [[3]], Plain(), ("3",)),
        "shape",
        mg.sum_to_shape,
        np.ones((4, 3)),
        HOLE,
    ),
]

HALF = [0.25, 0.75]
LOGITS = [0.0, math.log(3.0)]
FINE: list[Good] = [
    *[
        good(HALF, mg.softmax, given, within=1e-7)
        for given in (tuple(LOGITS), Series(*LOGITS), frozen(*LOGITS), masked(LOGITS))
    ],
    good(HALF, mg.softmax, np.array(LOGITS).astype(">f8")),
    good(HALF, mg.softmax, np.array(LOGITS, dtype=np.float32), within=1e-6),
    good(HALF, mg.softmax, np.array(LOGITS, dtype=np.float16), within=1e-3),
    good(HALF, mg.softmax, np.array(LOGITS[::-1])[::-1]),
    good([0.5, 0.5], mg.softmax, [np.int64(3), 3]),
    good([0.5, 0.5], mg.softmax, [1e308, 1e308]),
    good([1.0], mg.softmax, [7]),
    good([[0.5, 0.5]], mg.softmax, np.zeros((1, 2), order="F")),
    good([0.0], mg.log_softmax, [1e300]),
    good(0.5, mg.sigmoid, 0),
    good(0.75, mg.sigmoid, np.float64(math.log(3.0))),
    good([0.0, 1.0], mg.sigmoid, [-1e308, 1e308]),
    good(np.zeros((0,)), mg.sigmoid, []),
    good([0.5, 0.5], mg.sigmoid, np.zeros(2, dtype=np.int8)),
    good([[0, 1, 0]], mg.one_hot, range(1, 2), 3),
    good([0, 0, 1], mg.one_hot, np.uint8(2), np.int64(3)),
    good([[0, 0, 1]], mg.one_hot, np.array([2], dtype=">i2"), 3),
    good(np.zeros((0, 3)), mg.one_hot, np.zeros(0, dtype=int), 3),
    good([[1, 0], [0, 1]], mg.one_hot, [0, 1], 2, dtype=np.float32),
    *[
        good([0, 1], mg.as_labels, given)
        for given in (np.array([0, 1]), [0, 1], (0, 1), range(2), np.array([0, 1], np.uint8))
    ],
    good(0.5, mg.accuracy, OUT, [1, 1]),
    good(0.5, mg.accuracy, OUT, np.array([1, 1], dtype=np.uint64)),
    good(0.5, mg.accuracy, OUT, ((0.0, 1.0), (0.0, 1.0))),
    good(0.5, mg.accuracy, OUT, [[0, 1], [0, 1]]),
    good(math.nan, mg.accuracy, OUT, [[0.5, 0.5], [0.0, 1.0]]),
    good([4.0, 4.0, 4.0], mg.sum_to_shape, np.ones((4, 3)), (3,)),
    good(12.0, mg.sum_to_shape, np.ones((4, 3)), ()),
    good([[3.0]] * 4, mg.sum_to_shape, np.ones((4, 3)), (4, 1)),
]


@pytest.mark.parametrize("group", rows(SMOOTH))
def test_smooth_functions(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(COUNTED))
def test_labels_and_shapes(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(FINE))
def test_unusual_but_right(group: list[Good]) -> None:
    check_works(group)


ONES = np.ones(2)
CLAUSES: list[Bad] = [
    *each(all_of(KIND, None, "ReLU", mg.ReLU), "layer", mg.testing.layer_clauses, HOLE),
    *each(all_of(KIND, None, "mse", mg.MeanSquaredError), "objective", mg.testing.objective_clauses, HOLE),
    *each(all_of(KIND, None, "adam", mg.Adam), "optimizer", mg.testing.optimizer_clauses, HOLE),
    *each(
        all_of(KIND, None, "central", mg.CentralDifference), "differentiator", mg.testing.differentiator_clauses, HOLE
    ),
    *each(all_of(KIND, None, [1.0, 2.0], 3.0), "theta", mg.matched, ONES, HOLE),
    *each(all_of(KIND, None, [1.0, 2.0], 3.0), "gradient", mg.matched, HOLE, ONES),
    bad("gradient", VALUE, mg.matched, np.ones(3), ONES),
]
ESTIMATE = mg.Estimate(ONES, ONES, ONES, np.zeros(2, dtype=np.int8), 3)
RECORDS: list[Bad] = [
    *[
        bad((field,), KIND, record)
        for record, field in (
            (mg.AdamState, "steps"),
            (mg.testing.Clause, "name"),
            (mg.testing.ContractResult, "subject"),
            (mg.LBFGSState, "pairs"),
            (mg.MomentumState, "velocity"),
            (mg.Cause, "message"),
            (mg.ClassificationReport, "counts"),
            (mg.Coordinate, "name"),
            (mg.CrossValidation, "scores"),
            (mg.Dataset, "x"),
            (mg.DescentResult, "x"),
            (mg.DescentStep, "x"),
            (mg.DivergenceError, "result"),
            (mg.EpochRecord, "epoch"),
            (mg.Estimate, "value"),
            (mg.Evaluation, "loss"),
            (mg.Finding, "kind"),
            (mg.Fold, "train"),
            (mg.Forecast, "evaluations"),
            (mg.Geometry, "position"),
            (mg.GradientCheckError, "report"),
            (mg.GradientMismatchError, "where"),
            (mg.GradientReport, "verdict"),
            (mg.Mismatch, "theta"),
            (mg.OrderEvidence, "steps"),
            (mg.ParameterLayout, "names"),
            (mg.RegressionDataset, "x"),
            (mg.RegressionReport, "samples"),
            (mg.ScheduledState, "steps"),
            (mg.ScreenedBlock, "name"),
            (mg.SelfTest, "noticed"),
            (mg.Standardizer, "mean"),
            (mg.Stencil, "offsets"),
            (mg.TrainTestSplit, "x_train"),
        )
    ],
    bad(("field",), KIND, mg.NoState, field=1),
    *[bad(("value",), AttributeError, setattr, ESTIMATE, "value", ONES)],
    bad(("shape",), EITHER, ESTIMATE.reshape, (3,)),
]


@pytest.mark.parametrize("group", rows(CLAUSES))
def test_clauses_and_parts_of_steps(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(RECORDS))
def test_records(group: list[Bad]) -> None:
    check_refused(group)


def public_callables() -> list[str]:
    """Functions and classes of minigrad's own; enumerations, errors and aliases of types are none."""
    modules = {"": mg, "testing.": mg.testing, "plotting.": mg.plotting}
    names = [prefix + name for prefix, module in modules.items() for name in module.__all__]
    return [name for name in names if _makes_something(named(name))]


def _makes_something(value: object) -> bool:
    if isinstance(value, type) and issubclass(value, Enum | Exception):
        return False
    return callable(value) and str(getattr(value, "__module__", "")).startswith("minigrad")


def named(name: str) -> object:
    return attrgetter(name)(mg)


@pytest.mark.each("name", public_callables())
def test_every_public_name_refuses_an_option_that_it_does_not_have(name: str) -> None:
    with pytest.raises(TypeError, match=r"no_such_option|takes no arguments|abstract|missing \d required"):
        call(named(name), no_such_option=1)


def test_every_public_name_has_rows() -> None:
    text = "".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))
    assert [name for name in public_callables() if not re.search(rf"\b{name.split('.')[-1]}\b", text)] == []
