"""The suites of ``minigrad.testing`` and what shrinks failing cases."""

from __future__ import annotations

import numpy as np
import pytest
from typing_extensions import override

import minigrad as mg
from minigrad import testing

from .rows.table import HOLE, Bad, Good, bad, call, check_refused, check_works, each, good, rows
from .rows.values import (
    COMPLEX_POINT,
    EITHER,
    KIND,
    NO_DIFFERENTIATOR,
    NO_FUNCTION,
    NO_LAYER,
    NO_OBJECTIVE,
    NO_OPTIMIZER,
    SHORT_COUNT,
    SHORT_LABELS,
    SHORT_POINT,
    SHORT_POSITIVE,
    SHORT_RNG,
    VALUE,
    all_of,
    but_for,
    without_none,
)

Vector = mg.FloatArray
X = np.array([1.0, 2.0])
DENSE, MSE, ENTROPY = mg.Dense(2, 1), mg.MeanSquaredError(), mg.SoftmaxCrossEntropy()
OUT = [[0.0, 1.0, 2.0], [0.0, 0.0, 0.0]]


def bowl(x: Vector) -> float:
    return float(np.sum(x * x))


def slope(x: Vector) -> Vector:
    return 2 * x


def steep(x: Vector) -> Vector:
    return 3 * x


def asserted(**changes: object) -> object:
    given: dict[str, object] = {"fun": bowl, "jac": slope, "x": X} | changes
    return call(testing.assert_gradient, **given)


def shrunk(**changes: object) -> object:
    given: dict[str, object] = {"fun": bowl, "jac": steep, "x": X} | changes
    return call(testing.shrink_gradient, **given)


def kept(suite: object, *arguments: object, **options: object) -> bool:
    """Whether a suite says of all clauses that they are kept."""
    result = call(suite, *arguments, **options)
    assert isinstance(result, testing.ContractResult)
    return len(result.kept) > 5 and result.not_run == result.expected == ()


class WrongLayer(mg.Layer):
    """Its pullback is half of what it should be."""

    elementwise = True

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, Vector]:
        return {}

    @override
    def forward(self, params: mg.Params, inputs: mg.FloatArray) -> tuple[mg.FloatArray, mg.Pullback]:
        return 2 * inputs, lambda d: ({}, d)


SUITES: list[Bad] = [
    *each(NO_LAYER, "layer", testing.check_layer, HOLE),
    *each(without_none(SHORT_POINT), "inputs", testing.check_layer, DENSE, HOLE),
    *each(all_of(EITHER, 1.0, [1.0], np.ones((1, 3)), np.ones((2, 2, 2))), "inputs", testing.check_layer, DENSE, HOLE),
    *each(SHORT_RNG, "rng", testing.check_layer, DENSE, rng=HOLE),
    *each(NO_OBJECTIVE, "objective", testing.check_objective, HOLE),
    *each(without_none(SHORT_POINT), "outputs", testing.check_objective, ENTROPY, HOLE, [0, 1]),
    *each(without_none(SHORT_LABELS), "targets", testing.check_objective, ENTROPY, OUT, HOLE),
    bad(("targets",), EITHER, testing.check_objective, MSE, OUT, [0, 1]),
    bad(("outputs",), EITHER, testing.check_objective, MSE, None, OUT),
    *each(SHORT_RNG, "rng", testing.check_objective, MSE, rng=HOLE),
    *each(NO_OPTIMIZER, "optimizer", testing.check_optimizer, HOLE),
    *each(SHORT_COUNT, "steps", testing.check_optimizer, mg.Adam(0.1), steps=HOLE),
    *each(NO_DIFFERENTIATOR + all_of(KIND, None), "differentiator", testing.check_differentiator, HOLE),
    *each(SHORT_POSITIVE, "rtol", testing.check_differentiator, mg.CentralDifference(), rtol=HOLE),
    *[
        bad((name,), KIND, suite, **{name: 1})
        for name, suite in (("layers", testing.check_layer), ("epochs", testing.check_optimizer))
    ],
]

TOOLS: list[Bad] = [
    *each(NO_FUNCTION, "fun", asserted, fun=HOLE),
    *each(NO_FUNCTION, "jac", asserted, jac=HOLE),
    *each(but_for(SHORT_POINT, COMPLEX_POINT), "x", asserted, x=HOLE),
    *each(all_of(EITHER, "ab", 3, ["a"], [1, 2]), "names", asserted, names=HOLE),
    *each(all_of(EITHER, "1", 0.0, -1.0, 1.0, np.nan, True, [1e-3]), "rtol", asserted, rtol=HOLE),
    *each(all_of(EITHER, 3, (5.0, 0.0), (1.5, 9.0), (0,)), "bounds", asserted, bounds=HOLE),
    *each(SHORT_RNG, "rng", asserted, rng=HOLE),
    bad(("FAIL",), mg.GradientCheckError, asserted, jac=steep),
    *each(NO_FUNCTION, "fun", shrunk, fun=HOLE),
    *each(NO_FUNCTION, "jac", shrunk, jac=HOLE),
    *each(SHORT_POINT, "x", shrunk, x=HOLE),
    *[
        row
        for name in ("name", "jac_name")
        for row in each(
            all_of(EITHER, None, 3, b"f", ["f"], "", "two words", "1st", "class"), name, shrunk, **{name: HOLE}
        )
    ],
    bad(("nothing to shrink",), VALUE, shrunk, jac=slope),
    *each(NO_LAYER, "layer", testing.shrink_layer, HOLE, [X]),
    *each(SHORT_POINT, "inputs", testing.shrink_layer, WrongLayer(), HOLE),
    bad(("nothing to shrink",), VALUE, testing.shrink_layer, DENSE, [X]),
    *each(NO_OBJECTIVE, "objective", testing.shrink_objective, HOLE, OUT, OUT),
    *each(SHORT_POINT, "outputs", testing.shrink_objective, ENTROPY, HOLE, [0, 1]),
    *each(SHORT_LABELS, "targets", testing.shrink_objective, ENTROPY, OUT, HOLE),
    bad(("nothing to shrink",), VALUE, testing.shrink_objective, MSE, OUT, OUT),
    bad(("ContractError",), KIND, testing.ContractError),
    bad(("SmallestCase",), KIND, testing.SmallestCase),
]

FINE: list[Good] = [
    good(True, kept, testing.check_layer, mg.Dense(2, 3), [[1, 2], [3, 4]], rng=np.random.PCG64(1)),
    good(True, kept, testing.check_objective, ENTROPY, OUT, (0, 1), rng=np.int64(7)),
    good(True, kept, testing.check_objective, MSE, OUT),
    good(True, kept, testing.check_optimizer, mg.GradientDescent(np.float64(0.1)), steps=np.int64(50)),
    good(True, lambda: testing.assert_gradient(bowl, slope, (1, 2), names=["a", "b"], rtol=1e-3, bounds=[0, 9]).passed),
    good("fail", lambda: str(testing.shrink_gradient(bowl, steep, (1, 2)).report.verdict)),
    good((1, 1), lambda: testing.shrink_layer(WrongLayer(), [(1, 2), (3, 4)]).arrays["inputs"].shape),
]


@pytest.mark.parametrize("group", rows(SUITES))
def test_suites(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(TOOLS))
def test_tools(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(FINE))
def test_unusual_but_right(group: list[Good]) -> None:
    check_works(group)
