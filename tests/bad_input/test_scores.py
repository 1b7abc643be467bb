"""Files of images, quantities, folds, and what is said of a trained network."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest

import minigrad as mg

from .rows.table import HOLE, Bad, Good, bad, call, check_refused, check_works, each, good, rows
from .rows.values import (
    COUNT,
    DTYPE,
    EITHER,
    KIND,
    LABELS,
    NAMES,
    NO_FUNCTION,
    NO_NUMBER,
    NO_REALS,
    PATH,
    SHORT_COUNT,
    SHORT_POINT,
    SHORT_RNG,
    VALUE,
    Plain,
    all_of,
    either,
    frozen,
    without_none,
)

OUTPUTS = np.array([[0.1, 0.9, 0.0], [0.2, 0.1, 0.3]])
FOLDS = mg.k_fold_indices(4, 2, rng=0)
FOLDER = Path(tempfile.gettempdir())


def flats(**changes: object) -> object:
    given: dict[str, object] = {"x": [[1.0, 2.0], [3.0, 4.0]], "t": [0.5, 1.5], "feature_names": ("a", "b")}
    return call(mg.RegressionDataset, **(given | {"target_name": "c"} | changes))


def accuracy(*arguments: object, **options: object) -> float:
    report = call(mg.classification_report, *arguments, **options)
    assert isinstance(report, mg.ClassificationReport)
    return report.accuracy


def r2(*arguments: object, **options: object) -> float:
    report = call(mg.regression_report, *arguments, **options)
    assert isinstance(report, mg.RegressionReport)
    return report.r2


def sizes(*arguments: object, **options: object) -> tuple[int, ...]:
    folds = call(mg.k_fold_indices, *arguments, **options)
    assert isinstance(folds, tuple)
    return tuple(len(fold.test) for fold in folds)


def mean(*arguments: object) -> float:
    result = call(mg.cross_validate, *arguments)
    assert isinstance(result, mg.CrossValidation)
    return result.mean


BAD: list[Bad] = [
    *each(PATH, "path", mg.load_idx, HOLE),
    bad(("nowhere",), FileNotFoundError, mg.load_idx, "nowhere"),
    bad((str(FOLDER),), IsADirectoryError, mg.load_idx, FOLDER),
    *each(PATH, "folder", mg.load_mnist, HOLE),
    *each(DTYPE, "dtype", mg.load_mnist, "nowhere", dtype=HOLE),
    bad(("nowhere",), FileNotFoundError, mg.load_mnist, "nowhere"),
    *each(PATH, "path", mg.load_csv_regression, HOLE, target="t"),
    *each(all_of(KIND, None, 0, ["t"]), "target", mg.load_csv_regression, "table.csv", target=HOLE),
    *each(SHORT_POINT, "x", flats, x=HOLE),
    *each(either(SHORT_POINT) + all_of(EITHER, 1.0, [1.0], [[1.0], [2.0]]), "t", flats, t=HOLE),
    *each(NAMES, "feature_names", flats, feature_names=HOLE),
    *each(all_of(KIND, None, 3, b"c", ["c"]), "target_name", flats, target_name=HOLE),
    *each(all_of(KIND, None, 3, ["flats"]), "description", flats, description=HOLE),
    *each(COUNT, "n", mg.k_fold_indices, HOLE, 2),
    *each(SHORT_COUNT + all_of(VALUE, 1, 6), "k", mg.k_fold_indices, 5, HOLE),
    *each(
        all_of(
            EITHER, ["a", "b"], [0.0, 1.0], [0, [1, 1]], [0, 2**70], [0, 1, 1], [[0], [1]], [0, 1], np.eye(2), "a", 1
        ),
        "stratify",
        mg.k_fold_indices,
        2,
        2,
        stratify=HOLE,
    ),
    *each(SHORT_RNG, "rng", mg.k_fold_indices, 5, 2, rng=HOLE),
    *each(NO_FUNCTION, "score", mg.cross_validate, HOLE, FOLDS),
    *each(all_of(EITHER, None, 3, "folds", [], FOLDS[:1], FOLDS[0][0]), ("folds",), mg.cross_validate, len, HOLE),
    bad(("folds[1]",), KIND, mg.cross_validate, lambda fold: 1.0, [FOLDS[0], (0, 1)]),
    *[bad(("score(fold)",), KIND, mg.cross_validate, lambda fold, v=v: v, FOLDS) for v in (None, "1", [1.0, 2.0])],
    *each(SHORT_POINT, "outputs", mg.confusion_matrix, HOLE, [0, 1]),
    *each(either(LABELS), "targets", mg.confusion_matrix, OUTPUTS, HOLE),
    *each(SHORT_POINT + all_of(VALUE, [1.0, 2.0]), "outputs", mg.classification_report, HOLE, [0, 1]),
    *each(either(LABELS), "targets", mg.classification_report, OUTPUTS, HOLE),
    *each(
        all_of(EITHER, "ab", 3, [1, 2, 3], ["a"], [None] * 3, b"ab", Plain()),
        "target_names",
        mg.classification_report,
        OUTPUTS,
        [0, 1],
        target_names=HOLE,
    ),
    *each(
        all_of(KIND, "1", 1.0, True, [1], Plain()) + all_of(VALUE, -1, 3),
        "guess",
        mg.classification_report,
        OUTPUTS,
        [0, 1],
        guess=HOLE,
    ),
    *each(NO_REALS, "outputs", mg.regression_report, HOLE, [1.0, 2.0]),
    *each(SHORT_POINT + all_of(VALUE, OUTPUTS, 1.0), "targets", mg.regression_report, [1.0, 2.0], HOLE),
    bad("outputs", VALUE, mg.regression_report, [1.0], [1.0, 2.0]),
    *each(without_none(NO_NUMBER), "guess", mg.regression_report, [1.0], [1.0], guess=HOLE),
    *each(all_of(VALUE, np.nan, np.inf), "guess", mg.regression_report, [1.0], [1.0], guess=HOLE),
    *[
        bad(("data",), KIND, record.from_dict, None)
        for record in (mg.ClassificationReport, mg.RegressionReport, mg.CrossValidation)
    ],
]

FINE: list[Good] = [
    good([[1, 0, 0], [0, 0, 1], [0, 0, 0]], mg.confusion_matrix, OUTPUTS[:, [1, 0, 2]], np.array([0, 1], ">i2")),
    good(0.5, accuracy, OUTPUTS.astype(np.float32), (1, 1), guess=np.int64(0)),
    good(1.0, r2, frozen(1.0, 2.0), [[1], [2]], guess=np.float32(1)),
    good((3, 2), sizes, np.int64(5), np.int32(2), stratify=[7, 7, -1, -1, 7], rng=[1, 2]),
    good(0.5, mean, lambda fold: np.float32(0.5), list(FOLDS)),
]


@pytest.mark.parametrize("group", rows(BAD))
def test_refused(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(FINE))
def test_unusual_but_right(group: list[Good]) -> None:
    check_works(group)
