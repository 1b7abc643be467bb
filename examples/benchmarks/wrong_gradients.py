"""Mistakes that turn a right gradient into a wrong one, which corpora and families share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from minigrad.arrays import Float64Array, FloatArray

Jac: TypeAlias = Callable[[FloatArray], FloatArray]
Change: TypeAlias = Callable[[FloatArray], FloatArray]
"""From the right gradient at any point to a wrong one."""
Mistake: TypeAlias = Callable[[Float64Array], Change]
"""From the right gradient at the point of the check, which gives the sizes, to a change."""


def scaled(factor: float) -> Mistake:
    """All entries times a factor: -1 for a wrong sign, 0 for zeros."""
    return lambda truth: lambda gradient: np.asarray(factor * gradient)


def arranged(change: Change) -> Mistake:
    """The same entries in other places, or with other signs."""
    return lambda truth: change


def in_largest_entry(factor: float) -> Mistake:
    """Only the largest entry is wrong, by a factor."""

    def mistake(truth: Float64Array) -> Change:
        largest = int(np.argmax(np.abs(truth)))

        def change(gradient: FloatArray) -> FloatArray:
            changed = np.array(gradient)
            changed.flat[largest] = factor * gradient.flat[largest] + 0.0  # no negative zero
            return changed

        return change

    return mistake


def moved(part: float) -> Mistake:
    """All entries are off by this part of the largest one."""

    def mistake(truth: Float64Array) -> Change:
        by = part * float(np.abs(truth).max())
        return lambda gradient: np.asarray(gradient + by)

    return mistake


def rolled(gradient: FloatArray) -> FloatArray:
    """Every entry in the place of the next one."""
    return np.roll(gradient, 1)


def with_entry(jac: Jac, entry: int, value: float) -> Jac:
    """The gradient with one entry, counted in the flattened array, replaced by a number."""

    def wrong(x: FloatArray) -> FloatArray:
        gradient = np.array(jac(x))
        gradient.reshape(-1)[entry] = value
        return gradient

    return wrong


def constant(gradient: FloatArray) -> Jac:
    """A jac that returns these numbers, in the precision and shape of x."""

    def jac(x: FloatArray) -> FloatArray:
        return gradient.astype(x.dtype).reshape(x.shape)

    return jac
