"""``VerifyGradient``: a check of the analytic gradient during training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from typing_extensions import override

from minigrad.arguments import require_count
from minigrad.differentiators.fixed.difference import CentralDifference
from minigrad.optimizers.base import NoState
from minigrad.training.callbacks.base import Callback
from minigrad.training.callbacks.training_run import TrainingRun
from minigrad.training.verifying.batch_gradient import BatchGradient


@final
@dataclass(frozen=True)
class VerifyGradient(Callback):
    """After every so many batches, compares the analytic gradient of the last batch, at the parameters after it, with
    values of the loss along a random direction (four evaluations).

    ``verify_every`` of a :class:`~minigrad.Trainer` does that with each gradient that it checks *before* the step.

    Args:
        every: how many batches lie between two checks.

    Raises:
        TypeError, ValueError: ``every`` is no count. During training, :class:`~minigrad.GradientMismatchError` where
        the gradient is not that of the loss.
    """

    every: int = 100

    def __post_init__(self) -> None:
        object.__setattr__(self, "every", require_count("every", self.every))

    @override
    def init(self) -> NoState:
        return NoState()

    @override
    def on_batch_end(self, run: TrainingRun, state: NoState) -> NoState:
        if run.batch is not None and run.batches_seen % self.every == 0:
            place = f"epoch {run.epoch}, after batch {run.batches}"
            gradient = run.batch.gradient(run.theta)
            BatchGradient("analytic", CentralDifference(), 1).verify(run.batch, gradient, run.batches_seen, place)
        return state
