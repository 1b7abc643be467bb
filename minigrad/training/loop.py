"""The training loop: epochs of mini-batches, and what is done after each."""

from __future__ import annotations

from copy import deepcopy
from itertools import islice
from typing import Generic, final

import numpy as np

from minigrad.optimizers.base import State, StateValue
from minigrad.training.asked_callbacks import AskedCallbacks
from minigrad.training.batch_step import BatchStep
from minigrad.training.batches import batches
from minigrad.training.fit_plan import FitPlan
from minigrad.training.published_run import PublishedRun
from minigrad.training.recording.epoch_record import EpochRecord
from minigrad.training.recording.evaluation import as_record, measure, not_measured
from minigrad.training.recording.history import History
from minigrad.training.run_state import RunState, UnfinishedEpoch
from minigrad.training.training_error import diverged


@final
class TrainingLoop(Generic[State]):
    """Trains the network of a risk, from one :meth:`run` to the next.

    Attributes:
        step: how a batch changes the run.
    """

    __slots__ = ("_published", "step")

    def __init__(self, step: BatchStep[State], published: PublishedRun[State]) -> None:
        self.step: BatchStep[State] = step
        self._published = published

    @property
    def now(self) -> RunState[State]:
        """The run after the last batch that was finished."""
        return self._published.run

    @property
    def state(self) -> State:
        """A copy of the optimizer's state, with read-only arrays."""
        state = deepcopy(self.now.optimizer)
        _make_read_only(state)
        return state

    def run(self, plan: FitPlan) -> History:
        """Train, and return the history of this fit."""
        first = len(self.now.history)
        try:
            try:
                self._published.publish()
                self._fit(plan, first + plan.epochs)
            finally:
                self._published.publish()
        finally:
            self._published.publish()  # once more, since an interrupt may have come while it was done
        return History(self.now.history.records[first:])

    def _fit(self, plan: FitPlan, last: int) -> None:
        """Train until the history has ``last`` epochs, or a callback ends it."""
        asked = AskedCallbacks(plan, last, self._published)
        asked.begin()
        while len(self.now.history) < last and asked.stop_reason() is None:
            with np.errstate(over="ignore", divide="ignore", invalid="ignore"):  # divergence is reported as an error
                finished = self._run_epoch(plan, asked)
                record = self._record(plan) if finished else None
            if record is None:
                break
            self._published.end_epoch(asked.due("on_epoch_end", self._with(record)))
            asked.at("on_epoch_end")
            if asked.stopped_by_callback(record):
                break
        asked.end()

    def _run_epoch(self, plan: FitPlan, asked: AskedCallbacks[State]) -> bool:
        """Use the batches of an epoch that are left; False where a callback has ended the fit in between."""
        done, rng = self._published.begin_epoch(plan.data, plan.batch_size)
        data, epoch = plan.data, len(self.now.history) + 1
        skipped = max(0, done - 1) if asked.is_due("on_batch_end") else done
        for number, rows in enumerate(
            islice(batches(len(data.x), plan.batch_size, rng), skipped, None), start=skipped + 1
        ):
            batch = type(data)(data.network, data.objective, data.x[rows], data.targets[rows])
            if number > done:
                run = self.step.after(batch, self._published.current(), f"epoch {epoch}, batch {number}")
                run = run._replace(epoch=UnfinishedEpoch(data, plan.batch_size, number))
                self._published.commit(asked.due("on_batch_end", run))
            if not asked.after_batch(batch):
                return False
        return True

    def _with(self, record: EpochRecord) -> RunState[State]:
        return self.now._replace(history=self.now.history.plus(record))

    def _record(self, plan: FitPlan) -> EpochRecord:
        epoch, nothing = len(self.now.history) + 1, not_measured(plan.metrics)
        if not plan.evaluates(epoch):
            return as_record(epoch, nothing, nothing)
        own = measure(plan.data, plan.metrics)
        held_out = nothing if plan.validation is None else measure(plan.validation, plan.metrics)
        if not np.isfinite(own.evaluation.loss):
            raise diverged("the loss became infinite or NaN", f"epoch {epoch}", self.step.optimizer)
        return as_record(epoch, own, held_out)


def _make_read_only(value: StateValue) -> None:
    """Make every array in a state read-only."""
    if isinstance(value, np.ndarray):
        value.setflags(write=False)
    elif isinstance(value, tuple):
        for part in value:
            _make_read_only(part)
