"""Causes that show only when the gradient is asked for at another point: stale values, and an epsilon inside a
logarithm."""

from __future__ import annotations

from typing import Final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.checking.contracts.question import Question
from minigrad.checking.direction_lengths import direction_lengths
from minigrad.checking.explaining.causes import Cause
from minigrad.checking.explaining.explaining_settings import EXPLAINING
from minigrad.differentiators.stencil import Stencil
from minigrad.probes.function_types import DOMAIN_ERRORS

FOUR_POINTS: Final = Stencil.from_offsets((-3, -1, 1, 3))
"""A central difference of order 4, with which slopes along a direction are taken."""


def cause_at_other_points(question: Question, failed: BoolArray) -> Cause | None:
    """Compare jac with itself and with fun at points other than x, along the entries that are wrong; several outputs
    are added up for that, as :attr:`Question.combination` has it."""
    wrong = question.coordinates_of(failed)
    analytic, length = question.combined(question.analytic), direction_lengths(question.watch.subject.lines.geometry())
    try:
        return _stale(question, analytic, wrong, length) or _epsilon(question, wrong, length)
    except DOMAIN_ERRORS:
        return None


def _stale(question: Question, analytic: Float64Array, wrong: BoolArray, length: Float64Array) -> Cause | None:
    """jac returns the same numbers at other points, near and far, although the slope along them has changed."""
    x = question.watch.origin.x.reshape(-1)
    other = x + EXPLAINING.moved * length
    far = [factor * x + shift * length for factor, shift in EXPLAINING.far]
    if not all(np.array_equal(question.combined_claim_at(point), analytic) for point in (other, *far)):
        return None
    direction = _along(analytic, wrong, length)
    here, there = _slope(question, x, direction), _slope(question, other, direction)
    if abs(here - there) <= EXPLAINING.changed * max(abs(here), abs(there)):
        return None
    return Cause("it does not change when x moves: it belongs to another point (stale values)", 1.0)


def _epsilon(question: Question, wrong: BoolArray, length: Float64Array) -> Cause | None:
    """The claim exceeds the slope by the same small part of it wherever x is near 0, and by other parts here.

    log(p + eps) has a slope too small by about eps / p. Where x vanishes, p is that of a guess among k classes, and the
    part is k eps. Other mistakes in a nonlinear part vanish with x, or stay large.
    """
    x = question.watch.origin.x.reshape(-1)
    near = [_excess(question, x / EXPLAINING.closer[0], wrong, length)]
    if not EXPLAINING.epsilon[0] < near[0] < EXPLAINING.epsilon[1]:
        return None
    near += [_excess(question, x / closer, wrong, length) for closer in EXPLAINING.closer[1:]]
    near.append(_excess(question, x / EXPLAINING.closer[-1], wrong, length, EXPLAINING.shorter_step))
    least, most = min(near), max(near)
    if not EXPLAINING.epsilon[0] < least <= most < min(EXPLAINING.epsilon[1], (1.0 + EXPLAINING.settled) * least):
        return None
    here = abs(_excess(question, x, wrong, length))
    if abs(here - most) <= EXPLAINING.everywhere * most:  # a factor
        return None
    return Cause(
        f"it is off by {here:.1g} of the slope here, and by {near[-1]:.1g} of it at x / {EXPLAINING.closer[0]:g} as "
        f"well as at x / {EXPLAINING.closer[-1]:g}, where predictions are guesses: as with an epsilon inside a "
        f"logarithm of fun, of {near[-1]:.1g} over the number of classes",
        1.0 - (most - least) / most,
    )


def _along(claimed: Float64Array, wrong: BoolArray, length: Float64Array) -> Float64Array:
    """A direction along the claimed gradient that moves what is wrong, by its length at most."""
    direction: Float64Array = np.where(wrong, claimed * length, 0.0)
    return direction / max(float(np.abs(direction).max()), np.finfo(np.float64).tiny) * length


def _excess(
    question: Question, x: Float64Array, wrong: BoolArray, length: Float64Array, step: float = EXPLAINING.step
) -> float:
    """How much the claimed slope along the claimed gradient exceeds the measured one, relative to the claimed one."""
    claimed = question.combined_claim_at(x)
    direction = _along(claimed, wrong, length)
    promised = float(claimed @ direction)
    return (promised - _slope(question, x, direction, step)) / promised if promised else 0.0


def _slope(question: Question, x: Float64Array, direction: Float64Array, step: float = EXPLAINING.step) -> float:
    """The slope along a direction."""
    points = (x + offset * step * direction for offset in FOUR_POINTS.offsets)
    values = [[question.number_at(point.reshape(question.watch.x.shape))] for point in points]
    return float(FOUR_POINTS.apply(values, [step])[0])
