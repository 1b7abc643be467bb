"""The callbacks of one fit: when they are asked, and what becomes of their states."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Generic, final

import numpy as np

from minigrad.arrays import FloatArray, require_shape
from minigrad.networks.risk import EmpiricalRisk
from minigrad.optimizers.base import State
from minigrad.training.callbacks.active import ActiveCallback, Moment
from minigrad.training.callbacks.training_run import TrainingRun
from minigrad.training.recording.epoch_record import EpochRecord
from minigrad.training.running.checkpoint_file import CheckpointFile
from minigrad.training.running.fit_plan import FitPlan
from minigrad.training.running.published_run import PublishedRun
from minigrad.training.running.run_state import UnfinishedFit
from minigrad.training.weights import Weights


@final
class AskedCallbacks(Generic[State]):
    """Asks the callbacks of a fit, and enters their states in the run.

    A moment is entered as due together with the batch or the epoch after which it comes, and taken out together with
    the states that the callbacks return. So a run that was interrupted in between asks them again.

    Args:
        plan: the fit.
        published: the run.
        file: what a callback saves the run with.
    """

    __slots__ = ("_called_off", "_file", "_last", "_plan", "_published", "_watches_batches")

    def __init__(self, plan: FitPlan, published: PublishedRun[State], file: CheckpointFile[State]) -> None:
        self._plan = plan
        self._published = published
        self._file = file
        self._last = 0
        self._watches_batches = plan.watches_batches
        self._called_off: str | None = None

    @property
    def last(self) -> int:
        """The number of the last epoch of the fit."""
        return self._last

    def begin(self) -> None:
        """Begin the fit, or go on with one that was interrupted, if its arguments and callbacks were the same."""
        run, plan = self._published.run, self._plan
        same = run.fit is not None and not any(run.fit.identity.differences(plan.identity))
        known = run.fit.taken_up(plan.options.callbacks) if run.fit is not None and same else None
        first = run.fit.first if run.fit is not None and plan.goes_on else len(run.history)
        due = None if run.fit is None or known is None else run.fit.due
        self._last = first + plan.options.epochs
        callbacks = plan.options.callbacks if known is None else known
        self._published.commit(run._replace(fit=UnfinishedFit(first, plan.identity, callbacks, due), stop_reason=None))
        self.at("on_train_begin")
        if self.is_due("on_epoch_end"):
            self.at("on_epoch_end")

    def due(self, moment: Moment, fit: UnfinishedFit | None) -> UnfinishedFit | None:
        """``fit`` at a moment at which the callbacks have to be asked."""
        if fit is None or not fit.callbacks or (moment == "on_batch_end" and not self._watches_batches):
            return fit
        return fit._replace(due=moment)

    def is_due(self, moment: Moment) -> bool:
        """Whether the callbacks have still to be asked."""
        fit = self._published.run.fit
        return fit is not None and fit.due == moment

    def at(self, moment: Moment, batch: EmpiricalRisk | None = None) -> None:
        """Ask the callbacks."""
        run = self._published.run
        if run.fit is None or not run.fit.callbacks:
            return
        seen = self._view(moment, batch)
        callbacks = tuple(each.after(moment, seen) if each.waits_for(moment) else each for each in run.fit.callbacks)
        due = None if run.fit.due == moment else run.fit.due
        self._published.commit(run._replace(fit=run.fit._replace(callbacks=callbacks, due=due)))

    def after_batch(self, batch: EmpiricalRisk) -> bool:
        """Ask the callbacks that watch batches; False if one of them ends the fit."""
        if not self._watches_batches:
            return True
        self.at("on_batch_end", batch)
        fit = self._published.run.fit
        watching = [each for each in fit.callbacks if each.waits_for("on_batch_end")] if fit is not None else []
        return self._first_reason(watching, self._view("on_batch_end", batch)) is None

    def stopped_by_callback(self, record: EpochRecord) -> bool:
        """Whether the function ``callback`` of the fit ends it."""
        try:
            if self._plan.options.callback is not None:
                self._plan.options.callback(record)
        except StopIteration:
            self._called_off = "`callback` raised StopIteration"
        return self._called_off is not None

    def stop_reason(self) -> str | None:
        """Why a callback ends the fit, if one does."""
        fit = self._published.run.fit
        return self._first_reason(() if fit is None else fit.callbacks, self._view("on_epoch_end", None))

    def end(self) -> None:
        """End the fit, with the weights that a callback chooses."""
        reason = self._called_off or self.stop_reason()
        run = self._published.run
        chosen = [each.final_weights() for each in run.fit.callbacks] if run.fit is not None else []
        weights = next((each for each in reversed(chosen) if each is not None), run.weights)
        self._published.commit(run._replace(weights=_checked(weights, run.weights), stop_reason=reason))
        self.at("on_train_end")
        self._published.commit(self._published.run._replace(fit=None))

    @staticmethod
    def _first_reason(callbacks: Sequence[ActiveCallback], seen: TrainingRun) -> str | None:
        return next((reason for each in callbacks if (reason := each.stop_reason(seen)) is not None), None)

    def _view(self, moment: Moment, batch: EmpiricalRisk | None) -> TrainingRun:
        run, plan = self._published.run, self._plan
        return TrainingRun(
            epoch=len(run.history) + (moment in ("on_train_begin", "on_batch_end")),
            epochs=self._last,
            batches=0 if run.epoch is None else run.epoch.batches,
            batches_seen=run.batches_seen,
            history=run.history,
            weights=run.weights,
            data=_as_learned(plan.data, run.weights),
            batch=batch,
            validation=None if plan.validation is None else _as_learned(plan.validation, run.weights),
            write=partial(self._file.write, run=run),
        )


def _as_learned(risk: EmpiricalRisk, weights: Weights) -> EmpiricalRisk:
    """The risk with what the layers remember by now; it was made when the fit began."""
    return risk.with_state(weights.state) if weights.state.size else risk


def _checked(weights: Weights, own: Weights) -> Weights:
    """Weights of a callback, in the type of the network's own."""
    return Weights(*(_array(name, each, mine) for name, each, mine in zip(Weights._fields, weights, own, strict=True)))


def _array(name: str, array: FloatArray, own: FloatArray) -> FloatArray:
    require_shape(f"{name} from final_weights", array, own.shape)
    result: FloatArray = np.asarray(array, dtype=own.dtype)
    return result
