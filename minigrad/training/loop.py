"""The training loop: epochs of mini-batches, and for each batch a gradient and a step."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Generic, final

import numpy as np

from minigrad.errors import NonFiniteError
from minigrad.networks.risk import EmpiricalRisk
from minigrad.optimizers.base import Optimizer, State, StateValue
from minigrad.optimizers.taken import take_step
from minigrad.training.batch_gradient import BatchGradient
from minigrad.training.batches import batches
from minigrad.training.evaluation import NOT_EVALUATED, evaluate
from minigrad.training.history import EpochRecord, History
from minigrad.training.training_error import diverged, step_fault


@final
class TrainingLoop(Generic[State]):
    """Trains the network of a risk, and keeps what one call of :meth:`run` leaves to the next.

    Attributes:
        optimizer: how a gradient becomes a step.
        gradient: how the gradient of a batch is computed and verified.
        history: the records of all epochs so far.
    """

    __slots__ = ("_batches_seen", "_rng", "_state", "gradient", "history", "optimizer")

    def __init__(
        self, optimizer: Optimizer[State], gradient: BatchGradient, state: State, rng: np.random.Generator
    ) -> None:
        self.optimizer: Optimizer[State] = optimizer
        self.gradient: BatchGradient = gradient
        self.history: History = History()
        self._state = state
        self._rng = rng
        self._batches_seen = 0

    @property
    def state(self) -> State:
        """A copy of the optimizer's state, with read-only arrays."""
        state = deepcopy(self._state)
        _make_read_only(state)
        return state

    def run(
        self,
        data: EmpiricalRisk,
        validation: EmpiricalRisk | None,
        epochs: int,
        batch_size: int | None,
        callback: Callable[[EpochRecord], None] | None,
    ) -> History:
        """Train for some epochs and return their history; arguments as for :meth:`minigrad.Trainer.fit`."""
        first = len(self.history)
        for _ in range(epochs):
            with np.errstate(over="ignore", divide="ignore", invalid="ignore"):  # divergence is reported as an error
                self._run_epoch(data, batch_size)
                record = self._record(data, validation)
            self.history = self.history.plus(record)
            try:
                if callback is not None:
                    callback(record)
            except StopIteration:
                break
        return History(self.history.records[first:])

    def _run_epoch(self, data: EmpiricalRisk, batch_size: int | None) -> None:
        for number, batch in enumerate(batches(len(data.x), batch_size, self._rng), start=1):
            part = EmpiricalRisk(data.network, data.objective, data.x[batch], data.targets[batch])
            self._step(part, f"epoch {len(self.history) + 1}, batch {number}")

    def _step(self, batch: EmpiricalRisk, place: str) -> None:
        """Change theta by one step on a batch; an exception leaves theta and the optimizer's state as they were."""
        network = batch.network
        try:
            gradient = self.gradient.compute(batch)
        except NonFiniteError as error:  # of a numeric gradient; an analytic one leads to a theta of NaN instead
            raise diverged("the loss became infinite or NaN", place, self.optimizer) from error
        self._batches_seen += 1
        self.gradient.verify(batch, gradient, self._batches_seen, place)
        theta, state = take_step(self.optimizer, network.theta, gradient, self._state)
        if fault := step_fault(network.theta, theta):
            raise diverged(fault, place, self.optimizer)
        network.theta, self._state = theta, state

    def _record(self, data: EmpiricalRisk, validation: EmpiricalRisk | None) -> EpochRecord:
        epoch = len(self.history) + 1
        own, held_out = evaluate(data), NOT_EVALUATED if validation is None else evaluate(validation)
        if not np.isfinite(own.loss):
            raise diverged("the loss became infinite or NaN", f"epoch {epoch}", self.optimizer)
        return EpochRecord(epoch, *own, *held_out)


def _make_read_only(value: StateValue) -> None:
    """Make every array in a state read-only."""
    if isinstance(value, np.ndarray):
        value.setflags(write=False)
    elif isinstance(value, tuple):
        for part in value:
            _make_read_only(part)
