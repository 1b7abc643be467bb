"""``History``: loss, accuracy and metrics after each epoch, on training and on validation data."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan
from os import PathLike
from pathlib import Path
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arguments import as_items, as_path, require_instance, shown
from minigrad.arrays import Float64Array
from minigrad.files import write_atomically
from minigrad.plain_data.json_values import JsonObject, number, to_float, to_int, to_list
from minigrad.training.recording.epoch_record import COLUMNS, EpochRecord
from minigrad.training.recording.history_table import as_csv, as_html, as_text


@final
@dataclass(frozen=True, eq=False)
class History:
    """The records of all epochs so far, and each of their columns as an array.

    NaN is what was not evaluated: without validation data, in epochs between those of ``evaluate_every``, or of a
    metric that is not defined. Two histories are equal if their numbers are; there NaN equals NaN.

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
    def metrics(self) -> tuple[str, ...]:
        """The names of the columns besides loss and accuracy, in the order in which they came."""
        return tuple(dict.fromkeys(name for record in self.records for name, _ in record.metrics))

    @property
    def loss(self) -> Float64Array:
        """The loss on the training data after each epoch."""
        return self.column("loss")

    @property
    def accuracy(self) -> Float64Array:
        """The accuracy on the training data after each epoch."""
        return self.column("accuracy")

    @property
    def validation_loss(self) -> Float64Array:
        """The loss on the validation data after each epoch."""
        return self.column("validation_loss")

    @property
    def validation_accuracy(self) -> Float64Array:
        """The accuracy on the validation data after each epoch."""
        return self.column("validation_accuracy")

    def column(self, name: str) -> Float64Array:
        """What was recorded after each epoch under this name, also of a metric.

        Raises:
            ValueError: there is nothing of this name.
        """
        names = (*COLUMNS, *self.metrics)
        if name not in names:
            raise ValueError(f"there is no {shown(name)} in the history; it has {', '.join(names)}")
        return np.array([record.values().get(name, np.nan) for record in self.records], dtype=np.float64)

    def __len__(self) -> int:
        return len(self.records)

    @override
    def __eq__(self, other: object) -> bool:
        return self._key == other._key if isinstance(other, History) else NotImplemented

    @override
    def __hash__(self) -> int:
        return hash(self._key)

    def plus(self, record: EpochRecord) -> History:
        """A history with one more record."""
        require_instance("record", record, EpochRecord)
        longer = object.__new__(History)  # the others have been checked
        object.__setattr__(longer, "records", (*self.records, record))
        return longer

    def to_dict(self) -> JsonObject:
        """Plain columns by name, ready for JSON or a table; NaN is None and infinity ``"inf"``."""
        return {
            name: [value if name == "epoch" else number(value) for value in column]
            for name, column in self._columns.items()
        }

    def to_csv(self, path: str | PathLike[str]) -> Path:
        """Write the columns below their names, comma-separated, to the last digit, with ``nan`` and ``inf``.

        Args:
            path: of the file, which is written whole or not at all.

        Returns:
            the path.
        """
        return write_atomically(as_path("path", path), as_csv(self._columns))

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
        if not set(COLUMNS) <= set(data):
            raise ValueError(f"`data` must have the columns {[*COLUMNS]}, got {shown(list(data))}")
        epochs, names = [to_int(epoch) for epoch in to_list(data["epoch"])], [name for name in data if name != "epoch"]
        columns = {name: [to_float(value) for value in to_list(data[name])] for name in names}
        if any(len(column) != len(epochs) for column in columns.values()):
            lengths = [len(epochs), *map(len, columns.values())]
            raise ValueError(f"`data` must have columns of the same length, got {lengths}")
        return History(
            tuple(
                EpochRecord.of(epoch, {name: column[row] for name, column in columns.items()})
                for row, epoch in enumerate(epochs)
            )
        )

    @property
    def _columns(self) -> dict[str, list[float]]:
        values = [record.values() for record in self.records]
        return {name: [each.get(name, np.nan) for each in values] for name in (*COLUMNS, *self.metrics)}

    @property
    def _key(self) -> tuple[tuple[str, tuple[float | None, ...]], ...]:
        """Every number, None for NaN."""
        columns = sorted(self._columns.items())
        return tuple((name, tuple(None if isnan(value) else value for value in column)) for name, column in columns)

    @override
    def __repr__(self) -> str:
        known = [record.loss for record in self.records if not isnan(record.loss)]
        losses = f": loss {known[0]:.4g} to {known[-1]:.4g}" if known else ""
        return f"<History of {len(self)} epochs{losses}>"

    @override
    def __str__(self) -> str:
        return as_text(self.records, self.metrics)

    def _repr_html_(self) -> str:
        return as_html(self.records, self.metrics)
