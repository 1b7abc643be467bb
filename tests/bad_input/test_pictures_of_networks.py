"""Pictures of networks, of their training and of their classes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

import minigrad as mg
from minigrad import plotting

from .rows.table import HOLE, Bad, bad, check_refused, each, rows
from .rows.values import (
    EITHER,
    KIND,
    NO_NETWORK,
    SHORT_COUNT,
    SHORT_LABELS,
    SHORT_POINT,
    SHORT_POSITIVE,
    SHORT_RNG,
    VALUE,
    Plain,
    all_of,
    masked,
    without_none,
)

NET = mg.SimpleNet(2, 3, rng=0)
FOUR = mg.SimpleNet(4, 3, bias=True, rng=0)
X, T = np.array([[2.0, 1.0], [0.0, 3.0], [1.0, 2.0]]), np.array([0, 1, 2])
RISK = mg.EmpiricalRisk(NET, mg.SoftmaxCrossEntropy(), X, T)
NO_TITLES = all_of(EITHER, "abc", 3, ["a"], ["a", "b", "c", "d"], [1, 2, 3], None, Plain(), b"abc")
FOUR = mg.SimpleNet(4, 3, bias=True, rng=0)


def bowl(x: npt.NDArray[np.float64]) -> float:
    return float(np.sum(x * x))


NETWORKS: list[Bad] = [
    *each(NO_NETWORK, "network", plotting.plot_weights, HOLE),
    *each(
        all_of(EITHER, 3, "", "weight", "dense9.weight", ["dense1.weight"], b"dense1.weight", Plain()),
        "parameter",
        plotting.plot_weights,
        FOUR,
        parameter=HOLE,
    ),
    bad("shape", KIND, plotting.plot_weights, FOUR, shape="22"),
    *each(
        all_of(
            EITHER,
            3,
            (2,),
            (2, 2, 1),
            (3, 3),
            (0, 4),
            (-2, -2),
            (2.0, 2.0),
            ("2", "2"),
            (True, 4),
            (np.nan, 2),
            Plain(),
        ),
        "shape",
        plotting.plot_weights,
        FOUR,
        shape=HOLE,
    ),
    *each(NO_NETWORK, "network", plotting.plot_decision_regions, HOLE, X, T),
    *each(SHORT_POINT, "x", plotting.plot_decision_regions, NET, HOLE, [0, 1]),
    *each(
        all_of(EITHER, np.ones((3, 1)), np.ones((3, 4)), 1.0, np.ones((1, 3, 2))),
        "x",
        plotting.plot_decision_regions,
        NET,
        HOLE,
        T,
    ),
    *each(
        SHORT_LABELS + all_of(EITHER, [0], 1, np.full((3, 3), 1 / 3)),
        "t",
        plotting.plot_decision_regions,
        NET,
        X[:2],
        HOLE,
    ),
    bad("features", KIND, plotting.plot_decision_regions, NET, X, T, features="01"),
    *each(
        all_of(EITHER, 3, (0,), (0, 0), (0, 2), (-1, 0), (0, 1, 1), (0.0, 1.0), ("a", "b"), (True, False), Plain()),
        "features",
        plotting.plot_decision_regions,
        NET,
        X,
        T,
        features=HOLE,
    ),
    *each(
        all_of(EITHER, "ab", 3, ["a"], ["a", "b", "c"], [1, 2], None, Plain()),
        "feature_names",
        plotting.plot_decision_regions,
        NET,
        X,
        T,
        feature_names=HOLE,
    ),
    *each(NO_TITLES, "target_names", plotting.plot_decision_regions, NET, X, T, target_names=HOLE),
    *each(
        all_of(KIND, None, 3, "risk", NET, bowl, mg.EmpiricalRisk, Plain()), "risk", plotting.plot_loss_landscape, HOLE
    ),
    *each(
        without_none(SHORT_POINT) + all_of(EITHER, 1.0, np.ones(5), np.ones((2, 6)), np.zeros(6), masked(range(6), 2)),
        "theta",
        plotting.plot_loss_landscape,
        RISK,
        HOLE,
    ),
    *[
        bad("path", EITHER, plotting.plot_loss_landscape, RISK, path=wrong)
        for wrong in (
            1.0,
            "ab",
            np.ones(6),
            np.ones((1, 6)),
            np.ones((4, 5)),
            np.ones((4, 6)),
            np.ones((4, 6)) * np.nan,
            1j * np.ones((4, 6)),
            [[0.0] * 6, [1.0] * 6],
            masked((np.arange(24.0) - 9) ** 2 % 7, 2).reshape(4, 6),
            [],
        )
    ],
    bad(
        ("`theta`", "`path`"),
        EITHER,
        plotting.plot_loss_landscape,
        RISK,
        np.ones(6),
        path=np.arange(24.0).reshape(4, 6) ** 2,
    ),
    *each(SHORT_POSITIVE, "reach", plotting.plot_loss_landscape, RISK, reach=HOLE),
    *each(SHORT_COUNT + all_of(VALUE, 1), "points", plotting.plot_loss_landscape, RISK, points=HOLE),
    *each(SHORT_RNG, "rng", plotting.plot_loss_landscape, RISK, rng=HOLE),
]


@pytest.mark.parametrize("group", rows(NETWORKS))
def test_pictures_of_networks(group: list[Bad]) -> None:
    check_refused(group)
