"""Objectives: ``value``, ``gradient``, ``prepare``, ``mean``, and the check of one objective."""

from __future__ import annotations

import math

import numpy as np
import pytest
from typing_extensions import override

import minigrad as mg

from .rows.table import HOLE, Bad, Good, bad, call, check_refused, check_works, each, good, rows
from .rows.values import (
    BELOW_ONE,
    EITHER,
    KIND,
    LABELS,
    NO_OBJECTIVE,
    NO_POINT,
    SHORT_POINT,
    SHORT_POSITIVE,
    SHORT_REALS,
    SHORT_RNG,
    VALUE,
    Series,
    all_of,
    either,
    frozen,
    masked,
)

MSE, ENTROPY = mg.MeanSquaredError(), mg.SoftmaxCrossEntropy()
OUT = [[0.0, 1.0, 2.0], [0.0, 0.0, 0.0]]
ROWS = [[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]
NO_ROWS = either(NO_POINT[1:]) + all_of(
    VALUE, np.ones(3), np.ones((2, 2)), np.ones((3, 2)), np.ones((1, 3)), np.ones((2, 3, 1)), 1.0
)
NO_ROWS += all_of(VALUE, [[np.nan, 0.0, 0.0], [0.0, 0.0, 0.0]]) + all_of(EITHER, masked(range(6), 1).reshape(2, 3))
PROBABILITIES = all_of(
    VALUE, [[0.5, 0.6, 0.0], [1.0, 0.0, 0.0]], [[2.0, -1.0, 0.0], [1.0, 0.0, 0.0]], np.zeros((2, 3)), np.ones((2, 3))
)
PROBABILITIES += all_of(
    VALUE, [[np.nan, 0.0, 1.0], [1.0, 0.0, 0.0]], [[np.inf, 0.0, 0.0], [1.0, 0.0, 0.0]], [[0, 2, 0], [1, 0, 0]]
)
PROBABILITIES += all_of(
    EITHER, [[1.0, 0.0], [1.0, 0.0]], [0], [0, 1, 2], [[0], [1]], [], [[[0, 1, 0]]], 1, np.int64(1), [["a"]]
)
PROBABILITIES += all_of(EITHER, masked([0, 1, 0, 1, 0, 0], 1).reshape(2, 3), [[0j, 1, 0], [1, 0, 0]])
WEIGHTS = all_of(EITHER, 2.0, "ab", ["a", "b"], [1j, 1.0], [[1.0, 2.0]], [], masked([1.0, 2.0], 1))
WEIGHTS += all_of(VALUE, [1.0, np.nan], [1.0, np.inf], [1.0, -0.5], [0.0, 0.0], [1.0])
BINARY = all_of(KIND, [0.0, 1.0], [True, False], ["a", "b"], None)
BINARY += all_of(VALUE, [0, 2], [1, 2], [-1, 1], [0, 1, 0], [[0.0], [1.5]], [[0.0], [-0.5]], [[0.0, 1.0]])
BINARY_ROWS = all_of(VALUE, [0, 1], [[0.0, 1.0, 1.5], [0.0, 0.0, 0.0]], [[0.0, 1.0], [0.0, 1.0]])

PAIRS: list[Bad] = [
    *[row for method in (MSE.value, ENTROPY.gradient) for row in each(NO_POINT, "outputs", method, HOLE, [0, 1])],
    *each(SHORT_POINT[:-1], "outputs", MSE.gradient, HOLE, ROWS),
    *each(SHORT_POINT, "outputs", ENTROPY.value, HOLE, [0, 1]),
    *each(NO_ROWS, "targets", MSE.value, OUT, HOLE),
    *each(NO_ROWS[:3] + NO_ROWS[-9:], "targets", MSE.gradient, OUT, HOLE),
    *each(LABELS, "targets", ENTROPY.value, OUT, HOLE),
    *each(LABELS[:5] + LABELS[-9:], "targets", ENTROPY.gradient, OUT, HOLE),
    *[row for method in (ENTROPY.value, ENTROPY.gradient) for row in each(PROBABILITIES, "targets", method, OUT, HOLE)],
    bad("targets", EITHER, MSE.value, OUT, [0, 1]),
    bad("outputs", EITHER, MSE.value, 1.0, 1.0),
    bad("outputs", EITHER, MSE.value, np.zeros((2, 3, 4)), np.zeros((2, 3, 4))),
    bad("outputs", EITHER, MSE.value, np.zeros((0, 3)), np.zeros((0, 3))),
    bad("outputs", EITHER, ENTROPY.value, np.zeros((2, 0)), [0, 0]),
    bad("outputs", EITHER, ENTROPY.gradient, np.zeros((0, 3)), []),
    bad("targets", EITHER, ENTROPY.value, [0.0, 1.0], 2),
    bad("targets", EITHER, ENTROPY.value, [0.0, 1.0], -1),
    bad("targets", EITHER, ENTROPY.value, [0.0, 1.0], 0.5),
    *each(LABELS[:4], "targets", ENTROPY.prepare, HOLE, (2, 3)),
    *each(all_of(EITHER, None, 3), "outputs_shape", ENTROPY.prepare, [0, 1], HOLE),
    *each(SHORT_REALS[:1] + SHORT_REALS[-1:], "values", MSE.mean, HOLE),
    bad("values", EITHER, MSE.mean, np.float64(1.0)),
    bad("values", EITHER, MSE.mean, np.zeros(0)),
    bad(("weight",), KIND, MSE.value, OUT, OUT, weight=[1, 2]),
    *each(WEIGHTS, "weights", MSE.value, OUT, OUT, weights=HOLE),
    *each(WEIGHTS[-3:], "weights", ENTROPY.gradient, OUT, [0, 1], weights=HOLE),
    *each(BELOW_ONE, "label_smoothing", mg.SoftmaxCrossEntropy, label_smoothing=HOLE),
    *each(WEIGHTS[1:-1], "class_weights", mg.SoftmaxCrossEntropy, class_weights=HOLE),
    bad("class_weights", VALUE, mg.SoftmaxCrossEntropy(class_weights=(1.0, 2.0)).value, OUT, [0, 1]),
    bad("class_weights", VALUE, mg.SoftmaxCrossEntropy(class_weights=(2.0,)).gradient, OUT, [0, 1]),
    *each(SHORT_POSITIVE, "delta", mg.Huber, delta=HOLE),
    *each(BINARY, "targets", mg.BinaryCrossEntropy().value, np.zeros((2, 1)), HOLE),
    *each(BINARY_ROWS, "targets", mg.BinaryCrossEntropy().gradient, OUT, HOLE),
    bad(("reduction",), KIND, mg.SoftmaxCrossEntropy, reduction="sum"),
    bad(("Objective",), KIND, mg.Objective),
]


class Wrong(mg.Objective):
    """An objective that returns what it is told to."""

    def __init__(self, value: object, gradient: object = None) -> None:
        self.sample_value, self.sample_gradient = value, gradient

    @override
    def sample_values(self, outputs: object, targets: object) -> object:  # type: ignore[override]  # wrong on purpose
        return self.sample_value

    @override
    def sample_gradients(self, outputs: object, targets: object) -> object:  # type: ignore[override]  # wrong on purpose
        return self.sample_gradient

    @override
    def __repr__(self) -> str:
        return f"Wrong({self.sample_value!r:.30}, {self.sample_gradient!r:.30})"


SAMPLE_VALUES: tuple[object, ...] = (
    None,
    "ab",
    1.0,
    np.ones(3),
    np.ones((2, 3)),
    1j * np.ones(2),
    masked([1.0, 2.0], 1),
    {},
    [1.0, "a"],
)
SAMPLE_GRADIENTS: tuple[object, ...] = (
    None,
    "ab",
    1.0,
    np.ones(3),
    np.ones(2),
    np.ones((1, 3)),
    1j * np.ones((2, 3)),
    masked(range(6), 1).reshape(2, 3),
)
BROKEN: list[Bad] = [
    *[bad(("Wrong", "sample_values"), EITHER, Wrong(value).value, OUT, OUT) for value in SAMPLE_VALUES],
    *[
        bad(("Wrong", "sample_gradients"), EITHER, Wrong(np.ones(2), gradient).gradient, OUT, OUT)
        for gradient in SAMPLE_GRADIENTS
    ],
    *each(NO_OBJECTIVE, "objective", mg.verify_objective, HOLE, OUT, ROWS),
    *each(SHORT_POINT, "outputs", mg.verify_objective, ENTROPY, HOLE, [0, 1]),
    *each(NO_ROWS[:3] + NO_ROWS[-7:], "targets", mg.verify_objective, MSE, OUT, HOLE),
    *each(LABELS[:5] + LABELS[-5:], "targets", mg.verify_objective, ENTROPY, OUT, HOLE),
    *each(SHORT_RNG, "rng", mg.verify_objective, MSE, OUT, ROWS, rng=HOLE),
]


def outcome(*arguments: object, **options: object) -> str:
    return str(call(mg.verify_objective, *arguments, **options).verdict)  # type: ignore[attr-defined]  # a report


FINE: list[Good] = [
    good(2.0, MSE.value, ((1, 2), (0, 0)), [[1, 4], [0, 2]]),
    good(2.0, MSE.value, Series(1.0, 2.0), Series(1.0, 4.0)),
    good([0.0, -2.0], MSE.gradient, range(1, 3), (1, 4)),
    good([0.0, -2.0], MSE.gradient, frozen(1.0, 2.0), masked([1.0, 4.0])),
    good([[0.0, -2.0]], MSE.gradient, np.array([[1.0, 2.0]], dtype=">f4"), np.array([[1, 4]], dtype=np.uint8)),
    good(2.0, MSE.value, np.array([[1.0, 0.0], [2.0, 0.0]]).T, np.array([[1.0, 0.0], [4.0, 2.0]]).T),
    good(math.log(2.0), ENTROPY.value, [7, 7], np.uint8(1)),
    good(math.log(2.0), ENTROPY.value, [[7, 7]], range(1)),
    good(math.log(2.0), ENTROPY.value, [[1e308, 1e308]], [np.int8(0)]),
    good(math.log(2.0), ENTROPY.value, np.zeros((3, 2), dtype=np.float16), [[1, 0], [0, 1], [0.5, 0.5]], within=1e-3),
    good([[-0.5, 0.5]], ENTROPY.gradient, [[3, 3]], np.array([0], dtype=">i2")),
    good([[-0.5, 0.5]], ENTROPY.gradient, [[3, 3]], [[1, 0]]),
    good([2.0, 5.0], MSE.mean, np.array([[1.0, 3.0], [2.0, 8.0]])),
    good(math.log(2.0), mg.BinaryCrossEntropy().value, [0], np.uint8(1)),
    good(math.log(2.0), mg.BinaryCrossEntropy().value, np.zeros((2, 1)), np.array([0, 1], dtype=">i2")),
    good(0.5, mg.MeanAbsoluteError().value, [[1, 0], [0, 0]], np.zeros((2, 2)), weights=Series(2.0, 1.0)),
    good(2.5 * math.log(2.0), mg.SoftmaxCrossEntropy(class_weights=np.array([2, 3])).value, [[7, 7]] * 2, [0, 1]),  # type: ignore[arg-type]  # an array is fine
    good("pass", outcome, MSE, OUT, ROWS, rng=np.random.SeedSequence(3)),
    good("pass", outcome, ENTROPY, OUT, (2, 0), rng=np.int64(3)),
]


@pytest.mark.parametrize("group", rows(PAIRS))
def test_values_and_gradients(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(BROKEN))
def test_broken_objectives(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(FINE))
def test_unusual_but_right(group: list[Good]) -> None:
    check_works(group)
