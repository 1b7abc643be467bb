"""Predictions as the text of a CSV file."""

from __future__ import annotations

import csv
from io import StringIO

import numpy as np

from minigrad.arrays import AnyArray, FloatArray
from minigrad.models import Model


def predictions_as_csv(model: Model, x: FloatArray) -> str:
    """A line of names, and one for each sample: its class and the probability of each, or the numbers predicted.

    Numbers have as many digits as it takes to read exactly the same number back.
    """
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    predicted = np.asarray(model.predict(x))
    if model.class_names:
        writer.writerow([model.target_name or "class", *(f"P({name})" for name in model.class_names)])
        probabilities = model.probabilities(x)
        writer.writerows([name, *_texts(row)] for name, row in zip(predicted, probabilities, strict=True))
    else:
        columns = predicted.reshape(len(predicted), -1)
        writer.writerow(_names(model.target_name or "prediction", columns.shape[1]))
        writer.writerows(map(_texts, columns))
    return stream.getvalue()


def _names(name: str, n_columns: int) -> list[str]:
    return [name] if n_columns == 1 else [f"{name} {number}" for number in range(1, n_columns + 1)]


def _texts(numbers: AnyArray) -> list[str]:
    return [str(number) for number in numbers]
