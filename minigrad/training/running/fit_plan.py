"""What one call of ``fit`` shall do, and with which data."""

from __future__ import annotations

from typing import NamedTuple

from minigrad.networks.risk import EmpiricalRisk
from minigrad.training.resuming.data_identity import DataIdentity
from minigrad.training.resuming.fit_identity import FitIdentity
from minigrad.training.running.fit_options import FitOptions


class FitPlan(NamedTuple):
    """The arguments of :meth:`minigrad.Trainer.fit`, checked."""

    data: EmpiricalRisk
    validation: EmpiricalRisk | None
    options: FitOptions
    identity: FitIdentity
    goes_on: bool = False
    """Whether the run was read from the backup, and the epochs count from the beginning of the fit in it."""

    @staticmethod
    def of(data: EmpiricalRisk, validation: EmpiricalRisk | None, options: FitOptions) -> FitPlan:
        """A fit that begins now."""
        identity = FitIdentity(
            DataIdentity(data),
            None if validation is None else DataIdentity(validation),
            options.batch_size,
            options.evaluate_every,
            tuple(metric.name for metric in options.metrics),
        )
        return FitPlan(data, validation, options, identity)

    def evaluates(self, epoch: int) -> bool:
        """Whether this epoch is evaluated."""
        every = self.options.evaluate_every
        return every is not None and epoch % every == 0

    def backs_up(self, batches: int) -> bool:
        """Whether a backup is written after so many batches in all."""
        return self.options.backup is not None and batches % self.options.backup_every == 0

    @property
    def watches_batches(self) -> bool:
        """Whether a callback is asked after each batch."""
        return any(callback.waits_for("on_batch_end") for callback in self.options.callbacks)
