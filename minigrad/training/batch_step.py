"""One step of training: from a batch and the run so far to the run after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, final

from minigrad.errors import NonFiniteError
from minigrad.networks.risk import EmpiricalRisk
from minigrad.optimizers.base import Optimizer, State
from minigrad.optimizers.optimizer_step import take_step
from minigrad.training.batch_gradient import BatchGradient
from minigrad.training.run_state import RunState
from minigrad.training.training_error import diverged, step_fault
from minigrad.training.weights import Weights


@final
@dataclass(frozen=True)
class BatchStep(Generic[State]):
    """How a batch changes a run.

    Attributes:
        optimizer: how a gradient becomes a step.
        gradient: how the gradient of a batch is computed and verified.
    """

    optimizer: Optimizer[State]
    gradient: BatchGradient

    def after(self, batch: EmpiricalRisk, run: RunState[State], place: str) -> RunState[State]:
        """The run after one more step, on this batch; an exception changes nothing.

        Args:
            batch: the batch's loss as a function of theta.
            run: the run before; the network has its weights.
            place: epoch and batch, for messages.
        """
        theta = batch.network.theta
        try:
            _, gradient, memory = self.gradient.compute(batch)
        except NonFiniteError as error:  # of a numeric gradient; an analytic one leads to a theta of NaN instead
            raise diverged("the loss became infinite or NaN", place, self.optimizer) from error
        self.gradient.verify(batch, gradient, run.batches_seen + 1, place)
        following, state = take_step(self.optimizer, theta, gradient, run.optimizer)
        if fault := step_fault(theta, following):
            raise diverged(fault, place, self.optimizer)
        weights = Weights(following, memory)
        return RunState(weights, state, run.rng, run.root, run.history, run.batches_seen + 1, run.epoch, run.fit)
