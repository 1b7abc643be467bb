"""From the words of the label column to classes, unless they are quantities."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from minigrad.arrays import IntArray
from minigrad.datasets.csv.cells import Converter, number, whole, word_trouble
from minigrad.datasets.csv.messages import quoted
from minigrad.datasets.csv.words import Words

MOST_NUMBERED: Final = 20
"""Classes, at most, whose labels are whole numbers with gaps. Prices and weights take more values than that."""

ROWS_PER_CLASS: Final = 3
"""Rows for each class, at least, on average, where there are more than ``MOST_NUMBERED`` classes that are numbers."""


def to_labels(labels: Words, convert: Converter, place: str) -> tuple[IntArray, tuple[str, ...]]:
    """Labels numbered in sorted order (n,), and the names of the classes.

    Raises:
        ValueError: there is one class only, or the labels are a quantity.
    """
    values = {label: whole(label, convert) for label in labels.positions}
    numbers = {value for value in values.values() if value is not None}
    words = [label for label, value in values.items() if value is None]
    for word in words:
        _require_word(word, convert, place)
    _require_classes(numbers, len(labels.rows), place)
    if not words:
        name_of = {label: str(value) for label, value in values.items()}
        names = [str(value) for value in sorted(numbers)]
    else:
        name_of = {label: label.capitalize() if labels.are_truth_values else label for label in values}
        names = sorted(set(name_of.values()))
    if len(names) < 2:
        raise ValueError(f"{place} must hold at least two classes, got only {quoted(names[0])}")
    position = {name: index for index, name in enumerate(names)}
    to_class = np.array([position[name] for name in name_of.values()], dtype=np.int64)
    return to_class[labels.rows], tuple(names)


def _require_word(label: str, convert: Converter, place: str) -> None:
    """That a label, if it is no whole number, is neither another number nor nearly one."""
    value = number(label, convert)
    if value is not None and math.isfinite(value):
        what = "large numbers" if value.is_integer() else "numbers with fractions"
        raise ValueError(f"{place} holds {what}, such as {quoted(label)}{_REGRESSION}")
    if value is None and (trouble := word_trouble(label, convert)):
        advice = "" if "pass " in trouble else "; if they are classes, write them as words"
        raise ValueError(f"{place} must hold classes, got {quoted(label)}, {trouble}{advice}")


def _require_classes(numbers: set[int], n_rows: int, place: str) -> None:
    n_classes = len(numbers)
    gaps = max(numbers, default=0) - min(numbers, default=0) >= n_classes
    if n_classes > MOST_NUMBERED and (gaps or n_classes * ROWS_PER_CLASS > n_rows):
        raise ValueError(f"{place} holds {n_classes} different whole numbers in {n_rows} rows{_REGRESSION}")


_REGRESSION: Final = (
    ": a quantity, and tables are read for classes only; for a regression read the numbers with numpy.loadtxt, and "
    "train a network of one output with MeanSquaredError; if they are classes, write them as words"
)
