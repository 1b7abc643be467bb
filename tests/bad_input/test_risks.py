"""Mean losses of networks."""

from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg

from .rows.table import HOLE, Bad, bad, call, check_refused, each, rows
from .rows.values import (
    EITHER,
    KIND,
    NO_NETWORK,
    NO_OBJECTIVE,
    NO_POINT,
    SHORT_COUNT,
    SHORT_LABELS,
    SHORT_POINT,
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
    bad(("x",), AttributeError, setattr, ONE, "x", np.ones((1, 2))),
    bad(("batch",), KIND, risk, batch=3),
]


@pytest.mark.parametrize("group", rows(RISKS))
def test_mean_losses(group: list[Bad]) -> None:
    check_refused(group)
