"""What a training run leaves behind: loss and accuracy after each epoch, on training and on validation data."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan
from typing import NamedTuple, TypeAlias, final

import numpy as np
from typing_extensions import override

from minigrad.arrays import Float64Array


class Evaluation(NamedTuple):
    """The loss (the objective's mean over samples) and the accuracy (NaN where there are no classes)."""

    loss: float
    accuracy: float


class EpochRecord(NamedTuple):
    """One epoch, evaluated once, after its last batch; the validation entries are NaN without validation data."""

    epoch: int
    loss: float
    accuracy: float
    validation_loss: float
    validation_accuracy: float


Columns: TypeAlias = dict[str, list[int] | list[float]]


@final
@dataclass(frozen=True, eq=False)
class History:
    """The records of all epochs so far, and each of their columns as an array.

    Two are equal if their records are; a NaN, which stands for what was not evaluated, equals a NaN.

    >>> history = History((EpochRecord(1, 1.1, 0.4, 1.2, 0.3), EpochRecord(2, 0.7, 0.8, 0.9, 0.7)))
    >>> history.loss, history.validation_accuracy
    (array([1.1, 0.7]), array([0.3, 0.7]))
    >>> print(history)
    epoch       loss   accuracy  validation loss  validation accuracy
        1        1.1      0.400              1.2                0.300
        2        0.7      0.800              0.9                0.700
    """

    records: tuple[EpochRecord, ...] = ()

    @property
    def loss(self) -> Float64Array:
        """The loss on the training data after each epoch."""
        return np.array([record.loss for record in self.records])

    @property
    def accuracy(self) -> Float64Array:
        """The accuracy on the training data after each epoch."""
        return np.array([record.accuracy for record in self.records])

    @property
    def validation_loss(self) -> Float64Array:
        """The loss on the validation data after each epoch."""
        return np.array([record.validation_loss for record in self.records])

    @property
    def validation_accuracy(self) -> Float64Array:
        """The accuracy on the validation data after each epoch."""
        return np.array([record.validation_accuracy for record in self.records])

    def __len__(self) -> int:
        return len(self.records)

    @override
    def __eq__(self, other: object) -> bool:
        return self._key == other._key if isinstance(other, History) else NotImplemented

    @override
    def __hash__(self) -> int:
        return hash(self._key)

    def plus(self, record: EpochRecord) -> History:
        """A history with one record more."""
        return History((*self.records, record))

    def to_dict(self) -> Columns:
        """Plain columns by name, ready for JSON or a table."""
        columns: Columns = {"epoch": [record.epoch for record in self.records]}
        for name in EpochRecord._fields[1:]:
            columns[name] = [float(getattr(record, name)) for record in self.records]
        return columns

    @property
    def _key(self) -> tuple[float | None, ...]:
        """Every number, None for NaN."""
        return tuple(None if isnan(value) else value for record in self.records for value in record)

    @override
    def __str__(self) -> str:
        rows = [f"{'epoch':>5} {'loss':>10} {'accuracy':>10} {'validation loss':>16} {'validation accuracy':>20}"]
        rows += [
            f"{r.epoch:5} {r.loss:10.4g} {r.accuracy:10.3f} {r.validation_loss:16.4g} {r.validation_accuracy:20.3f}"
            for r in self.records
        ]
        return "\n".join(rows)
