"""One step of training: from a batch and the run so far to the run after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, final

import numpy as np

from minigrad.arrays import FloatArray
from minigrad.errors import NonFiniteError
from minigrad.networks.risk import EmpiricalRisk
from minigrad.networks.risk_terms import Slope
from minigrad.optimizers.base import Optimizer
from minigrad.optimizers.method import Method, State
from minigrad.optimizers.optimizer_step import take_advance, take_step
from minigrad.training.batch_gradient import BatchGradient
from minigrad.training.run_state import RunState
from minigrad.training.training_error import diverged, step_fault
from minigrad.training.weights import Weights


@final
@dataclass(frozen=True)
class BatchStep(Generic[State]):
    """How a batch changes a run.

    Attributes:
        optimizer: how a gradient becomes a step; a method asks for values and gradients itself.
        gradient: how the gradient of a batch is computed and verified.
    """

    optimizer: Method[State]
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
            slope = self.gradient.at(batch, theta, value=not isinstance(self.optimizer, Optimizer))
        except NonFiniteError as error:  # of a numeric gradient; an analytic one leads to a theta of NaN instead
            raise diverged("the loss became infinite or NaN", place, self.optimizer) from error
        self.gradient.verify(batch, slope.gradient, run.batches_seen + 1, place)
        following, state = self._next(batch, slope, run.optimizer)
        if fault := step_fault(theta, following):
            raise diverged(fault, place, self.optimizer)
        weights = Weights(following, slope.state)
        return RunState(weights, state, run.rng, run.root, run.history, run.batches_seen + 1, run.epoch, run.fit)

    def _next(self, batch: EmpiricalRisk, slope: Slope, state: State) -> tuple[FloatArray, State]:
        """The next theta and the next state, where ``slope`` is that at the network's theta."""
        theta = batch.network.theta
        if isinstance(self.optimizer, Optimizer):
            return take_step(self.optimizer, theta, slope.gradient, state)

        def function(point: FloatArray) -> tuple[float, FloatArray]:
            if np.array_equal(point, theta):
                return slope.value, slope.gradient
            try:
                found = self.gradient.at(batch, point, value=True)
            except NonFiniteError:  # of a numeric gradient
                return np.nan, np.full_like(point, np.nan)
            return found.value, found.gradient

        return take_advance(self.optimizer, function, theta, state)
