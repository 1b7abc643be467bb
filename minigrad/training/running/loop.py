"""The training loop: epochs of mini-batches, and what is done after each."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Final, Generic, final

import numpy as np

from minigrad.arrays import IntArray
from minigrad.networks.risk import EmpiricalRisk
from minigrad.optimizers.base import State
from minigrad.training.recording.history import History
from minigrad.training.running.asked_callbacks import AskedCallbacks
from minigrad.training.running.backups import require_same_fit
from minigrad.training.running.batch_step import BatchStep
from minigrad.training.running.batches import batches
from minigrad.training.running.checkpoint_file import CheckpointFile
from minigrad.training.running.epoch_evaluation import recorded
from minigrad.training.running.fit_plan import FitPlan
from minigrad.training.running.published_run import PublishedRun
from minigrad.training.running.read_only_state import read_only_copy
from minigrad.training.running.run_state import RunState, UnfinishedEpoch

KEYS: Final = 2**63
"""Keys for what is random in a batch are below this."""


@final
class TrainingLoop(Generic[State]):
    """Trains the network of a risk, from one :meth:`run` to the next.

    Attributes:
        step: how a batch changes the run.
        file: how the run is kept in a file.
    """

    __slots__ = ("_layers_change", "_published", "file", "step")

    def __init__(self, step: BatchStep[State], published: PublishedRun[State], file: CheckpointFile[State]) -> None:
        self.step: BatchStep[State] = step
        self.file: CheckpointFile[State] = file
        self._published = published
        layers = file.network.architecture.composition
        self._layers_change = layers.changes or any(layers.learns)

    @property
    def now(self) -> RunState[State]:
        """The run after the last batch that was finished."""
        return self._published.run

    @property
    def state(self) -> State:
        """A copy of the optimizer's state, with read-only arrays."""
        return read_only_copy(self.now.optimizer)

    def save(self, path: Path, *, training: bool) -> Path:
        """Write the run to a file; ``training`` says whether a fit is at work now."""
        return self.file.write(path, self.now if training else self._published.taken())

    def restore(self, run: RunState[State]) -> None:
        """Go on with a run that was read from a file."""
        self._published.restore(run)

    def taken_up(self, plan: FitPlan) -> FitPlan:
        """The plan, which goes on with the run in its backup, if there is one.

        Raises:
            ValueError: the backup is of another fit, or not readable; nothing is changed.
        """
        path = plan.options.backup
        if path is None or not path.exists():
            return plan
        run = self.file.read(path)
        require_same_fit(plan, run, self.now)
        self.restore(run)
        return plan._replace(goes_on=True)

    def run(self, plan: FitPlan) -> History:
        """Train, and return the history of this fit.

        Raises:
            ValueError: the run comes from a file, with an unfinished epoch of other data; nothing is changed.
        """
        if self.now.epoch is not None:
            self.now.epoch.goes_on(plan.identity)
        asked = AskedCallbacks(plan, self._published, self.file)
        try:
            try:
                self._published.publish()
                self._fit(plan, asked)
            except KeyboardInterrupt:
                self._published.publish()
                self._back_up(plan)
                raise
            finally:
                self._published.publish()
        finally:
            self._published.publish()  # once more, since an interrupt may have come while it was done
        return History(self.now.history.records[asked.last - plan.options.epochs :])

    def take_step(self, data: EmpiricalRisk) -> float:
        """One step on these samples, as one batch, and their loss before it."""
        self._published.publish()
        run = self._published.current()
        batch = self._batch(data, np.arange(len(data.x)), run, run.batches_seen + 1)
        try:
            with np.errstate(over="ignore", divide="ignore", invalid="ignore"):  # divergence is reported as an error
                loss = batch(run.weights.theta)
                weights, state = self.step.after(batch, run, f"batch {run.batches_seen + 1}")
            self._published.commit(run.after(weights, state, run.epoch, run.fit))
        finally:
            self._published.publish()
        return loss

    def _fit(self, plan: FitPlan, asked: AskedCallbacks[State]) -> None:
        """Train until all epochs are done, or a callback ends it."""
        asked.begin()
        while len(self.now.history) < asked.last and asked.stop_reason() is None:
            with np.errstate(over="ignore", divide="ignore", invalid="ignore"):  # divergence is reported as an error
                finished = self._run_epoch(plan, asked)
                run = self.now
                record = recorded(plan, run, self.step.optimizer) if finished else None
            if record is None:
                break
            fit = asked.due("on_epoch_end", run.fit)
            self._published.end_epoch(run._replace(history=run.history.plus(record), fit=fit))
            asked.at("on_epoch_end")
            if asked.stopped_by_callback(record):
                break
        asked.end()
        if plan.options.backup is not None:
            plan.options.backup.unlink(missing_ok=True)

    def _back_up(self, plan: FitPlan) -> None:
        if plan.options.backup is not None:
            self.file.write(plan.options.backup, self.now)

    def _run_epoch(self, plan: FitPlan, asked: AskedCallbacks[State]) -> bool:
        """Use the batches of an epoch that are left; False where a callback has ended the fit in between."""
        done, rng = self._published.begin_epoch(plan.identity)
        first = done if done and asked.is_due("on_batch_end") else done + 1
        rows = islice(batches(len(plan.data.x), plan.options.batch_size, rng), first - 1, None)
        for number, own in enumerate(rows, start=first):
            if number > done:
                goes_on = asked.after_batch(self._use(plan, own, number, asked))
            else:  # it has been used already, and the callbacks have still to be asked
                goes_on = asked.after_batch(self._batch(plan.data, own, self.now, self.now.batches_seen))
            if plan.backs_up(self.now.batches_seen):
                self._back_up(plan)
            if not goes_on:
                return False
        return True

    def _use(self, plan: FitPlan, rows: IntArray, number: int, asked: AskedCallbacks[State]) -> EmpiricalRisk:
        run = self._published.current()
        batch = self._batch(plan.data, rows, run, run.batches_seen + 1)
        weights, state = self.step.after(batch, run, f"epoch {len(run.history) + 1}, batch {number}")
        epoch = UnfinishedEpoch(plan.identity.data, plan.options.batch_size, number)
        self._published.commit(run.after(weights, state, epoch, asked.due("on_batch_end", run.fit)))
        return batch

    def _batch(self, data: EmpiricalRisk, rows: IntArray, run: RunState[State], number: int) -> EmpiricalRisk:
        """The risk on these samples, with the layers as they are in training, for the batch of this number in all."""
        if not self._layers_change:
            return data.take(rows)
        return data.take(rows, training=(run.root + number) % KEYS, state=run.weights.state)
