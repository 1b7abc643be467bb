"""When a training step counts as diverged, and the exception that reports it."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import EPSILON, FloatArray
from minigrad.optimizers.base import State
from minigrad.optimizers.method import Method
from minigrad.training.first_fault import FirstFault


class TrainingError(ArithmeticError):
    """Training diverged: the parameters or the loss became infinite or NaN, or too large in a single step.

    The network keeps the last good parameters, those before that step.

    Attributes:
        step: the number of the batch in all, from 1 on.
        fault: the first number that is not finite, with its layer or parameter.
    """

    step: int | None = None
    fault: FirstFault | None = None


def diverged(
    what: str, place: str, optimizer: Method[State], step: int, fault: FirstFault | None = None
) -> TrainingError:
    """The exception that reports ``what`` happened at ``place`` (epoch and batch)."""
    first = "" if fault is None else f". It shows first as {fault.value:.3g} in {fault.place} (step {step})"
    error = TrainingError(
        f"{what} in {place}, with {optimizer}; use a smaller learning rate, or standardize x{first}. The network keeps "
        "the parameters before that step; `minigrad.learning_rate_limit` says how large a rate can be"
    )
    error.step, error.fault = step, fault
    return error


def step_fault(before: FloatArray, after: FloatArray) -> str | None:
    """Why the step from one theta to the next counts as diverged; None if it does not.

    After a step longer than 1 / epsilon times theta, rounding leaves no digit of the former theta.
    """
    if float(np.dot(after, after)) <= 1.0 / EPSILON["d"]:  # much faster, and all is well in nearly every step
        return None
    largest = float(np.maximum.reduce(np.abs(after)))
    if not largest < np.inf:
        return "theta became infinite or NaN"
    if largest * EPSILON["d"] > 1.0 and largest * EPSILON["d"] > (former := float(np.abs(before).max())):
        return f"the largest parameter went from {former:.2g} to {largest:.2g}"
    return None
