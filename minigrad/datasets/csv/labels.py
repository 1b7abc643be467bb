"""From the words of the label column to classes, unless they are quantities."""

from __future__ import annotations

import math
from bisect import bisect_left
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
    if None not in values.values():
        _require_classes(numbers, len(labels.rows), place)
        ordered = sorted(numbers)
        names = [str(value) for value in ordered]
        index = {label: bisect_left(ordered, value) for label, value in values.items() if value is not None}
    else:
        _require_words(labels, convert, place)
        names = sorted(labels.positions)
        index = {name: position for position, name in enumerate(names)}
    if len(names) < 2:
        raise ValueError(f"{place} must hold at least two classes, got only {quoted(names[0])}")
    to_class = np.array([index[label] for label in labels.positions], dtype=np.int64)
    return to_class[labels.rows], tuple(names)


def _require_words(labels: Words, convert: Converter, place: str) -> None:
    """That some label is neither a number, though some be whole, nor nearly one."""
    fractions = [label for label in labels.positions if whole(label, convert) is None]
    nearly = {label: word_trouble(label, convert) for label in fractions if not _is_finite(number(label, convert))}
    if not nearly:
        raise ValueError(f"{place} holds numbers with fractions, such as {quoted(fractions[0])}{_REGRESSION}")
    if all(nearly.values()):
        label, trouble = next(iter(nearly.items()))
        raise ValueError(f"{place} must hold classes, got {quoted(label)}, {trouble}")


def _is_finite(value: float | None) -> bool:
    return value is not None and math.isfinite(value)


def _require_classes(numbers: set[int], n_rows: int, place: str) -> None:
    n_classes = len(numbers)
    gaps = max(numbers) - min(numbers) >= n_classes
    if n_classes > MOST_NUMBERED and (gaps or n_classes * ROWS_PER_CLASS > n_rows):
        raise ValueError(f"{place} holds {n_classes} different whole numbers in {n_rows} rows{_REGRESSION}")


_REGRESSION: Final = (
    ": a quantity, and tables are read for classes only; for a regression read the numbers with numpy.loadtxt, and train a"
    " network of one output with MeanSquaredError; if they are classes, write them as words"
)
