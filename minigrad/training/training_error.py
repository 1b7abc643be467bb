"""When a training step counts as diverged, and the exception that reports it."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import EPSILON, FloatArray
from minigrad.optimizers.base import State
from minigrad.optimizers.method import Method


class TrainingError(ArithmeticError):
    """Training diverged: the parameters or the loss became infinite or NaN, or too large in a single step."""


def diverged(what: str, place: str, optimizer: Method[State]) -> TrainingError:
    """The exception that reports ``what`` happened at ``place`` (epoch and batch)."""
    return TrainingError(f"{what} in {place}, with {optimizer}; use a smaller learning rate, or standardize x")


def step_fault(before: FloatArray, after: FloatArray) -> str | None:
    """Why the step from one theta to the next counts as diverged; None if it does not.

    After a step longer than 1 / epsilon times theta, rounding leaves no digit of the former theta.
    """
    largest = float(np.maximum.reduce(np.abs(after)))
    if not largest < np.inf:
        return "theta became infinite or NaN"
    if largest * EPSILON["d"] > 1.0 and largest * EPSILON["d"] > (former := float(np.abs(before).max())):
        return f"the largest parameter went from {former:.2g} to {largest:.2g}"
    return None
