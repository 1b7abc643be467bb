"""Constructors of differentiators, and the formulas that they are made of."""

from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg

from .rows.table import HOLE, Bad, Good, bad, call, check_refused, check_works, each, good, rows
from .rows.values import (
    COUNT,
    EITHER,
    FLAG,
    KIND,
    NO_DIFFERENTIATOR,
    POSITIVE,
    SHORT_COUNT,
    SHORT_POSITIVE,
    VALUE,
    Plain,
    all_of,
    masked,
    without_none,
)

CENTRAL, ADAPTIVE, COMPLEX = mg.CentralDifference(), mg.AdaptiveDifference(), mg.ComplexStep()
ORDERS = all_of(EITHER, 0, -2, 3, 10, 2**70, None, "2", True, [2], 2j) + all_of(EITHER, 2.5, 2.0, np.nan)
STEPS = without_none(POSITIVE)

MAKERS: list[Bad] = [
    *each(ORDERS, "order", mg.CentralDifference, order=HOLE),
    *each(all_of(EITHER, 0, -1, 5, True, "1"), "order", mg.ForwardDifference, order=HOLE),
    *each(all_of(EITHER, 5, 0, "1"), "order", mg.BackwardDifference, order=HOLE),
    *each(STEPS, "rel_step", mg.CentralDifference, rel_step=HOLE),
    *each(without_none(SHORT_POSITIVE), "abs_step", mg.CentralDifference, abs_step=HOLE),
    *each(without_none(SHORT_POSITIVE), "rel_step", mg.ForwardDifference, rel_step=HOLE),
    *each(without_none(SHORT_POSITIVE), "abs_step", mg.BackwardDifference, abs_step=HOLE),
    bad(("`rel_step`", "`abs_step`"), VALUE, mg.CentralDifference, rel_step=0.1, abs_step=0.1),
    *each(FLAG, "exact_steps", mg.CentralDifference, exact_steps=HOLE),
    *each(COUNT + all_of(VALUE, 15), "max_evaluations", mg.AdaptiveDifference, max_evaluations=HOLE),
    *each(
        all_of(VALUE, -1e-9, 1.0, np.nan, np.inf) + all_of(KIND, None, "0", True, 1j, []),
        "rtol",
        mg.AdaptiveDifference,
        rtol=HOLE,
    ),
    *each(
        all_of(VALUE, -1e-9, 1.0, np.nan, np.inf) + all_of(KIND, None, "0", True, 1j, []),
        "rtol",
        mg.RobustDifference,
        rtol=HOLE,
    ),
    *each(
        all_of(KIND, 3, "ValueError", ("ValueError",), (3,), ValueError(), Plain(), (int,), (Plain,), {}),
        "domain_errors",
        mg.AdaptiveDifference,
        domain_errors=HOLE,
    ),
    *each(NO_DIFFERENTIATOR, "fallback", mg.ComplexStep, fallback=HOLE),
    *each(FLAG, "check", mg.ComplexStep, check=HOLE),
    *each(NO_DIFFERENTIATOR + all_of(KIND, None, ADAPTIVE, COMPLEX), "base", mg.Richardson, HOLE),
    *each(SHORT_COUNT + all_of(VALUE, 7, 2**70), "levels", mg.Richardson, CENTRAL, HOLE),
    bad(("step",), KIND, mg.CentralDifference, step=0.1),
    bad(("order",), AttributeError, setattr, mg.CentralDifference(), "order", 4),
    bad(("Differentiator",), KIND, mg.Differentiator),
    *each(
        all_of(
            EITHER,
            None,
            3,
            "ab",
            [],
            [0.0],
            (0, 0),
            (0, 1, 1.0),
            (np.nan, 1),
            (np.inf, 1),
            [1j, 0],
            {},
            ["a", 1],
            [None, 1],
            [0, [1]],
            masked([0.0, 1.0], 1),
            Plain(),
        ),
        "offsets",
        mg.Stencil.from_offsets,
        HOLE,
    ),
    *each(COUNT, "derivative", mg.Stencil.from_offsets, (0, 1), HOLE),
    bad("offsets", VALUE, mg.Stencil.from_offsets, (0, 1), 2),
    bad("derivative", VALUE, mg.Stencil.from_offsets, (0, 1), 2**70),
    *each(SHORT_COUNT, "derivative", CENTRAL.stencil, HOLE),
    bad("weights", EITHER, mg.Stencil, (0.0, 1.0), (1.0,), 1, 1),
    bad("weights", EITHER, mg.Stencil, (0.0, 1.0), (1.0, np.nan), 1, 1),
    bad("offsets", EITHER, mg.Stencil, (0.0, 0.0), (1.0, -1.0), 1, 1),
    bad("offsets", EITHER, mg.Stencil, None, (1.0, -1.0), 1, 1),
    bad("derivative", EITHER, mg.Stencil, (0.0, 1.0), (-1.0, 1.0), 0, 1),
    bad("order", EITHER, mg.Stencil, (0.0, 1.0), (-1.0, 1.0), 1, "1"),
    *each(
        all_of(EITHER, np.ones((3, 1)), np.ones(2), None, "ab", [[1j], [0]]),
        "values",
        mg.Stencil.from_offsets((0, 1)).apply,
        HOLE,
        np.ones(1),
    ),
    bad("step", EITHER, mg.Stencil.from_offsets((0, 1)).apply, np.ones((2, 1)), np.ones(3)),
    bad("step", EITHER, mg.Stencil.from_offsets((0, 1)).apply, np.ones((2, 1)), np.zeros(1)),
]


def weights(*arguments: object) -> tuple[float, ...]:
    stencil = call(mg.Stencil.from_offsets, *arguments)
    assert isinstance(stencil, mg.Stencil)
    return stencil.weights


FINE: list[Good] = [
    good((-0.5, 0.5), weights, [np.int64(-1), np.float64(1)]),
    good((1.0, -2.0, 1.0), weights, range(-1, 2), np.int64(2)),
]


@pytest.mark.parametrize("group", rows(MAKERS))
def test_constructors(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(FINE))
def test_unusual_but_right(group: list[Good]) -> None:
    check_works(group)
