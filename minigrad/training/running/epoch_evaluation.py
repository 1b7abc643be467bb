"""The record of an epoch, evaluated if it is due."""

from __future__ import annotations

import numpy as np

from minigrad.optimizers.base import State
from minigrad.optimizers.method import Method
from minigrad.training.first_fault import first_fault
from minigrad.training.recording.epoch_record import EpochRecord
from minigrad.training.recording.evaluation import as_record, measure, not_measured
from minigrad.training.running.fit_plan import FitPlan
from minigrad.training.running.run_state import RunState
from minigrad.training.training_error import diverged


def recorded(plan: FitPlan, run: RunState[State], optimizer: Method[State]) -> EpochRecord:
    """The record of the epoch whose batches are done.

    Raises:
        TrainingError: the training loss is not finite.
    """
    epoch, nothing = len(run.history) + 1, not_measured(plan.options.metrics)
    if not plan.evaluates(epoch):
        return as_record(epoch, nothing, nothing)
    own = measure(plan.data, plan.options.metrics)
    held_out = nothing if plan.validation is None else measure(plan.validation, plan.options.metrics)
    if not np.isfinite(own.evaluation.loss):
        fault = first_fault(plan.data.with_state(run.weights.state), None, None)
        what = "the loss became infinite or NaN"
        raise diverged(what, f"epoch {epoch}", optimizer, run.batches_seen, fault)
    return as_record(epoch, own, held_out)
