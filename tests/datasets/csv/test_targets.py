"""What becomes of the target column: classes or a quantity, recognised or as asked for."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

import minigrad as mg
from minigrad.datasets.csv import QuantityTable, Table, read_either
from tests.datasets.csv.reading import PLAIN, read, refused


@pytest.mark.each(
    ("labels", "what"),
    [
        ([f"{10 + k / 2}" for k in range(11)] * 30, 'numbers with fractions, such as "10.5"'),
        (["1", "2", "2.5", "2"], 'numbers with fractions, such as "2.5"'),
        ([str(3000 + 50 * k) for k in range(21)] * 20, "21 different whole numbers in 420 rows"),
        ([str(k) for k in range(30)] * 2, "30 different whole numbers in 60 rows"),
        (["9007199254740992.0", "9007199254740996.0"], 'large numbers, such as "9007199254740992.0"'),
    ],
)
def test_a_quantity_is_no_class(tmp_path: Path, labels: list[str], what: str) -> None:
    text = "a,t\n" + "".join(f"{k},{label}\n" for k, label in enumerate(labels))
    assert refused(tmp_path, text) == (
        f': column "t" holds {what}: a quantity, and this reads classes; read it with load_csv_regression, and train a '
        "network of one output with MeanSquaredError; if they are classes, write them as words"
    )
    table = read_either(tmp_path / "table.csv", PLAIN, None)
    assert isinstance(table, QuantityTable)
    assert table.reason == f"holds {what}"
    assert table.data.t.tolist() == [float(label) for label in labels]


@pytest.mark.each(
    ("labels", "what"),
    [
        ([f"{10 + k / 2}" for k in range(11)] * 30 + ["unknown"], 'numbers with fractions, such as "10.5"'),
        ([str(3000 + 50 * k) for k in range(21)] * 20 + ["unknown"], "21 different whole numbers in 421 rows"),
    ],
)
def test_a_quantity_among_words_is_neither(tmp_path: Path, labels: list[str], what: str) -> None:
    text = "a,t\n" + "".join(f"{k},{label}\n" for k, label in enumerate(labels))
    assert refused(tmp_path, text) == (
        f': column "t" holds {what}, and words, such as "unknown"; correct it, or if they are classes, write all of '
        "them as words"
    )


def test_what_was_asked_for_is_read(tmp_path: Path) -> None:
    """Whole numbers as a quantity, and numbers with fractions as classes, in the order of their values."""
    path = tmp_path / "table.csv"
    path.write_text("a,t\n1,3\n2,10\n3,3.0\n", encoding="utf-8")
    numbers = mg.load_csv_regression(path, target="t")
    assert (numbers.t.tolist(), numbers.target_name, numbers.x.tolist()) == (
        [3.0, 10.0, 3.0],
        "t",
        [[1.0], [2.0], [3.0]],
    )
    path.write_text("a;t\n1;2,50\n2;10,0\n3;2,5\n4;-1,5\n", encoding="utf-8")
    table = read_either(path, replace(PLAIN, delimiter=";", decimal=","), "classification")
    assert isinstance(table, Table)
    assert table.data.target_names == ("-1.5", "2.5", "10")
    assert table.data.t.tolist() == [1, 2, 1, 0]


@pytest.mark.each(
    ("labels", "message"),
    [
        (["1", "low"], 'must hold finite numbers for a regression, got "low"'),
        (["1", "inf"], 'must hold finite numbers for a regression, got "inf"'),
        (["1", "5 %"], 'must hold finite numbers for a regression, got "5 %", not a plain number such as 1234.5'),
        (["1", ""], "has an empty cell; fill it in, or leave such lines out"),
        (["2", "2.0"], "must hold at least two different numbers, got only 2"),
    ],
)
def test_targets_that_are_no_quantity(tmp_path: Path, labels: list[str], message: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a,t\n" + "".join(f"{k},{label}\n" for k, label in enumerate(labels)), encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(f'column "t" {message}')):
        mg.load_csv_regression(path, target="t")


@pytest.mark.each(
    ("labels", "message"),
    [
        (["10%", "20%"], 'got "10%", not a plain number such as 1234.5; if they are classes, write them as words'),
        (["unknown", "2020-01-31"], 'got "2020-01-31", a date; if they are classes, write them as words'),
    ],
)
def test_labels_that_are_no_classes(tmp_path: Path, labels: list[str], message: str) -> None:
    text = "a,t\n" + "".join(f"{k},{label}\n" for k, label in enumerate(labels * 3))
    assert refused(tmp_path, text) == f': column "t" must hold classes, {message}'


def test_long_whole_numbers_are_different_classes(tmp_path: Path) -> None:
    data = read(tmp_path, "a,t\n1,1234567890123456789\n2,1234567890123456788\n").data
    assert data.target_names == ("1234567890123456788", "1234567890123456789")
    assert data.t.tolist() == [1, 0]


def test_truth_values_as_labels(tmp_path: Path) -> None:
    """In capitals or not, as in columns of features."""
    data = read(tmp_path, "a,t\n1,True\n2,TRUE\n3,false\n4,true\n5,False\n").data
    assert data.target_names == ("False", "True")
    assert data.t.tolist() == [1, 1, 0, 1, 0]


@pytest.mark.each("labels", [range(26), range(0, 200, 10), range(1, 101)])
def test_numbered_classes(tmp_path: Path, labels: range) -> None:
    text = "a,t\n" + "".join(f"{k},{label}\n" for k, label in enumerate([*labels] * 3))
    data = read(tmp_path, text).data
    assert data.target_names == tuple(map(str, labels))
    assert set(data.class_counts) == {3}
