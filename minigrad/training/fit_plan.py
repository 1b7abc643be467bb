"""What one call of ``fit`` shall do."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from minigrad.networks.risk import EmpiricalRisk
from minigrad.training.callbacks.active import ActiveCallback
from minigrad.training.recording.epoch_record import EpochRecord
from minigrad.training.recording.metrics import NamedMetric


class FitPlan(NamedTuple):
    """The arguments of :meth:`minigrad.Trainer.fit`, checked."""

    data: EmpiricalRisk
    validation: EmpiricalRisk | None
    epochs: int
    batch_size: int | None
    evaluate_every: int | None = 1
    metrics: tuple[NamedMetric, ...] = ()
    callbacks: tuple[ActiveCallback, ...] = ()
    callback: Callable[[EpochRecord], None] | None = None

    def evaluates(self, epoch: int) -> bool:
        """Whether this epoch is evaluated."""
        return self.evaluate_every is not None and epoch % self.evaluate_every == 0

    @property
    def watches_batches(self) -> bool:
        """Whether a callback is asked after each batch."""
        return any(callback.waits_for("on_batch_end") for callback in self.callbacks)
