"""Models, and the files of networks and models."""

from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg

from .rows.table import HOLE, Bad, Good, bad, call, check_refused, check_works, each, good, rows
from .rows.values import EITHER, KIND, NO_POINT, VALUE, Plain, all_of

NET = mg.SimpleNet(2, 3, rng=0)
SCALES = mg.Standardizer(np.zeros(2), np.ones(2))
MODEL = mg.Model(NET, SCALES, ("a", "b", "c"))
NUMBERS = mg.Model(mg.SimpleNet(2, 1, rng=0))
NO_SCALES = all_of(KIND, 1.0, (0.0, 1.0), mg.Standardizer, Plain())
NO_PATH = all_of(KIND, None, 3, b"a.npz", ["a.npz"], Plain())

TABLE: list[Bad] = [
    *each(all_of(KIND, None, "net", mg.SimpleNet, mg.Dense(2, 3), [mg.Dense(2, 3)], MODEL), "network", mg.Model, HOLE),
    *each(NO_SCALES, "standardizer", mg.Model, NET, HOLE),
    *each(NO_SCALES, "target_standardizer", mg.Model, NET, target_standardizer=HOLE),
    bad(("4 features",), VALUE, mg.Model, mg.SimpleNet(4, 3, rng=0), SCALES),
    *each(
        all_of(EITHER, "abc", 3, [1, 2, 3], ["a", "b"], ["a", "b", "a"], ["a"], {"a", "b", "c"}, None),
        "class_names",
        mg.Model,
        NET,
        SCALES,
        HOLE,
    ),
    *each(all_of(EITHER, "ab", 3, [1, 2], ["a"], ["a", "a"], None), "feature_names", mg.Model, NET, SCALES, (), HOLE),
    *each(all_of(KIND, None, 3, ["rent"]), "target_name", mg.Model, NET, target_name=HOLE),
    *each(NO_POINT, "x", MODEL.predict, HOLE),
    *each(all_of(EITHER, 1.0, [1.0], np.ones((4, 3)), np.ones((2, 2, 2))), "x", MODEL.probabilities, HOLE),
    *each(all_of(EITHER, 1.0, [1.0], np.ones((4, 3)), np.ones((2, 2, 2))), "x", NUMBERS.predict, HOLE),
    bad(("class_names",), VALUE, NUMBERS.probabilities, [1.0, 2.0]),
    *[
        row
        for function in (MODEL.save, mg.Model.load, NET.save, NET.load)
        for row in each(NO_PATH, "path", function, HOLE)
    ],
    *each(all_of(KIND, None, "Gate", Plain(), [Plain], [mg.ReLU()], ["Gate"]), "layers", mg.Model.load, "/none", HOLE),
]


@pytest.mark.parametrize("group", rows(TABLE))
def test_what_is_refused(group: list[Bad]) -> None:
    check_refused(group)


WORKS: list[Good] = [
    good(("a", "b", "c"), lambda: getattr(call(mg.Model, NET, class_names=["a", "b", "c"]), "class_names")),
    good((4, 3), lambda: MODEL.probabilities([[1, 2]] * 4).shape),
    good((4,), lambda: np.shape(NUMBERS.predict(np.ones((4, 2), np.float32)))),
    good((), lambda: np.shape(MODEL.predict((1, 2)))),
]


@pytest.mark.parametrize("group", rows(WORKS))
def test_what_is_unusual_and_works(group: list[Good]) -> None:
    check_works(group)
