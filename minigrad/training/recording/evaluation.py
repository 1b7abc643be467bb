"""Loss, accuracy and metrics of a network on given data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from minigrad.networks.risk import EmpiricalRisk
from minigrad.objectives.targets import TargetKind
from minigrad.scores.accuracy import share_on_the_right_side, share_right
from minigrad.training.recording.epoch_record import VALIDATION, EpochRecord
from minigrad.training.recording.metrics import NamedMetric


class Evaluation(NamedTuple):
    """The loss (the objective's mean over samples, and penalties) and the accuracy.

    The accuracy is the share of samples whose largest output is at the target's class; for the logits of a
    :class:`~minigrad.BinaryCrossEntropy`, the share that have the sign of their target; NaN where there are no classes.
    """

    loss: float
    accuracy: float


NAN = float("nan")

NOT_EVALUATED = Evaluation(NAN, NAN)
"""The entries of a record for what was not evaluated."""


class Measured(NamedTuple):
    """An evaluation and the values of metrics."""

    evaluation: Evaluation
    metrics: tuple[tuple[str, float], ...]


def evaluate(risk: EmpiricalRisk) -> Evaluation:
    """Loss and accuracy of the risk's network, with its own parameters, on the risk's data."""
    return measure(risk, ()).evaluation


def measure(risk: EmpiricalRisk, metrics: Iterable[NamedMetric]) -> Measured:
    """The same, and metrics."""
    loss, outputs = risk.with_state(risk.network.state).value_and_outputs(risk.network.theta)
    values = tuple((metric.name, metric.of(outputs, risk.targets)) for metric in metrics)
    right = share_on_the_right_side if risk.objective.target_kind is TargetKind.BINARY else share_right
    return Measured(Evaluation(loss, right(outputs, risk.targets)), values)


def not_measured(metrics: Iterable[NamedMetric]) -> Measured:
    """NaN for everything."""
    return Measured(NOT_EVALUATED, tuple((metric.name, NAN) for metric in metrics))


def as_record(epoch: int, own: Measured, held_out: Measured) -> EpochRecord:
    """The record of an epoch."""
    on_validation = tuple((VALIDATION + name, value) for name, value in held_out.metrics)
    return EpochRecord(epoch, *own.evaluation, *held_out.evaluation, own.metrics + on_validation)
