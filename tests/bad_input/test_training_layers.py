"""BatchNorm, Dropout, Embedding, Softplus: constructors, and inputs of ``forward``."""

from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg

from .rows.table import HOLE, Bad, Good, bad, call, check_refused, check_works, each, good, rows
from .rows.values import BELOW_ONE, COUNT, EITHER, KIND, POSITIVE, SHORT_COUNT, VALUE, Plain, all_of, masked

NO_INITIALIZER = all_of(KIND, None, "he", mg.HeNormal, Plain())
RNG = np.random.default_rng(0)
TRAINED = mg.BatchNorm(2).initialize(RNG) | mg.BatchNorm(2).initial_state()
TABLE = {"table": np.array([[0.5, 1.5], [2.5, 3.5]])}
NO_SYMBOLS = all_of(VALUE, *(np.array([[wrong]]) for wrong in (0.5, 2.0, -1.0, np.nan, np.inf)))


def forward(layer: mg.Layer, params: mg.Params, inputs: mg.FloatArray) -> object:
    return layer.forward(params, inputs)[0]


REFUSED: list[Bad] = [
    *each(COUNT, "n_features", mg.BatchNorm, HOLE),
    *each(BELOW_ONE, "momentum", mg.BatchNorm, 4, momentum=HOLE),
    *each(POSITIVE, "epsilon", mg.BatchNorm, 4, epsilon=HOLE),
    *each(SHORT_COUNT, "input_axes", mg.BatchNorm, 4, input_axes=HOLE),
    *each(BELOW_ONE, "rate", mg.Dropout, HOLE),
    *each(SHORT_COUNT, "input_axes", mg.Dropout, 0.5, input_axes=HOLE),
    *each(COUNT, "n_symbols", mg.Embedding, HOLE, 3),
    *each(SHORT_COUNT, "n_features", mg.Embedding, 3, HOLE),
    *each(NO_INITIALIZER, "initializer", mg.Embedding, 2, 3, initializer=HOLE),
    bad("n_symbols", VALUE, mg.Embedding, 2**40, 2**40),
    bad(("beta",), KIND, mg.Softplus, beta=2.0),
    *each(NO_SYMBOLS, ("inputs",), forward, mg.Embedding(2, 2), TABLE, HOLE),
    bad(("inputs",), VALUE, forward, mg.Embedding(2, 2), TABLE, np.array([1.0])),
    bad(("inputs",), VALUE, forward, mg.BatchNorm(2), TRAINED, np.ones((1, 3))),
    bad(("inputs",), VALUE, forward, mg.Dropout(0.5).in_training(RNG), {}, np.ones(3)),
    bad(("inputs",), EITHER, forward, mg.Dropout(0.5), {}, "ab"),
    bad(("inputs",), EITHER, forward, mg.Softplus(), {}, None),
    bad(("inputs",), EITHER, forward, mg.Dropout(0.5), {}, masked([1.0, 2.0], 0)),
]
FINE: list[Good] = [
    good([[[2.5, 3.5]]], forward, call(mg.Embedding, np.int64(2), np.uint8(2)), TABLE, np.array([[1.0]])),
    good(np.zeros((0, 3, 2)), forward, mg.Embedding(2, 2), TABLE, np.zeros((0, 3))),
    good([[1.0, 2.0]], forward, mg.Dropout(0), {}, np.array([[1.0, 2.0]])),
    good(np.zeros((0, 2)), forward, mg.BatchNorm(2), TRAINED, np.zeros((0, 2))),
]


@pytest.mark.parametrize("group", rows(REFUSED))
def test_refused(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(FINE))
def test_unusual_but_right(group: list[Good]) -> None:
    check_works(group)
