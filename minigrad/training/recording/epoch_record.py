"""``EpochRecord``: what was measured after one epoch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from minigrad.arguments import shown

COLUMNS: Final = ("epoch", "loss", "accuracy", "validation_loss", "validation_accuracy")
"""What every record has; metrics come after these."""

VALIDATION: Final = "validation_"
"""The beginning of the names of what was measured on validation data."""


class EpochRecord(NamedTuple):
    """One epoch, evaluated after its last batch; NaN is what was not evaluated.

    >>> EpochRecord(1, 0.5, 0.9, 0.6, 0.8, (("r_squared", 0.7),)).value("r_squared")
    0.7
    """

    epoch: int
    loss: float
    accuracy: float
    validation_loss: float
    validation_accuracy: float
    metrics: tuple[tuple[str, float], ...] = ()
    """Each metric on the training data and, with the prefix ``validation_``, on the validation data."""

    @staticmethod
    def of(epoch: int, values: Mapping[str, float]) -> EpochRecord:
        """A record of values by name, metrics among them."""
        loss, accuracy, validation_loss, validation_accuracy = (values[name] for name in COLUMNS[1:])
        metrics = tuple((name, value) for name, value in values.items() if name not in COLUMNS)
        return EpochRecord(epoch, loss, accuracy, validation_loss, validation_accuracy, metrics)

    def values(self) -> dict[str, float]:
        """Everything by name, the number of the epoch too."""
        own = (self.epoch, self.loss, self.accuracy, self.validation_loss, self.validation_accuracy)
        return dict(zip(COLUMNS, own, strict=True)) | dict(self.metrics)

    def value(self, name: str) -> float:
        """What was recorded under this name.

        Raises:
            ValueError: there is nothing of this name.
        """
        values = self.values()
        if name not in values:
            raise ValueError(f"there is no {shown(name)} in the history; it has {', '.join(values)}")
        return values[name]
