"""Causes that show only when the gradient is asked for at another point: stale values, and an epsilon inside a
logarithm."""

from __future__ import annotations

from typing import Final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.checking.contracts.question import Question
from minigrad.checking.direction_lengths import column_lengths
from minigrad.checking.explaining.causes import Cause
from minigrad.checking.explaining.explaining_settings import EXPLAINING
from minigrad.checking.rules.check_settings import CHECK
from minigrad.differentiators.stencil import Stencil
from minigrad.probes.function_types import DOMAIN_ERRORS

FOUR_POINTS: Final = Stencil.from_offsets((-3, -1, 1, 3))
"""A central difference of order 4, with which slopes along a direction are taken."""


def cause_at_other_points(question: Question, failed: BoolArray) -> Cause | None:
    """Compare jac with itself and with fun at points other than x, along the entries that are wrong; several outputs
    are added up for that, as :attr:`Question.combination` has it."""
    wrong = failed.reshape(question.value.size, -1).any(axis=0)
    analytic, length = question.combined(question.analytic), column_lengths(question.probe)
    try:
        return _stale(question, analytic, wrong, length) or _confident(question, analytic, wrong, length)
    except DOMAIN_ERRORS:
        return None


def _stale(question: Question, analytic: Float64Array, wrong: BoolArray, length: Float64Array) -> Cause | None:
    """jac returns the same numbers at another point, although the slope along them has changed."""
    x = question.watch.origin.x.reshape(-1)
    other = x + EXPLAINING.moved * length
    if not np.array_equal(question.combined_claim_at(other), analytic):
        return None
    direction = _along(analytic, wrong, length)
    here, there = _slope(question, x, direction), _slope(question, other, direction)
    if abs(here - there) <= EXPLAINING.changed * max(abs(here), abs(there)):
        return None
    return Cause("it does not change when x moves: it belongs to another point (stale values)", 1.0)


def _confident(question: Question, analytic: Float64Array, wrong: BoolArray, length: Float64Array) -> Cause | None:
    """The claim exceeds the slope at x and fits far better nearer to 0, where a softmax or sigmoid is less certain.

    Such a mistake lies in the derivative by the outputs, from which nearly all entries come; a wrong pullback of one
    layer, whose part in the gradient may vanish nearer to 0 too, leaves those of the layers after it right.
    """
    x = question.watch.origin.x.reshape(-1)
    if wrong.sum() < EXPLAINING.widespread * np.count_nonzero(analytic):
        return None
    here = _excess(question, x, wrong, length)
    for closer in EXPLAINING.closer:
        there = _excess(question, x / closer, wrong, length)
        if here > CHECK.rtol and EXPLAINING.vanished * abs(there) < here:
            return Cause(
                f"it is too large by {here:.2g} here and by {abs(there):.1g} at x / {closer:g}: wrong only where "
                "predictions are confident, as with an epsilon inside a logarithm of fun",
                1.0 - abs(there) / here,
            )
    return None


def _along(claimed: Float64Array, wrong: BoolArray, length: Float64Array) -> Float64Array:
    """A direction along the claimed gradient that moves what is wrong, by its length at most."""
    direction: Float64Array = np.where(wrong, claimed * length, 0.0)
    return direction / max(float(np.abs(direction).max()), np.finfo(np.float64).tiny) * length


def _excess(question: Question, x: Float64Array, wrong: BoolArray, length: Float64Array) -> float:
    """How much the claimed slope along the claimed gradient exceeds the measured one, relative to the claimed one."""
    claimed = question.combined_claim_at(x)
    direction = _along(claimed, wrong, length)
    promised = float(claimed @ direction)
    return (promised - _slope(question, x, direction)) / promised if promised else 0.0


def _slope(question: Question, x: Float64Array, direction: Float64Array) -> float:
    """The slope along a direction."""
    points = (x + offset * EXPLAINING.step * direction for offset in FOUR_POINTS.offsets)
    values = [[question.number_at(point.reshape(question.watch.x.shape))] for point in points]
    return float(FOUR_POINTS.apply(values, [EXPLAINING.step])[0])
