"""Other methods of trainers, besides `fit`."""

from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg

from .rows.table import HOLE, Bad, bad, check_refused, each, rows
from .rows.trainers import SHAPES, TARGETS, T, X, untouched
from .rows.values import (
    KIND,
    SHORT_LABELS,
    SHORT_POINT,
    VALUE,
)

OTHERS: list[Bad] = [
    row
    for method in ("evaluate", "analytic_gradient", "numeric_gradient", "verify_gradient")
    for row in (
        bad("t", VALUE, untouched, method, X[:3], T),
        *each(SHORT_POINT, "x", untouched, method, HOLE, T),
        *each(SHAPES[3:6], "x", untouched, method, HOLE, T),
        *each(SHORT_LABELS[:2] + TARGETS[::3], "t", untouched, method, X, HOLE),
    )
] + [
    *each(SHORT_POINT, "x", untouched, "predict", HOLE),
    *each([SHAPES[0], SHAPES[3], SHAPES[4], SHAPES[5]], "x", untouched, "predict", HOLE),
    bad("records", KIND, mg.History, 3),
    bad("records", KIND, mg.History, "ab"),
    bad("records[0]", KIND, mg.History, ((1, 1.0, 0.4, 1.2, 0.3),)),
    bad("record", KIND, mg.History().plus, None),
    bad("record", KIND, mg.History().plus, (1, 2.0)),
    bad(("records",), AttributeError, setattr, mg.History(), "records", ()),
    bad(("nowhere.npz", "there is no such file"), FileNotFoundError, mg.Mismatch.load, "/nowhere.npz"),
    bad("path", KIND, mg.Mismatch.load, None),
    bad("path", KIND, mg.Mismatch(np.zeros(2), X, T).save, 3),
]


@pytest.mark.parametrize("group", rows(OTHERS))
def test_other_methods(group: list[Bad]) -> None:
    check_refused(group)
