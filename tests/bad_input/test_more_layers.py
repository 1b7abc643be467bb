"""Layers for images and symbols, of more than one mode, and of other layers."""

from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg

from .rows.table import HOLE, Bad, Good, bad, call, check_refused, check_works, each, good, rows
from .rows.values import (
    BELOW_ONE,
    COUNT,
    EITHER,
    FLAG,
    KIND,
    NO_LAYER,
    POSITIVE,
    SHORT_COUNT,
    VALUE,
    Plain,
    all_of,
    either,
    masked,
    without_none,
)

IMAGE = np.arange(16.0).reshape(1, 1, 4, 4)
ROW = np.array([[1.0, 2.0]])
SYMBOLS = np.array([[0.0, 2.0]])
CONVOLUTION = mg.Conv2D(1, 1, 2)
FILTER = {"weight": np.ones((1, 1, 2, 2)), "bias": np.zeros(1)}
TABLE = {"table": np.arange(6.0).reshape(3, 2)}
DENSE = mg.Dense(2, 2)
SQUARE = {"weight": np.eye(2), "bias": np.zeros(2)}
NORMAL = mg.BatchNorm(2)
PARAMS = NORMAL.initialize(np.random.default_rng(0)) | NORMAL.initial_state()
CHAIN = mg.Chain((DENSE, mg.Tanh()))
NAMED = {f"dense1.{name}": array for name, array in SQUARE.items()}

NO_SIZE = either(without_none(COUNT[:-2])) + all_of(EITHER, (2,), (2, 3, 4), (2, 0), ("2", 2), (2, None), [2, 1.5])
SHORT_SIZE = all_of(EITHER, "3", True, 1.5, 0, (2, 0), (1, 2, 3), {})
NO_INITIALIZER = all_of(KIND, None, "he", mg.HeNormal, mg.ReLU())
NO_INPUTS = all_of(EITHER, None, "ab", 1.0, [[1.0, 2.0]], np.array([["a"]]), masked([1.0, 2.0], 1)[np.newaxis])
NO_SYMBOLS = all_of(VALUE, [[0.0, 3.0]], [[-1.0, 0.0]], [[0.5, 1.0]], [[np.nan, 0.0]], [[np.inf, 0.0]], [[2.0**70, 0]])


def of_array(layer: mg.Layer, params: mg.Params, inputs: object) -> object:
    return call(layer.forward, params, np.array(inputs))


def pulled(layer: mg.Layer, params: mg.Params, inputs: mg.FloatArray, d_outputs: object) -> object:
    return call(layer.forward(params, inputs)[1], d_outputs)


MAKERS: list[Bad] = [
    *each(SHORT_COUNT, "n_inputs", mg.Conv2D, HOLE, 3, 3),
    *each(SHORT_COUNT, "n_outputs", mg.Conv2D, 2, HOLE, 3),
    *each(NO_SIZE + all_of(KIND, None), "kernel_size", mg.Conv2D, 2, 3, HOLE),
    *each(NO_SIZE + all_of(KIND, None), "stride", mg.Conv2D, 2, 3, 3, stride=HOLE),
    *each([pair for pair in SHORT_SIZE if pair[1] not in (0, (2, 0))], "padding", mg.Conv2D, 2, 3, 3, padding=HOLE),
    *each(FLAG[:4], "bias", mg.Conv2D, 2, 3, 3, bias=HOLE),
    *each(NO_INITIALIZER, "initializer", mg.Conv2D, 2, 3, 3, initializer=HOLE),
    bad("kernel_size", VALUE, mg.Conv2D, 10**4, 10**4, 10**4),
    *[
        row
        for pool in (mg.MaxPool2D, mg.AveragePool2D)
        for row in (
            *each(NO_SIZE, "kernel_size", pool, HOLE),
            *each(SHORT_SIZE, "stride", pool, 2, stride=HOLE),
            *each(all_of(EITHER, "3", True, 1.5, -1, (1, -1), 2, (0, 2), None), "padding", pool, 2, padding=HOLE),
        )
    ],
    *each(COUNT, "input_axes", mg.Flatten, HOLE),
    *each(SHORT_COUNT, "n_symbols", mg.Embedding, HOLE, 3),
    *each(SHORT_COUNT, "n_features", mg.Embedding, 3, HOLE),
    *each(NO_INITIALIZER, "initializer", mg.Embedding, 3, 2, initializer=HOLE),
    bad("n_symbols", VALUE, mg.Embedding, 10**12, 10**12),
    *each(BELOW_ONE, "rate", mg.Dropout, HOLE),
    *each(SHORT_COUNT, "input_axes", mg.Dropout, 0.5, input_axes=HOLE),
    *each(COUNT, "n_features", mg.BatchNorm, HOLE),
    *each(BELOW_ONE[:8] + BELOW_ONE[-3:], "momentum", mg.BatchNorm, 3, momentum=HOLE),
    *each(POSITIVE[::3], "epsilon", mg.BatchNorm, 3, epsilon=HOLE),
    *each(SHORT_COUNT, "input_axes", mg.BatchNorm, 3, input_axes=HOLE),
    *each(all_of(EITHER, None, 3, (), DENSE, mg.Dense, {}, "ab", Plain()), "layers", mg.Chain, HOLE),
    *[bad("layers[1]", KIND, mg.Chain, (DENSE, wrong)) for _, wrong in NO_LAYER],
    *each(
        all_of(EITHER, "a", ("a",), ("a", 3), ("a", "b", "c"), 3, ("a.b", "c")), "names", mg.Chain, (DENSE, DENSE), HOLE
    ),
    *each(NO_LAYER, "layer", mg.Residual, HOLE),
    bad(("threshold",), KIND, mg.Softplus, threshold=20),
    bad(("kernel",), KIND, mg.MaxPool2D, kernel=2),
    bad(("p",), KIND, mg.Dropout, p=0.5),
]

INNER: list[Bad] = [
    *[
        row
        for layer, params in (
            (CONVOLUTION, FILTER),
            (mg.MaxPool2D(2), {}),
            (mg.AveragePool2D(2), {}),
            (mg.Flatten(), {}),
            (mg.Embedding(3, 2), TABLE),
            (mg.Dropout(), {}),
            (mg.Dropout().in_training(np.random.default_rng(0)), {}),
            (NORMAL, PARAMS),
            (NORMAL.in_training(np.random.default_rng(0)), PARAMS),
            (mg.Softplus(), {}),
            (CHAIN, NAMED),
            (mg.Residual(DENSE), SQUARE),
        )
        for row in each(NO_INPUTS, ("inputs",), layer.forward, params, HOLE)
    ],
    *[
        bad("inputs", VALUE, layer.forward, params, wrong)
        for layer, params in ((CONVOLUTION, FILTER), (mg.MaxPool2D(2), {}), (mg.Flatten(), {}))
        for wrong in (ROW, IMAGE[0])
    ],
    bad("inputs", VALUE, CONVOLUTION.forward, FILTER, np.ones((1, 2, 4, 4))),
    *[
        bad("kernel_size", VALUE, layer.forward, FILTER, IMAGE[..., :1])
        for layer in (CONVOLUTION, mg.MaxPool2D(2), mg.AveragePool2D(2))
    ],
    *each(NO_SYMBOLS, "inputs", of_array, mg.Embedding(3, 2), TABLE, HOLE),
    bad("inputs", VALUE, mg.Embedding(3, 2).forward, TABLE, SYMBOLS[0]),
    *[
        bad("inputs", VALUE, layer.forward, PARAMS, np.ones((1, 3)))
        for layer in (NORMAL, NORMAL.in_training(np.random.default_rng(0)))
    ],
    bad("inputs", VALUE, mg.BatchNorm(2, input_axes=3).forward, PARAMS, ROW),
    bad("inputs", VALUE, mg.Dropout(input_axes=3).in_training(np.random.default_rng(0)).forward, {}, ROW),
    bad(("Residual",), VALUE, mg.Residual(mg.Dense(2, 1, bias=False)).forward, {"weight": np.ones((2, 1))}, ROW),
    *[
        bad("params", EITHER, layer.forward, {}, inputs)
        for layer, inputs in (
            (CONVOLUTION, IMAGE),
            (mg.Embedding(3, 2), SYMBOLS),
            (NORMAL, ROW),
            (NORMAL.in_training(np.random.default_rng(0)), ROW),
            (mg.LayerNorm(2), ROW),
        )
    ],
    bad("params", EITHER, NORMAL.forward, NORMAL.initialize(np.random.default_rng(0)), ROW),
    bad("params", EITHER, CHAIN.forward, SQUARE, ROW),
    *[
        bad((name,), EITHER, layer.forward, params | {name: np.ones((7, 5, 3))}, inputs)
        for layer, params, inputs in (
            (CONVOLUTION, FILTER, IMAGE),
            (mg.Embedding(3, 2), TABLE, SYMBOLS),
            (NORMAL, PARAMS, ROW),
            (NORMAL.in_training(np.random.default_rng(0)), NORMAL.initialize(np.random.default_rng(0)), ROW),
            (mg.LayerNorm(2), mg.LayerNorm(2).initialize(np.random.default_rng(0)), ROW),
        )
        for name in params
    ],
    *[
        bad(("d_outputs",), EITHER, pulled, layer, params, inputs, wrong)
        for layer, params, inputs in (
            (CONVOLUTION, FILTER, IMAGE),
            (mg.MaxPool2D(2), {}, IMAGE),
            (mg.AveragePool2D(2), {}, IMAGE),
            (mg.Flatten(), {}, IMAGE),
            (mg.Embedding(3, 2), TABLE, SYMBOLS),
            (mg.Dropout(), {}, ROW),
            (mg.Dropout().in_training(np.random.default_rng(0)), {}, ROW),
            (NORMAL, PARAMS, ROW),
            (NORMAL.in_training(np.random.default_rng(0)), PARAMS, ROW),
            (mg.Softplus(), {}, ROW),
            (CHAIN, NAMED, ROW),
            (mg.Residual(DENSE), SQUARE, ROW),
        )
        for wrong in (np.ones((1, 3)), None)
    ],
]

OBLONG = {"weight": np.ones((1, 1, 2, 3)), "bias": np.zeros(1)}
STACKED = {"table": np.arange(12.0).reshape(2, 3, 2)}


def outputs(layer: object, params: mg.Params, inputs: mg.FloatArray) -> object:
    assert isinstance(layer, mg.Layer)
    return layer.forward(params, inputs)[0]


FINE: list[Good] = [
    good(
        [[[[18.0], [66.0]]]],
        outputs,
        call(mg.Conv2D, 1, np.int64(1), [np.uint8(2), 3], stride=[2, 1]),
        OBLONG,
        IMAGE[..., :3],
    ),
    good([[[[5.0, 7.0], [13.0, 15.0]]]], outputs, call(mg.MaxPool2D, [2, 2], stride=None), {}, IMAGE.astype(">f8")),
    good(np.zeros((0, 1, 2, 2)), outputs, mg.AveragePool2D(2), {}, IMAGE[:0]),
    good([[[[0.0, 1.0], [4.0, 5.0]]], [[[6.0, 7.0], [10.0, 11.0]]]], outputs, mg.Embedding(3, 2), STACKED, SYMBOLS),
    good([[1.0, 2.0]], outputs, call(mg.Dropout, np.float32(0.25), input_axes=np.int8(1)), {}, ROW),
    good([[1.0, 2.0]], outputs, call(mg.Chain, [mg.Flatten(1)], ["flat"]), {}, ROW),
]


@pytest.mark.parametrize("group", rows(MAKERS))
def test_makers(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(INNER))
def test_what_networks_call(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(FINE))
def test_unusual_but_right(group: list[Good]) -> None:
    check_works(group)
