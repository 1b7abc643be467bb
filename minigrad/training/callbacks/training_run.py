"""``TrainingRun``: what a callback sees of a run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import final

from minigrad.arguments import as_path
from minigrad.arrays import FloatArray
from minigrad.networks.base import Network
from minigrad.networks.risk import EmpiricalRisk
from minigrad.training.recording.epoch_record import EpochRecord
from minigrad.training.recording.history import History
from minigrad.training.weights import Weights


@final
@dataclass(frozen=True, eq=False)
class TrainingRun:
    """A run of :meth:`~minigrad.Trainer.fit` at one moment; it is not changed when the run goes on.

    Attributes:
        epoch: the number of the epoch that is trained, or of the one that has just ended; from 1 on, over all fits.
        epochs: the number of the last epoch of this fit.
        batches: how many batches of this epoch are done.
        batches_seen: how many batches are done in all epochs.
        history: the records of all epochs so far.
        weights: what the network has learned.
        data: the mean loss on all training data, as a function of theta.
        batch: the mean loss on the batch that was used last; None at the beginning and at the end of a fit, and at the
            end of an epoch.
        validation: the mean loss on the validation data, if there are any.
        write: what :meth:`save` calls.
    """

    epoch: int
    epochs: int
    batches: int
    batches_seen: int
    history: History
    weights: Weights
    data: EmpiricalRisk
    batch: EmpiricalRisk | None
    validation: EmpiricalRisk | None
    write: Callable[[Path], Path] = field(repr=False)

    @property
    def theta(self) -> FloatArray:
        """The parameters, (P,), read-only."""
        view = self.weights.theta.view()
        view.setflags(write=False)
        return view

    @property
    def network(self) -> Network:
        """What is trained."""
        return self.data.network

    @property
    def record(self) -> EpochRecord | None:
        """The record of the last epoch that has ended, if any has."""
        return self.history.records[-1] if self.history.records else None

    def save(self, path: str | PathLike[str]) -> Path:
        """Write the whole trainer to a file from which :meth:`~minigrad.Trainer.resume` goes on exactly.

        Returns:
            the path.

        Raises:
            OSError: the file cannot be written; an old one is unchanged.
        """
        return self.write(as_path("path", path))
