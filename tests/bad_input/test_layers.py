"""Layers and initializers: constructors, ``initialize``, ``forward``, and the checks of one layer."""

from __future__ import annotations

import numpy as np
import pytest
from typing_extensions import override

import minigrad as mg

from .rows.table import HOLE, Bad, Good, bad, call, check_refused, check_works, each, good, rows
from .rows.values import (
    BELOW_ONE,
    COUNT,
    EITHER,
    FLAG,
    KIND,
    NO_LAYER,
    NO_POINT,
    POSITIVE,
    SHORT_RNG,
    VALUE,
    Plain,
    all_of,
    frozen,
    masked,
)

NO_INITIALIZER = all_of(
    KIND, None, "he", 0.1, mg.HeNormal, Plain(), np.random.default_rng(0), mg.ReLU(), mg.Initializer, len
)
WEIGHT = np.array([[2.0], [3.0]])
PARAMS = {"weight": WEIGHT, "bias": np.array([1.0])}
SCALED = {"scale": np.ones(2), "shift": np.zeros(2)}
NO_PARAMS = all_of(EITHER, 3, "weight", [1.0], Plain(), {1: WEIGHT})
NO_BIAS = all_of(EITHER, "abc", [np.nan], [1j], masked([1.0], 0), np.ones(2), [1.0, [2.0]], [], {})
DRAW = np.random.default_rng(0)
NO_GENERATOR = all_of(KIND, None, 0, "0", np.random, Plain(), np.random.default_rng)


def forward(layer: object, params: mg.Params, inputs: object) -> object:
    assert isinstance(layer, mg.Layer)
    return call(layer.forward, params, inputs)[0]  # type: ignore[index]  # a tuple, whatever the call's type says


def pull(layer: mg.Layer, params: mg.Params, d_outputs: object) -> object:
    _, pullback = layer.forward(params, np.array([[1.0, 10.0]]))
    return call(pullback, d_outputs)


MAKERS: list[Bad] = [
    *each(COUNT, "n_inputs", mg.Dense, HOLE, 3),
    *each(COUNT, "n_outputs", mg.Dense, 3, HOLE),
    *each(FLAG, "bias", mg.Dense, 2, 3, bias=HOLE),
    *each(NO_INITIALIZER, "initializer", mg.Dense, 2, 3, initializer=HOLE),
    *each(POSITIVE, "scale", mg.Normal, HOLE),
    *each(BELOW_ONE, "negative_slope", mg.LeakyReLU, HOLE),
    *each(all_of(VALUE, None, "sigmoid", 1, Plain()), "approximate", mg.GELU, HOLE),
    *each(COUNT, "n_features", mg.LayerNorm, HOLE),
    *each(POSITIVE, "epsilon", mg.LayerNorm, 4, epsilon=HOLE),
    bad(("n_outputs",), KIND, mg.Dense, 3),
    bad(("units",), KIND, mg.Dense, 3, units=4),
    bad(("slope",), KIND, mg.ReLU, slope=0.1),
    bad(("Layer",), KIND, mg.Layer),
    bad(("Activation",), KIND, mg.Activation),
    bad(("Initializer",), KIND, mg.Initializer),
    bad(("n_inputs",), AttributeError, setattr, mg.Dense(2, 3), "n_inputs", 4),
    bad(("units",), (AttributeError, TypeError), setattr, mg.Dense(2, 3), "units", 4),
]

# What networks call with arguments of their own: a few rows each.
INNER: list[Bad] = [
    *each(NO_GENERATOR[:3], "rng", mg.Dense(2, 3).initialize, HOLE),
    *[bad("rng", KIND, one.sample, None, 2, 3) for one in (mg.GlorotUniform(), mg.HeNormal(), mg.Normal(1.0))],
    *[bad("n_inputs", KIND, one.sample, DRAW, "3", 3) for one in (mg.GlorotUniform(), mg.HeNormal(), mg.Normal(1.0))],
    *[bad("n_outputs", VALUE, one.sample, DRAW, 3, -1) for one in (mg.GlorotUniform(), mg.HeNormal(), mg.Normal(1.0))],
    bad(("inputs",), VALUE, mg.Dense(2, 1).forward, PARAMS, np.ones((1, 3))),
    bad(("inputs",), VALUE, mg.Dense(2, 1).forward, PARAMS, np.ones((3, 1))),
    bad(("inputs",), EITHER, mg.Dense(2, 1).forward, PARAMS, np.float64(1.0)),
    bad(("inputs",), EITHER, mg.Dense(2, 1).forward, PARAMS, None),
    bad(("inputs",), EITHER, mg.ReLU().forward, {}, "ab"),
    bad("params", EITHER, mg.Dense(2, 1).forward, {}, np.ones((1, 2))),
    bad(("weight",), EITHER, mg.Dense(2, 1).forward, {"weight": np.ones((3, 1)), "bias": np.ones(1)}, np.ones((1, 2))),
    bad(("d_outputs",), EITHER, pull, mg.Dense(2, 1), PARAMS, np.ones((1, 3))),
    bad(("d_outputs",), EITHER, pull, mg.Tanh(), {}, np.ones((1, 3))),
    bad(("inputs",), EITHER, mg.Softmax().forward, {}, "ab"),
    bad(("d_outputs",), EITHER, pull, mg.Softmax(), {}, np.ones((1, 3))),
    bad(("inputs",), VALUE, mg.LayerNorm(3).forward, SCALED, np.ones((1, 2))),
    bad(("d_outputs",), EITHER, pull, mg.LayerNorm(2), SCALED, np.ones((1, 3))),
]


class Wrong(mg.Layer):
    """A layer whose ``forward`` returns what it is told to."""

    elementwise = False

    def __init__(self, forward: object, start: object = None) -> None:
        self.result, self.start = forward, {} if start is None else start

    @override
    def initialize(self, rng: object) -> object:  # type: ignore[override]  # wrong on purpose
        return self.start

    @override
    def forward(self, params: object, inputs: object) -> object:  # type: ignore[override]  # wrong on purpose
        return self.result

    @override
    def __repr__(self) -> str:
        return f"Wrong({self.result!r:.40})"


SAMPLES = np.array([[1.0, 10.0]])


def with_bias(bias: object) -> object:
    return call(mg.verify_layer, mg.Dense(2, 1), SAMPLES, params={"weight": WEIGHT, "bias": bias})


def nothing() -> None:
    """A pullback that takes no derivative."""


RESULTS: tuple[object, ...] = (None, SAMPLES, (SAMPLES,), ("ab", len), (SAMPLES * 1j, lambda d: ({}, d)), (None, len))
PULLBACKS: tuple[object, ...] = (
    None,
    SAMPLES,
    nothing,
    lambda d: None,
    lambda d: d,
    lambda d: ({}, None),
    lambda d: (None, d),
    lambda d: ({}, d[:, :1]),
    lambda d: ({}, 1j * d),
    lambda d: ({}, masked([1.0, 2.0], 0)[np.newaxis]),
)
STARTS: tuple[object, ...] = ([1.0], "ab", {"w": "a"}, {"w": 1j})
VERIFIED: list[Bad] = [
    *each(NO_LAYER, "layer", mg.verify_layer, HOLE, SAMPLES),
    *each(NO_POINT, "inputs", mg.verify_layer, mg.Tanh(), HOLE),
    *each(
        all_of(EITHER, 1.0, [1.0], np.ones((1, 3)), np.ones((0, 2))), "inputs", mg.verify_layer, mg.Dense(2, 1), HOLE
    ),
    *each(NO_PARAMS, "params", mg.verify_layer, mg.Dense(2, 1), SAMPLES, params=HOLE),
    *each(NO_BIAS, "bias", with_bias, HOLE),
    bad(("bias",), EITHER, mg.verify_layer, mg.Dense(2, 1), SAMPLES, params={"weight": WEIGHT}),
    bad(("weight",), EITHER, mg.verify_layer, mg.Dense(2, 1), SAMPLES, params={}),
    bad(("gain",), EITHER, mg.verify_layer, mg.Dense(2, 1), SAMPLES, params={**PARAMS, "gain": np.ones(1)}),
    bad(("weight",), EITHER, mg.verify_layer, mg.Dense(2, 1), SAMPLES, params={**PARAMS, "weight": WEIGHT.T}),
    *each(SHORT_RNG, "rng", mg.verify_layer, mg.Dense(2, 1), SAMPLES, rng=HOLE),
    *[bad(("forward",), EITHER, mg.verify_layer, Wrong(result), SAMPLES) for result in RESULTS],
    *[bad(("pullback",), EITHER, mg.verify_layer, Wrong((SAMPLES, pullback)), SAMPLES) for pullback in PULLBACKS],
    *[
        bad(("initialize",), EITHER, mg.verify_layer, Wrong((SAMPLES, lambda d: ({}, d)), start), SAMPLES)
        for start in STARTS
    ],
    bad(("param",), KIND, mg.verify_layer, mg.Dense(2, 1), SAMPLES, param={}),
]


def outcome(layer: mg.Layer, inputs: object, **options: object) -> str:
    return str(call(mg.verify_layer, layer, inputs, **options).verdict)  # type: ignore[attr-defined]  # a report


FINE: list[Good] = [
    good([[33.0]], forward, call(mg.Dense, np.int64(2), np.uint8(1), bias=np.True_), PARAMS, np.array([[1.0, 10.0]])),
    good([[33.0]], forward, mg.Dense(2, 1), {"weight": WEIGHT, "bias": frozen(1.0)}, np.array([[10.0, 1.0]])[:, ::-1]),
    good([[32.0]], forward, mg.Dense(2, 1, bias=False), {"weight": WEIGHT}, frozen(1.0, 10.0)[np.newaxis]),
    good(np.zeros((0, 1)), forward, mg.Dense(2, 1), PARAMS, np.zeros((0, 2))),
    good([[0.0, 2.0]], forward, mg.ReLU(), {}, np.array([[-1.0, 2.0]], dtype=">f8")),
    good([[0.0, 1.0]], forward, mg.Tanh(), {}, np.array([[0.0, 400.0]], dtype=np.float32)),
    good(
        "pass", outcome, mg.Dense(2, 1), [(1, 10)], params={"weight": [[2], [3]], "bias": (1,)}, rng=np.random.PCG64(1)
    ),
    good("pass", outcome, mg.Tanh(), ((1, 2, 3),), rng=[1, 2, 3]),
    good("pass", outcome, mg.Sigmoid(), masked([1.0, 2.0])[np.newaxis], rng=2**70),
]


@pytest.mark.parametrize("group", rows(MAKERS))
def test_layers(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(INNER))
def test_what_networks_call(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(VERIFIED))
def test_verify_layer(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(FINE))
def test_unusual_but_right(group: list[Good]) -> None:
    check_works(group)
