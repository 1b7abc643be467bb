"""The target column: classes, or a quantity, and how the two are told apart."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.datasets.csv.cells import Converter, number, whole, word_trouble
from minigrad.datasets.csv.messages import quoted
from minigrad.datasets.csv.words import Words

MOST_NUMBERED: Final = 20
"""The largest number of classes whose labels are whole numbers with gaps; prices and weights take more values."""

ROWS_PER_CLASS: Final = 3
"""The least number of rows for each class, on average, where more than ``MOST_NUMBERED`` classes are numbers."""

QUANTITY_IS_NO_CLASS: Final = (
    ": a quantity, and this reads classes; read it with load_csv_regression, and train a network of one output with "
    "MeanSquaredError; if they are classes, write them as words"
)


def quantity(labels: Words, convert: Converter, place: str) -> str:
    """What shows that the column is a quantity, such as "holds numbers with fractions"; empty where it is classes.

    Raises:
        ValueError: a label is nearly a number, or a quantity stands among words.
    """
    words = [label for label in labels.positions if not _is_finite(label, convert)]
    for word in words:
        if number(word, convert) is None and (trouble := word_trouble(word, convert)):
            advice = "" if "pass " in trouble else "; if they are classes, write them as words"
            raise ValueError(f"{place} must hold classes, got {quoted(word)}, {trouble}{advice}")
    found = _fractions(labels, convert) or _too_many(labels, convert)
    if found and words:
        raise ValueError(
            f"{place} {found}, and words, such as {quoted(words[0])}; correct it, or if they are classes, write all of "
            "them as words"
        )
    return found


def to_labels(labels: Words, convert: Converter, place: str) -> tuple[IntArray, tuple[str, ...]]:
    """Labels numbered in sorted order (n,), and the names of the classes.

    Raises:
        ValueError: there is one class only.
    """
    values = {label: _value(label, convert) for label in labels.positions}
    numbers = [value for value in values.values() if value is not None]
    if len(numbers) == len(values):
        name_of = {label: str(value) for label, value in values.items()}
        names = list(map(str, sorted(set(numbers))))
    else:
        name_of = {label: label.capitalize() if labels.are_truth_values else label for label in values}
        names = sorted(set(name_of.values()))
    if len(names) < 2:
        raise ValueError(f"{place} must hold at least two classes, got only {quoted(names[0])}")
    position = {name: index for index, name in enumerate(names)}
    to_class = np.array([position[name] for name in name_of.values()], dtype=np.int64)
    return to_class[labels.rows], tuple(names)


def to_numbers(labels: Words, convert: Converter, place: str) -> Float64Array:
    """The numbers (n,) of a quantity.

    Raises:
        ValueError: a cell is no finite number, or all are the same.
    """
    for label in labels.positions:
        if not _is_finite(label, convert):
            trouble = "" if number(label, convert) is not None else word_trouble(label, convert)
            reason = f", {trouble}" if trouble else ""
            raise ValueError(f"{place} must hold finite numbers for a regression, got {quoted(label)}{reason}")
    values = np.array([convert(label) for label in labels.positions], dtype=np.float64)
    if values.min() == values.max():
        raise ValueError(f"{place} must hold at least two different numbers, got only {values[0]:g}")
    column: Float64Array = values[labels.rows]
    return column


def _is_finite(label: str, convert: Converter) -> bool:
    value = number(label, convert)
    return value is not None and math.isfinite(value)


def _value(label: str, convert: Converter) -> int | float | None:
    """The finite number that a label is, as a whole number where it is one."""
    exact = whole(label, convert)
    return exact if exact is not None or not _is_finite(label, convert) else number(label, convert)


def _fractions(labels: Words, convert: Converter) -> str:
    for label in labels.positions:
        if _is_finite(label, convert) and whole(label, convert) is None:
            what = "large numbers" if convert(label).is_integer() else "numbers with fractions"
            return f"holds {what}, such as {quoted(label)}"
    return ""


def _too_many(labels: Words, convert: Converter) -> str:
    """Whether there are more whole numbers than classes would have."""
    numbers = {value for label in labels.positions if (value := whole(label, convert)) is not None}
    n_classes, n_rows = len(numbers), len(labels.rows)
    gaps = max(numbers, default=0) - min(numbers, default=0) >= n_classes
    many = n_classes > MOST_NUMBERED and (gaps or n_classes * ROWS_PER_CLASS > n_rows)
    return f"holds {n_classes} different whole numbers in {n_rows} rows" if many else ""
