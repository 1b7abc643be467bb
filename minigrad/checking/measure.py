"""Measures the slope on every line as carefully as the claimed one makes necessary, and no more than can be paid for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.checking import quick, thorough
from minigrad.checking.budget import QUICK, THOROUGH, Purse
from minigrad.checking.sampler import Sampler
from minigrad.checking.slopes import Kind, Slopes
from minigrad.checking.steps import LONG, SHORT, lengths
from minigrad.checking.verdict import Tolerance
from minigrad.differentiators.probe import Probe

SAMPLED = 48
"""When more lines than twice this are in doubt, so many are looked at thoroughly before the quick look is believed."""
FAR = 30.0


@final
@dataclass(frozen=True)
class Claim:
    """A claimed gradient and what it takes to judge it.

    Attributes:
        probe: n lines.
        analytic: (n,) the claimed slopes.
        tolerance: what an entry may be off by, and what counts as zero.
        noise: standard deviation of repeated values at the same point, for a function that is not deterministic.
        at_x: f(x), where it is not to be evaluated again.
    """

    probe: Probe
    analytic: Float64Array
    tolerance: Tolerance
    noise: float = 0.0
    at_x: float | None = None


def measure(claim: Claim, purse: Purse, rng: np.random.Generator) -> Slopes:
    """Slopes of all lines: a quick look for all, a second one with short steps, and a thorough one for what is left.

    Where the budget does not reach all lines, random ones are left unchecked.
    """
    length = lengths(claim.probe.geometry)
    slopes = Slopes.unknown(claim.probe.size, Kind.UNRESOLVED)
    doubtful: IntArray = np.arange(claim.probe.size)
    for steps in (LONG, SHORT):
        doubtful, slopes = _afford(doubtful, slopes, QUICK, purse, rng)
        doubtful, slopes = _quick(claim, purse, doubtful, slopes, length[:, np.newaxis] * np.array(steps), steps is LONG)
    if doubtful.size > 2 * SAMPLED:
        doubtful, slopes = _sampled(claim, purse, doubtful, slopes, length, rng)
    doubtful, slopes = _afford(doubtful, slopes, THOROUGH, purse, rng)
    return _thorough(claim, purse, doubtful, slopes, length)


def _afford(
    doubtful: IntArray, slopes: Slopes, price: int, purse: Purse, rng: np.random.Generator
) -> tuple[IntArray, Slopes]:
    """The lines that can be paid for; the others are marked as unchecked."""
    count = purse.affordable(doubtful.size, price)
    if count == doubtful.size:
        return doubtful, slopes
    kept = np.sort(rng.permutation(doubtful)[:count])
    missed = np.setdiff1d(doubtful, kept)
    return kept, slopes.put(missed, Slopes.unknown(missed.size, Kind.UNCHECKED))


def _quick(
    claim: Claim, purse: Purse, lines: IntArray, slopes: Slopes, steps: Float64Array, long: bool
) -> tuple[IntArray, Slopes]:
    if not lines.size:
        return lines, slopes
    before = claim.probe.evaluations
    sampler, tolerance = Sampler(claim.probe, lines, claim.at_x), claim.tolerance.take(lines)
    found, confirmed = quick.look(sampler, claim.analytic[lines], steps[lines], tolerance, to_digits=long)
    purse.pay(claim.probe.evaluations - before)
    return lines[~confirmed], slopes.put(lines, found)


def _thorough(claim: Claim, purse: Purse, lines: IntArray, slopes: Slopes, length: Float64Array) -> Slopes:
    if not lines.size:
        return slopes
    before = claim.probe.evaluations
    found = thorough.look(Sampler(claim.probe, lines), length[lines], claim.noise, claim.tolerance.relative)
    purse.pay(claim.probe.evaluations - before)
    return slopes.put(lines, found)


def _sampled(
    claim: Claim, purse: Purse, doubtful: IntArray, slopes: Slopes, length: Float64Array, rng: np.random.Generator
) -> tuple[IntArray, Slopes]:
    """Look at some doubtful lines thoroughly; if that bears out the quick look on all of them, believe it on the others.

    A gradient that is wrong everywhere would otherwise cost a hundred evaluations for each entry. Only entries are settled
    that the quick look puts far outside of a narrow interval.
    """
    clear = doubtful[_clearly_off(claim, slopes, doubtful)]
    if clear.size < SAMPLED:
        return doubtful, slopes
    sample = np.sort(rng.permutation(clear)[: purse.affordable(SAMPLED, THOROUGH)])
    checked = _thorough(claim, purse, sample, slopes, length)
    gap = np.abs(checked.value[sample] - slopes.value[sample])
    with np.errstate(invalid="ignore"):
        borne_out = checked.measured[sample] & (gap <= FAR * (checked.bound[sample] + slopes.bound[sample]))
    if not (sample.size and borne_out.all()):
        return np.setdiff1d(doubtful, sample), checked
    believed = np.zeros(claim.probe.size, dtype=np.bool_)
    believed[np.setdiff1d(clear, sample)] = True
    return np.setdiff1d(doubtful, clear), checked.marked(believed, Kind.SMOOTH)


def _clearly_off(claim: Claim, slopes: Slopes, lines: IntArray) -> BoolArray:
    value, bound = slopes.value[lines], slopes.bound[lines]
    with np.errstate(invalid="ignore"):
        narrow = bound <= 1e-4 * np.maximum(np.abs(value), slopes.scale[lines])
        far = np.abs(claim.analytic[lines] - value) > 1e-5 * np.abs(value) + FAR * bound
    return np.asarray(narrow & far & (slopes.kind[lines] == Kind.UNRESOLVED))
