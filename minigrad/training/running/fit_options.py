"""The options of ``fit``, besides its data."""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from minigrad.arguments import as_path, require_callable, require_count
from minigrad.files import require_folder
from minigrad.training.callbacks.active import ActiveCallback, activated
from minigrad.training.recording.epoch_record import EpochRecord
from minigrad.training.recording.metrics import Metrics, NamedMetric, named_metrics


class FitOptions(NamedTuple):
    """As for :meth:`minigrad.Trainer.fit`, checked."""

    epochs: int
    batch_size: int | None
    evaluate_every: int | None
    metrics: tuple[NamedMetric, ...]
    callbacks: tuple[ActiveCallback, ...]
    callback: Callable[[EpochRecord], None] | None
    backup: Path | None
    backup_every: int

    @staticmethod
    def of(
        *,
        epochs: int,
        batch_size: int | None,
        evaluate_every: int | None,
        metrics: Metrics | None,
        callbacks: object,
        callback: Callable[[EpochRecord], None] | None,
        backup: str | PathLike[str] | None,
        backup_every: int,
    ) -> FitOptions:
        """Check the options.

        Raises:
            TypeError, ValueError: one of them is of another kind, or out of its range.
            FileNotFoundError: the folder of ``backup`` does not exist.
        """
        require_count("epochs", epochs)
        if batch_size is not None:
            require_count("batch_size", batch_size)
        if evaluate_every is not None:
            require_count("evaluate_every", evaluate_every)
        if callback is not None:
            require_callable("callback", callback)
        if backup is not None:
            require_folder(as_path("backup", backup))
        return FitOptions(
            epochs,
            batch_size,
            evaluate_every,
            named_metrics(metrics),
            activated(callbacks),
            callback,
            None if backup is None else as_path("backup", backup),
            require_count("backup_every", backup_every),
        )
