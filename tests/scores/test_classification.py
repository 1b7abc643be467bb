"""Confusion matrix and figures per class; the expected numbers are those of scikit-learn's documentation."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import Float64Array


def outputs_of(predicted: list[int], classes: int) -> Float64Array:
    return np.eye(classes)[predicted]


def test_confusion_matrix() -> None:
    counts = mg.confusion_matrix(outputs_of([0, 0, 2, 2, 0, 2], 3), [2, 0, 2, 2, 0, 1])
    assert counts.tolist() == [[2, 0, 0], [0, 0, 1], [1, 0, 2]]
    assert counts.dtype == np.int64
    one_hot = np.eye(3)[[2, 0, 2, 2, 0, 1]]
    assert mg.confusion_matrix(outputs_of([0, 0, 2, 2, 0, 2], 3), one_hot).tolist() == counts.tolist()
    with pytest.raises(ValueError, match="`targets` must name one class for each sample"):
        mg.confusion_matrix([[0.1, 0.2]], [[0.5, 0.5]])


def test_figures_of_each_class() -> None:
    report = mg.classification_report(outputs_of([0, 0, 2, 2, 1], 3), [0, 1, 2, 2, 2], target_names=["a", "b", "c"])
    np.testing.assert_allclose(report.precision, [0.5, 0.0, 1.0])
    np.testing.assert_allclose(report.recall, [1.0, 0.0, 2 / 3])
    np.testing.assert_allclose(report.f1, [2 / 3, 0.0, 0.8])
    assert report.samples == (1, 1, 3)
    assert (report.accuracy, report.guess, report.guess_accuracy) == (0.6, 2, 0.6)
    balanced = mg.classification_report(outputs_of([0, 1, 0, 0, 0, 1], 2), [0, 1, 0, 0, 1, 0])
    assert balanced.balanced_accuracy == 0.625
    again = mg.ClassificationReport.from_dict(json.loads(json.dumps(report.to_dict())))
    assert str(again) == str(report)
    assert report.to_dict()["f1"] == report.f1.tolist()


def test_a_rare_class_that_is_never_found_shows() -> None:
    report = mg.classification_report(outputs_of([0] * 100, 2), [0] * 99 + [1], target_names=["well", "ill"])
    assert str(report).splitlines() == [
        'accuracy 0.990 (99 of 100 right; always guessing "well": 0.990), balanced accuracy 0.500',
        "class  precision  recall     f1  samples  taken for",
        "well       0.990   1.000  0.995       99",
        "ill            -   0.000  0.000        1  well (1)",
    ]
    assert report.to_dict()["precision"] == [0.99, None]
    missing = mg.classification_report(outputs_of([0, 0], 3), [0, 0])  # classes that nothing names do not count
    assert missing.balanced_accuracy == 1.0
    assert np.isnan(missing.f1[1])


def test_of_many_classes_those_with_the_lowest_f1_are_listed() -> None:
    true = np.repeat(np.arange(30), 2)
    wrong = true.copy()
    wrong[[10, 11, 50]] = [6, 7, 29]  # 5 was taken for 6 and 7, 25 once for 29
    lines = str(mg.classification_report(np.eye(30)[wrong], true)).splitlines()
    assert len(lines) == 2 + 12 + 1
    assert lines[-1] == "... and 18 more classes, whose f1 is not lower"
    listed = {line.split()[0]: line for line in lines[2:-1]}
    assert re.fullmatch(r"5 +- +0\.000 +0\.000 +2 +6 \(1\), 7 \(1\)", listed["5"])
    assert {"5", "6", "7", "25", "29"} <= set(listed)


@pytest.mark.each(
    ("names", "guess", "kind", "message"),
    [
        (["a"], None, ValueError, "`target_names` must have 2 names, one per class, got 1"),
        ("ab", None, TypeError, "`target_names` must be a sequence of names, got 'ab'"),
        ((), 2, ValueError, "`guess` must be a class in [0, 2), got 2"),
        ((), 1.0, TypeError, "`guess` must be a whole number, got 1.0"),
    ],
)
def test_wrong_arguments(names: list[str], guess: int | None, kind: type[Exception], message: str) -> None:
    with pytest.raises(kind, match=re.escape(message)):
        mg.classification_report([[0.1, 0.2]], [1], target_names=names, guess=guess)
