"""A number of the history that a callback watches, and which of two values is better."""

from __future__ import annotations

from math import isnan
from typing import Final, NamedTuple

from minigrad.arguments import require_flag, shown
from minigrad.training.callbacks.training_run import TrainingRun
from minigrad.training.recording.epoch_record import VALIDATION

SMALL: Final = ("loss", "error")
LARGE: Final = ("accuracy", "r_squared")
"""The ends of names of what shall be small, and large."""


class Monitor(NamedTuple):
    """The name of the number, and whether larger is better; None where its name says so."""

    name: str
    larger_is_better: bool | None

    def require_measured(self, run: TrainingRun) -> None:
        """Raise a ``ValueError`` if the number will not be measured, for want of validation data."""
        if self.name.startswith(VALIDATION) and run.validation is None:
            raise ValueError(
                f"{self.name!r} is measured on validation data only; pass `validation_data`, or monitor "
                f"{self.name.removeprefix(VALIDATION)!r}"
            )

    def value(self, run: TrainingRun) -> float | None:
        """The number in the last record; None in an epoch that was not evaluated.

        Raises:
            ValueError: there is no number of this name.
        """
        if run.record is None:
            return None
        value = run.record.value(self.name)
        return None if isnan(run.record.loss) else value

    def is_better(self, value: float, best: float, by: float = 0.0) -> bool:
        """Whether ``value`` is better than ``best`` by more than ``by``. A number is better than NaN, which stands for
        no best one so far, and NaN is never better."""
        if isnan(best):
            return not isnan(value)
        return (value - best if self._large else best - value) > by

    @property
    def _large(self) -> bool:
        return self.name.endswith(LARGE) if self.larger_is_better is None else bool(self.larger_is_better)


def require_monitor(argument: str, name: object, larger_is_better: object) -> None:
    """Raise unless ``name`` is a text, and it is known whether larger is better."""
    if not isinstance(name, str):
        raise TypeError(f"`{argument}` must be the name of a column of the history, got {shown(name)}")
    if larger_is_better is not None:
        require_flag("larger_is_better", larger_is_better)
    elif not name.endswith(SMALL + LARGE):
        raise ValueError(f"`larger_is_better` must be True or False for {name!r}, since the name does not say it")
