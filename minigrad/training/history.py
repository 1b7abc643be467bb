"""What a training run leaves behind: loss and accuracy after each epoch, on training and on validation data."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan
from typing import Final, NamedTuple, final

import numpy as np
from typing_extensions import override

from minigrad.arguments import as_items, require_instance, shown
from minigrad.arrays import Float64Array
from minigrad.plain_data.json_values import JsonObject, numbers, to_float, to_int, to_list
from minigrad.tables import html_table


class EpochRecord(NamedTuple):
    """One epoch, evaluated once, after its last batch; the validation entries are NaN without validation data."""

    epoch: int
    loss: float
    accuracy: float
    validation_loss: float
    validation_accuracy: float


HEADINGS: Final = ("epoch", "loss", "accuracy", "validation loss", "validation accuracy")
WIDTHS: Final = (5, 10, 10, 16, 20)
"""Letters of each column in a terminal."""
ENDS = 10
"""Epochs that a notebook shows of the beginning, and of the end."""


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

    def __post_init__(self) -> None:
        records = as_items("records", self.records, "epoch records")
        for index, record in enumerate(records):
            require_instance(f"records[{index}]", record, EpochRecord)
        object.__setattr__(self, "records", records)

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
        require_instance("record", record, EpochRecord)
        return History((*self.records, record))

    def to_dict(self) -> JsonObject:
        """Plain columns by name, ready for JSON or a table; NaN is None and infinity ``"inf"``."""
        columns: JsonObject = {"epoch": [record.epoch for record in self.records]}
        losses = {"loss": self.loss, "accuracy": self.accuracy}
        validation = {"validation_loss": self.validation_loss, "validation_accuracy": self.validation_accuracy}
        return columns | {name: numbers(column) for name, column in (losses | validation).items()}

    @staticmethod
    def from_dict(data: JsonObject) -> History:
        """The inverse of :meth:`to_dict`.

        Raises:
            TypeError, ValueError: ``data`` is not what :meth:`to_dict` returned.

        >>> history = History((EpochRecord(1, 1.1, 0.4, float("nan"), float("nan")),))
        >>> History.from_dict(history.to_dict()) == history
        True
        """
        require_instance("data", data, dict)
        if set(data) != set(EpochRecord._fields):
            raise ValueError(f"`data` must have the columns {list(EpochRecord._fields)}, got {shown(list(data))}")
        epochs, *columns = (to_list(data[name]) for name in EpochRecord._fields)
        if any(len(column) != len(epochs) for column in columns):
            raise ValueError(f"`data` must have columns of the same length, got {[len(epochs), *map(len, columns)]}")
        rows = zip(map(to_int, epochs), *(map(to_float, column) for column in columns), strict=True)
        return History(tuple(EpochRecord(*row) for row in rows))

    @property
    def _key(self) -> tuple[float | None, ...]:
        """Every number, None for NaN."""
        return tuple(None if isnan(value) else value for record in self.records for value in record)

    @override
    def __repr__(self) -> str:
        losses = f": loss {self.loss[0]:.4g} to {self.loss[-1]:.4g}" if self.records else ""
        return f"<History of {len(self)} epochs{losses}>"

    @override
    def __str__(self) -> str:
        lines = [HEADINGS, *map(_cells, self.records)]
        return "\n".join(
            " ".join(cell.rjust(width) for cell, width in zip(line, WIDTHS, strict=True)) for line in lines
        )

    def _repr_html_(self) -> str:
        rows = [*map(_cells, self.records)]
        hidden = len(rows) - 2 * ENDS
        if hidden > 0:
            rows[ENDS:-ENDS] = [(f"... {hidden} more", *[""] * (len(HEADINGS) - 1))]
        return html_table(HEADINGS, rows, f"{len(self)} epochs")


def _cells(record: EpochRecord) -> tuple[str, ...]:
    loss, accuracy, validation_loss, validation_accuracy = record[1:]
    return str(record.epoch), f"{loss:.4g}", f"{accuracy:.3f}", f"{validation_loss:.4g}", f"{validation_accuracy:.3f}"
