"""One step of training: from a batch and the run so far to the run after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, final

from minigrad.arrays import FloatArray
from minigrad.errors import NonFiniteError
from minigrad.networks.risk import EmpiricalRisk
from minigrad.networks.risk_terms import Slope
from minigrad.optimizers.base import Optimizer, State
from minigrad.optimizers.method import Method
from minigrad.optimizers.optimizer_step import take_advance, take_step
from minigrad.training.first_fault import first_fault
from minigrad.training.running.run_state import RunState
from minigrad.training.training_error import diverged, step_fault
from minigrad.training.verifying.batch_gradient import BatchGradient
from minigrad.training.weights import Weights


@final
@dataclass(frozen=True)
class BatchStep(Generic[State]):
    """How a batch changes a run.

    Attributes:
        optimizer: how a gradient becomes a step.
        gradient: how the gradient of a batch is computed and verified.
    """

    optimizer: Method[State]
    gradient: BatchGradient

    def after(self, batch: EmpiricalRisk, run: RunState[State], place: str) -> tuple[Weights, State]:
        """What one more step, on this batch, makes of a run; an exception changes nothing.

        Args:
            batch: the batch's loss as a function of theta.
            run: the run before; the network has its weights.
            place: epoch and batch, for messages.
        """
        theta = batch.network.theta
        rule = self.optimizer if isinstance(self.optimizer, Optimizer) else None
        try:
            slope = self.gradient.compute(batch, theta, value=rule is None)
            self.gradient.verify(batch, slope.gradient, run.batches_seen + 1, place)
            if rule is None:
                following, state = self._advance(batch, theta, slope, run.optimizer)
            else:
                following, state = take_step(rule, theta, slope.gradient, run.optimizer)
        except NonFiniteError as error:  # of a numeric gradient; an analytic one leads to a theta of NaN instead
            what, fault = "the loss became infinite or NaN", first_fault(batch, None, None)
            raise diverged(what, place, self.optimizer, run.batches_seen + 1, fault) from error
        if wrong := step_fault(theta, following):
            fault = first_fault(batch, slope.gradient, following)
            raise diverged(wrong, place, self.optimizer, run.batches_seen + 1, fault)
        return Weights(following, slope.state), state

    def _advance(self, batch: EmpiricalRisk, theta: FloatArray, slope: Slope, state: State) -> tuple[FloatArray, State]:
        def function(point: FloatArray) -> tuple[float, FloatArray]:
            at = slope if point is theta else self.gradient.compute(batch, point, value=True)
            return at.value, at.gradient

        return take_advance(self.optimizer, function, theta, state)
