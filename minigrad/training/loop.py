"""The training loop: epochs of mini-batches, and for each batch a gradient and a step."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from itertools import islice
from typing import Generic, final

import numpy as np

from minigrad.arrays import FloatArray
from minigrad.errors import NonFiniteError
from minigrad.networks.risk import EmpiricalRisk
from minigrad.optimizers.base import Optimizer, State, StateValue
from minigrad.optimizers.optimizer_step import take_step
from minigrad.training.batch_gradient import BatchGradient
from minigrad.training.batches import batches
from minigrad.training.evaluation import NOT_EVALUATED, evaluate
from minigrad.training.history import EpochRecord, History
from minigrad.training.published_run import PublishedRun
from minigrad.training.run_state import UnfinishedEpoch
from minigrad.training.training_error import diverged, step_fault


@final
class TrainingLoop(Generic[State]):
    """Trains the network of a risk, from one :meth:`run` to the next.

    Attributes:
        optimizer: how a gradient becomes a step.
        gradient: how the gradient of a batch is computed and verified.
    """

    __slots__ = ("_published", "gradient", "optimizer")

    def __init__(self, optimizer: Optimizer[State], gradient: BatchGradient, published: PublishedRun[State]) -> None:
        self.optimizer: Optimizer[State] = optimizer
        self.gradient: BatchGradient = gradient
        self._published = published

    @property
    def history(self) -> History:
        """The records of all epochs so far."""
        return self._published.run.history

    @property
    def state(self) -> State:
        """A copy of the optimizer's state, with read-only arrays."""
        state = deepcopy(self._published.run.optimizer)
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
        try:
            try:
                self._published.publish()
                self._run_epochs(data, validation, epochs, batch_size, callback)
            finally:
                self._published.publish()
        finally:
            self._published.publish()  # once more, since an interrupt may have come while it was done
        return History(self.history.records[first:])

    def _run_epochs(
        self,
        data: EmpiricalRisk,
        validation: EmpiricalRisk | None,
        epochs: int,
        batch_size: int | None,
        callback: Callable[[EpochRecord], None] | None,
    ) -> None:
        for _ in range(epochs):
            with np.errstate(over="ignore", divide="ignore", invalid="ignore"):  # divergence is reported as an error
                self._run_epoch(data, batch_size)
                record = self._record(data, validation)
            self._published.end_epoch(record)
            try:
                if callback is not None:
                    callback(record)
            except StopIteration:
                break

    def _run_epoch(self, data: EmpiricalRisk, batch_size: int | None) -> None:
        done, rng = self._published.begin_epoch(data, batch_size)
        for number, rows in enumerate(islice(batches(len(data.x), batch_size, rng), done, None), start=done + 1):
            part = EmpiricalRisk(data.network, data.objective, data.x[rows], data.targets[rows])
            theta, state = self._step(part, f"epoch {len(self.history) + 1}, batch {number}")
            self._published.end_batch(theta, state, UnfinishedEpoch(data, batch_size, number))

    def _step(self, batch: EmpiricalRisk, place: str) -> tuple[FloatArray, State]:
        """Theta and state of the optimizer after one more step, on this batch; nothing is changed."""
        run, theta = self._published.current(), batch.network.theta
        try:
            gradient = self.gradient.compute(batch)
        except NonFiniteError as error:  # of a numeric gradient; an analytic one leads to a theta of NaN instead
            raise diverged("the loss became infinite or NaN", place, self.optimizer) from error
        self.gradient.verify(batch, gradient, run.batches_seen + 1, place)
        following, state = take_step(self.optimizer, theta, gradient, run.optimizer)
        if fault := step_fault(theta, following):
            raise diverged(fault, place, self.optimizer)
        return following, state

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
