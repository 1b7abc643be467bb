"""Networks, their layouts, their theta, and the mean loss of one on data."""

from __future__ import annotations

import math

import numpy as np
import pytest

import minigrad as mg

from .rows.table import HOLE, Bad, Good, bad, call, check_refused, check_works, each, good, rows
from .rows.values import (
    COUNT,
    DTYPE,
    EITHER,
    FLAG,
    KIND,
    NO_LAYER,
    NO_POINT,
    POSITIVE,
    RNG,
    SHORT_COUNT,
    SHORT_POINT,
    SHORT_REALS,
    SHORT_RNG,
    VALUE,
    Plain,
    Series,
    all_of,
    frozen,
    masked,
    without_none,
)

NET, ENTROPY = mg.SimpleNet(2, 3, rng=0), mg.SoftmaxCrossEntropy()
DENSE = mg.Dense(2, 3)
NO_INITIALIZER = all_of(KIND, None, "he", 0.1, mg.HeNormal, Plain(), mg.ReLU())
THETA = [0.47355232, 0.9977393, 0.84668094, 0.85557411, 0.03563661, 0.69422093]
NO_THETA = without_none(NO_POINT) + all_of(
    EITHER, None, 1.0, [1.0], np.ones(5), np.ones(7), np.ones((6, 1)), np.ones((2, 3))
)
NO_THETA += all_of(EITHER, [1.0, 2.0, 3.0, 4.0, 5.0, np.nan], masked(range(6), 3), [*range(5), 10**400])
NO_WEIGHT = all_of(
    EITHER, None, "a", 1.0, np.ones(6), np.ones((3, 2)), np.ones((2, 3, 1)), [[1.0, 2.0, np.nan], [1.0, 2.0, 3.0]]
)
NO_WEIGHT += all_of(EITHER, [[1j, 0, 0], [0, 0, 0]], masked(range(6), 3).reshape(2, 3), [[1.0], [1.0, 2.0]])


def set_on(make: object, name: str, value: object) -> None:
    """Assign to a fresh object, which must stay as it was if it refuses."""
    target = call(make)
    assert isinstance(target, mg.Network)
    before = target.theta.copy()
    try:
        setattr(target, name, value)
    except Exception:
        assert np.array_equal(target.theta, before), "it was changed all the same"
        raise


def simple() -> mg.SimpleNet:
    return mg.SimpleNet(2, 3, rng=0)


def two_layers() -> mg.TwoLayerNet:
    return mg.TwoLayerNet(2, 4, 3, rng=0)


MAKERS: list[Bad] = [
    *each(COUNT, "n_inputs", mg.SimpleNet, HOLE, 3),
    *each(SHORT_COUNT, "n_outputs", mg.SimpleNet, 2, HOLE),
    *each(FLAG, "bias", mg.SimpleNet, bias=HOLE),
    *each(POSITIVE, "scale", mg.SimpleNet, scale=HOLE),
    *each(RNG, "rng", mg.SimpleNet, rng=HOLE),
    *each(DTYPE, "dtype", mg.SimpleNet, dtype=HOLE),
    *each(SHORT_COUNT, "n_inputs", mg.TwoLayerNet, HOLE, 4, 3),
    *each(SHORT_COUNT, "n_hidden", mg.TwoLayerNet, 2, HOLE, 3),
    *each(SHORT_COUNT, "n_outputs", mg.TwoLayerNet, 2, 4, HOLE),
    *each(
        [pair for pair in NO_LAYER if pair[1] is not mg.Dense], "activation", mg.TwoLayerNet, 2, 4, 3, activation=HOLE
    ),
    bad("activation", KIND, mg.TwoLayerNet, 2, 4, 3, activation=mg.Dense),
    bad("activation", VALUE, mg.TwoLayerNet, 2, 4, 3, activation=mg.Dense(5, 4)),
    *each(NO_INITIALIZER, "initializer", mg.TwoLayerNet, 2, 4, 3, initializer=HOLE),
    *each(SHORT_RNG, "rng", mg.TwoLayerNet, 2, 4, 3, rng=HOLE),
    *each(DTYPE[:5], "dtype", mg.TwoLayerNet, 2, 4, 3, dtype=HOLE),
    *each(SHORT_COUNT, "n_inputs", mg.MultiLayerNet, HOLE, [4], 3),
    *each(all_of(KIND, None, 4, "44", {}), ("hidden",), mg.MultiLayerNet, 2, HOLE, 3),
    *[bad("hidden", kind, mg.MultiLayerNet, 2, [4, wrong], 3) for kind, wrong in ((KIND, "4"), (VALUE, 0))],
    *each(SHORT_COUNT, "n_outputs", mg.MultiLayerNet, 2, [4], HOLE),
    bad("activation", KIND, mg.MultiLayerNet, 2, [4], 3, activation=mg.Tanh),
    bad("activation", VALUE, mg.MultiLayerNet, 2, [4, 5], 3, activation=mg.Dense(4, 4)),
    *each(FLAG[:4], "batch_norm", mg.MultiLayerNet, 2, [4], 3, batch_norm=HOLE),
    *[bad(("rate",), VALUE, mg.MultiLayerNet, 2, [4], 3, dropout=wrong) for wrong in (1.0, -0.1)],
    *each(
        all_of(EITHER, None, 8, "188", (8, 8), (1, 0, 8), (1, 8, -8), (1, 8, 8.0)),
        "input_shape",
        mg.SimpleConvNet,
        HOLE,
    ),
    *[
        row
        for name in ("n_filters", "n_hidden", "n_outputs")
        for row in each(SHORT_COUNT, name, mg.SimpleConvNet, **{name: HOLE})
    ],
    *each(all_of(EITHER, None, 0, "3", (3,)), "kernel_size", mg.SimpleConvNet, kernel_size=HOLE),
    *[bad("kernel_size", VALUE, mg.SimpleConvNet, (1, 6, 6), 3, wrong) for wrong in (7, 6)],
    *each(NO_INITIALIZER[:3], "initializer", mg.SimpleConvNet, initializer=HOLE),
    *each(SHORT_RNG[:2], "rng", mg.SimpleConvNet, (1, 6, 6), 1, 3, rng=HOLE),
    *each(DTYPE[:2], "dtype", mg.SimpleConvNet, (1, 6, 6), 1, 3, dtype=HOLE),
    *each(all_of(EITHER, None, 3, [], (), {}, DENSE, mg.Dense, Plain()), ("layers",), mg.Sequential, HOLE),
    *[
        bad("layers[1]", KIND, mg.Sequential, [DENSE, wrong])
        for wrong in (None, "ReLU", mg.ReLU, np.tanh, mg.Adam(), NET, [mg.ReLU()])
    ],
    bad("layers", VALUE, mg.Sequential, [mg.ReLU()]),
    bad("layers", VALUE, mg.Sequential, iter([])),
    bad(("layers",), KIND, mg.Sequential, "ab"),
    bad("layers[0]", KIND, mg.Sequential, [mg.Dense, mg.ReLU()]),
    bad(("layers[1]",), VALUE, mg.Sequential, [DENSE, mg.Dense(2, 3)]),
    bad(("layers[2]",), VALUE, mg.Sequential, [DENSE, mg.ReLU(), mg.Dense(4, 3)]),
    *each(SHORT_RNG, "rng", mg.Sequential, [DENSE], rng=HOLE),
    *each(DTYPE[:5], "dtype", mg.Sequential, [DENSE], dtype=HOLE),
    bad(("activation",), KIND, mg.SimpleNet, activation=mg.ReLU()),
    bad(("hidden",), KIND, mg.TwoLayerNet, 2, hidden=4, n_outputs=3),
    bad(("n_hidden",), KIND, mg.TwoLayerNet, 2),
    bad(("Network",), KIND, mg.Network, [DENSE], rng=0, dtype=np.float64),
]

SET: list[Bad] = [
    *each(NO_THETA, "theta", set_on, simple, "theta", HOLE),
    *each(NO_THETA[-6:], "theta", set_on, two_layers, "theta", HOLE),
    *each(NO_WEIGHT, ("weight",), set_on, simple, "weight", HOLE),
    *[
        bad((name,), AttributeError, set_on, make, name, np.ones(3))
        for make in (simple, two_layers)
        for name in ("bias", "weights", "Theta", "layers", "layout", "dtype", "parameters", "rng", "W")
    ],
    bad(("weight",), AttributeError, set_on, two_layers, "weight", np.ones((2, 4))),
    bad(("theta",), AttributeError, delattr, simple(), "theta"),
    bad(("read-only",), VALUE, lambda net: net.theta.__setitem__(0, 1.0), simple()),
    bad(("read-only",), VALUE, lambda net: net.weight.__setitem__(0, 1.0), simple()),
]

CALLED: list[Bad] = [
    *each(NO_POINT, "x", NET.predict, HOLE),
    *each(
        all_of(EITHER, 1.0, [1.0], np.ones(3), np.ones((4, 3)), np.ones((2, 1)), np.ones((2, 2, 2)), np.ones((0, 2))),
        "x",
        NET.predict,
        HOLE,
    ),
    bad("x", KIND, NET.predict, [[True, True]]),
    *each(NO_THETA[::2], "theta", NET.forward, HOLE, [1.0, 2.0]),
    *each(SHORT_POINT, "x", NET.forward, THETA, HOLE),
    *each(NO_THETA[:3] + NO_THETA[-6:], "theta", NET.pullback, HOLE, [1.0, 2.0]),
    *each(SHORT_POINT, "x", NET.pullback, THETA, HOLE),
    *each(
        all_of(EITHER, None, 1.0, np.ones(2), np.ones((3, 1)), np.ones((1, 3)), "abc"),
        "d_outputs",
        lambda d: call(NET.pullback(THETA, [1.0, 2.0])[1], d),
        HOLE,
    ),
    *each(all_of(EITHER, None, "a", 1.0, [1.0], Plain()), "params", NET.flatten, HOLE),
    bad("params", VALUE, NET.flatten, {}),
    bad("params", VALUE, NET.flatten, {"dense1.bias": [1.0]}),
    *each(
        all_of(
            EITHER, None, "a", np.ones(6), np.ones((3, 2)), [[1j, 0, 0], [0, 0, 0]], masked(range(6), 3).reshape(2, 3)
        ),
        ("dense1.weight",),
        lambda weight: NET.flatten({"dense1.weight": weight}),
        HOLE,
    ),
    bad(("gain",), VALUE, NET.flatten, {"dense1.weight": np.ones((2, 3)), "gain": [1.0]}),
    *each(
        without_none(SHORT_REALS) + all_of(EITHER, None, 1.0, np.ones(5), np.ones((6, 1))), "theta", NET.unflatten, HOLE
    ),
    *each(all_of((IndexError,), 6, -1, 10**20) + all_of(KIND, "0", 0.5, None, [0]), "index", NET.layout.name, HOLE),
    bad("names", EITHER, mg.ParameterLayout, None, ((2, 3),)),
    bad("names", EITHER, mg.ParameterLayout, "ab", ((2, 3), (3,))),
    bad("names", EITHER, mg.ParameterLayout, ("a", "a"), ((2, 3), (3,))),
    bad("names", EITHER, mg.ParameterLayout, (1, 2), ((2, 3), (3,))),
    bad("shapes", EITHER, mg.ParameterLayout, ("a", "b"), ((2, 3),)),
    bad("shapes[0]", EITHER, mg.ParameterLayout, ("a",), ((-2, 3),)),
    bad("shapes[0]", EITHER, mg.ParameterLayout, ("a",), ((2.5, 3),)),
    bad("shapes", EITHER, mg.ParameterLayout, ("a",), None),
    bad("shapes[0]", EITHER, mg.ParameterLayout, ("a",), (3,)),
    bad("shapes[0]", EITHER, mg.ParameterLayout, ("a",), ("23",)),
]


def risk(**changes: object) -> object:
    """The mean loss of the article's network on one sample, with some arguments changed."""
    given: dict[str, object] = {"network": NET, "objective": ENTROPY, "x": [[0.6, 0.9], [0.1, 0.2]], "t": [2, 0]}
    return call(mg.EmpiricalRisk, **(given | changes))


ONE = mg.EmpiricalRisk(NET, ENTROPY, [0.6, 0.9], [0, 0, 1])


def predict(theta: object, x: object, *layers: object) -> object:
    net = call(mg.Sequential, layers or [mg.Dense(2, 3, bias=False)], rng=np.random.default_rng(0))
    assert isinstance(net, mg.Network)
    setattr(net, "theta", theta)
    return call(net.predict, x)


def shape_of(*arguments: object, **options: object) -> tuple[int, ...]:
    net = call(mg.SimpleNet, *arguments, **options)
    assert isinstance(net, mg.SimpleNet)
    return net.weight.shape


OUT = [1.05414809, 0.63071653, 1.1328074]
FINE: list[Good] = [
    *[
        good(OUT, predict, theta, [0.6, 0.9], within=1e-7)
        for theta in (THETA, tuple(THETA), Series(*THETA), frozen(*THETA), np.array(THETA, ">f8"))
    ],
    *[
        good(OUT, predict, THETA, x, within=1e-7)
        for x in ((0.6, 0.9), Series(0.6, 0.9), frozen(0.6, 0.9), masked([0.6, 0.9]), np.array([0.9, 0.6])[::-1])
    ],
    good([OUT, OUT], predict, THETA, np.array([[0.6, 0.6], [0.9, 0.9]]).T, within=1e-7),
    good([[5.0, 7.0, 9.0]], predict, range(1, 7), [[1, 1]]),
    good(
        [5.0, 7.0, 9.0],
        predict,
        range(1, 7),
        np.array([1, 1], dtype=np.uint8),
        call(mg.Dense, np.int64(2), np.uint8(3), bias=False),
    ),
    good((2, 3), shape_of, np.int8(2), np.uint16(3), scale=np.float32(2), bias=np.False_, rng=np.int64(1)),
    good((27,), lambda: mg.TwoLayerNet(2, 4, 3, rng=[1, 2]).theta.shape),
    good(
        (9,), lambda: mg.Sequential((layer for layer in [DENSE, mg.ReLU()]), rng=np.random.SeedSequence(1)).theta.shape
    ),
    good("float32", lambda: str(mg.SimpleNet(dtype=np.float32).predict([1.0, 2.0]).dtype)),
    good(0.92806854, lambda: ONE(THETA), within=1e-7),
    good(0.92806854, lambda: ONE(np.array(THETA, dtype=np.longdouble)), within=1e-7),
    good(0.92806854, lambda: ONE(frozen(*THETA)), within=1e-7),
    good([0.92806854] * 2, lambda: ONE.values([THETA, THETA]), within=1e-7),
    good(math.log(3.0), lambda: call(risk(t=range(0, 4, 2)), np.zeros(6))),
    good(
        math.log(3.0), lambda: call(risk(t=np.array([2, 0], dtype=">u2"), x=np.ones((2, 2), dtype=np.float16)), [0] * 6)
    ),
    good("dense1.weight[0, 2]", lambda: ONE.name(int(np.int64(2)))),
    good("dense1.weight[0, 2]", ONE.name, np.int64(2)),
    good([1.0, 2.0, 3.0], lambda: mg.ParameterLayout(("a",), ((3,),)).flatten({"a": range(1, 4)})),
]


@pytest.mark.parametrize("group", rows(MAKERS))
def test_networks(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(SET))
def test_attributes(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(CALLED))
def test_calls(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(FINE))
def test_unusual_but_right(group: list[Good]) -> None:
    check_works(group)
