"""Mean losses of networks, and the penalties that are added to them."""

from __future__ import annotations

import numpy as np
import pytest
from typing_extensions import override

import minigrad as mg

from .rows.table import HOLE, Bad, bad, call, check_refused, each, rows
from .rows.values import (
    EITHER,
    KIND,
    NO_NETWORK,
    NO_OBJECTIVE,
    NO_POINT,
    NOT_FINITE,
    SHORT_COUNT,
    SHORT_LABELS,
    SHORT_POINT,
    SHORT_POSITIVE,
    VALUE,
    Plain,
    all_of,
    masked,
    without_none,
)

NET, ENTROPY = mg.SimpleNet(2, 3, rng=0), mg.SoftmaxCrossEntropy()
NO_THETA = without_none(NO_POINT) + all_of(
    EITHER, None, 1.0, [1.0], np.ones(5), np.ones(7), np.ones((6, 1)), np.ones((2, 3))
)
NO_THETA += all_of(EITHER, [1.0, 2.0, 3.0, 4.0, 5.0, np.nan], masked(range(6), 3), [*range(5), 10**400])


def risk(**changes: object) -> object:
    """The mean loss of the article's network on one sample, with some arguments changed."""
    given: dict[str, object] = {"network": NET, "objective": ENTROPY, "x": [[0.6, 0.9], [0.1, 0.2]], "t": [2, 0]}
    return call(mg.EmpiricalRisk, **(given | changes))


ONE = mg.EmpiricalRisk(NET, ENTROPY, [0.6, 0.9], [0, 0, 1])
RISKS: list[Bad] = [
    *each(NO_NETWORK, "network", risk, network=HOLE),
    *each(NO_OBJECTIVE, "objective", risk, objective=HOLE),
    *each(SHORT_POINT, "x", risk, x=HOLE),
    *each(all_of(EITHER, 1.0, [1.0], np.ones((2, 3)), np.ones((2, 2, 2)), np.ones((0, 2))), "x", risk, x=HOLE),
    *each(SHORT_LABELS, "t", risk, t=HOLE),
    *each(
        all_of(
            EITHER,
            [0],
            [0, 1, 2],
            1,
            [],
            [[0], [1]],
            np.ones((2, 3)),
            [[1, 0, 0]],
            [[np.nan, 0, 1]] * 2,
            [[2, -1, 0]] * 2,
        ),
        "t",
        risk,
        t=HOLE,
    ),
    *each(NO_THETA[:2] + NO_THETA[-3:], "t", risk, objective=mg.MeanSquaredError(), t=HOLE),
    *each(SHORT_COUNT, "max_bytes", risk, max_bytes=HOLE),
    *each(
        NO_THETA[:12] + all_of(EITHER, 1.0, np.ones(5), np.ones((6, 1)), np.ones((2, 6)), masked(range(6), 3)),
        "theta",
        ONE,
        HOLE,
    ),
    *each(
        NO_THETA[:2] + all_of(EITHER, 1.0, np.ones(5), np.ones((2, 6)), masked(range(6), 3)),
        "theta",
        ONE.gradient,
        HOLE,
    ),
    *each(
        NO_THETA[:2] + all_of(EITHER, 1.0, np.ones(6), np.ones((2, 5)), masked(range(6), 3)[np.newaxis]),
        "thetas",
        ONE.values,
        HOLE,
    ),
    *each(all_of((IndexError,), 6, -1) + all_of(KIND, "0", 0.5, None), "index", ONE.name, HOLE),
    *each(
        all_of(
            EITHER, 2.0, "ab", [1.0], [1.0, 2.0, 3.0], [[1.0, 2.0]], [1.0, np.nan], [1.0, -0.5], [0.0, 0.0], [1j, 1]
        ),
        "sample_weight",
        risk,
        sample_weight=HOLE,
    ),
    *each(all_of(KIND, "0", 1.5, True, np.random.default_rng(0)) + all_of(VALUE, -1), "training", risk, training=HOLE),
    bad(("x",), AttributeError, setattr, ONE, "x", np.ones((1, 2))),
    bad(("batch",), KIND, risk, batch=3),
]


NOT_NEGATIVE = [row for row in SHORT_POSITIVE if row[1] != 0.0] + NOT_FINITE
NO_PENALTY = all_of(KIND, 0.1, "l2", mg.L2, Plain(), mg.Adam(), [mg.L2(0.1)], (("dense1.weight", mg.L2(0.1)),))
NO_CHOICE: tuple[dict[object, object], ...] = (
    {"dense1.weight": 0.1},
    {"*": mg.L2},
    {"*": None},
    {1: mg.L2(0.1)},
    {mg.L2(0.1): "*"},
    {"dense2.*": mg.L2(0.1)},
    {"*weight": mg.L2(0.1), "*bias": mg.L1(0.1)},
    {"": mg.L2(0.1)},
)


class Wrong(mg.Penalty):
    """A penalty that returns what it is told to."""

    def __init__(self, values: object, slopes: object) -> None:
        self.values, self.slopes = values, slopes

    @override
    def element_values(self, theta: mg.FloatArray) -> object:  # type: ignore[override]  # wrong on purpose
        return call(self.values, theta)

    @override
    def element_slopes(self, theta: mg.FloatArray) -> object:  # type: ignore[override]  # wrong on purpose
        return call(self.slopes, theta)

    @override
    def __repr__(self) -> str:
        return "Wrong()"


def trainer(penalty: object) -> object:
    return call(mg.Trainer, NET, ENTROPY, mg.Adam(), penalty=penalty)


RESULTS: tuple[object, ...] = (
    lambda theta: None,
    lambda theta: float(theta.sum()),
    lambda theta: theta.sum(axis=-1),
    lambda theta: theta[..., :2],
    lambda theta: list(theta),
    lambda theta: theta.astype(str),
    lambda theta: theta * 1j,
    lambda theta: theta > 0,
)
PENALTIES: list[Bad] = [
    *[row for kind in (mg.L1, mg.L2) for row in each(NOT_NEGATIVE, "strength", kind, HOLE)],
    bad(("strength",), KIND, mg.L2),
    bad(("rate",), KIND, mg.L1, rate=0.1),
    bad(("Penalty",), KIND, mg.Penalty),
    bad(("strength",), AttributeError, setattr, mg.L2(0.1), "strength", 0.2),
    *[row for function in (risk, trainer) for row in each(NO_PENALTY, "penalty", function, penalty=HOLE)],
    *[bad("penalty", EITHER, function, penalty=wrong) for function in (risk, trainer) for wrong in NO_CHOICE],
    *[bad(("Wrong().element_values",), EITHER, risk, penalty=Wrong(wrong, np.sign)) for wrong in RESULTS],
    *[bad(("Wrong().element_slopes",), EITHER, trainer, penalty={"*": Wrong(np.abs, wrong)}) for wrong in RESULTS],
]


@pytest.mark.parametrize("group", rows(RISKS))
def test_mean_losses(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(PENALTIES))
def test_penalties(group: list[Bad]) -> None:
    check_refused(group)
