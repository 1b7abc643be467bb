"""Measures the slope on every line as carefully as the claimed one makes necessary, and no more than can be paid for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.checking import quick, thorough
from minigrad.checking.budget import QUICK, THOROUGH, Purse
from minigrad.checking.claim import Claim, Means, Progress
from minigrad.checking.sampler import Sampler
from minigrad.checking.slopes import Kind, Slopes
from minigrad.checking.steps import FAR, LONG, MIDDLE, SHORT, lengths
from minigrad.checking.verdict import judge

SAMPLED = 48
"""When more lines than twice this are in doubt, so many are looked at thoroughly before the quick look is believed."""
BEYOND = 30.0
CONSISTENT = 3.0


def measure(claim: Claim, purse: Purse, rng: np.random.Generator) -> Slopes:
    """Slopes of all lines: a quick look for all, others with other steps for some, and a thorough one for what is left.

    Short steps are for lines that are not smooth over long ones; longer steps are for small slopes, digits of which are
    hidden by rounding. Where the budget does not reach all lines, random ones are left unchecked.
    """
    n = claim.probe.size
    means, nobody = Means(purse, lengths(claim.probe.geometry), rng), np.zeros(0, dtype=np.int64)
    start = _quick(claim, means, Progress(np.arange(n), nobody, Slopes.unknown(n, Kind.UNRESOLVED)), LONG)
    short = _quick(claim, means, replace(start, plausible=nobody), SHORT)
    middle = _sharpened(claim, means, short, short.plausible, MIDDLE)
    state = _sharpened(claim, means, middle, start.plausible, FAR)
    state = _believed(claim, means, replace(state, plausible=np.union1d(middle.plausible, state.plausible)))
    if state.doubtful.size > 2 * SAMPLED:
        state = _sampled(claim, means, state)
    doubtful, slopes = _afford(state.doubtful, state.slopes, THOROUGH, means)
    return _thorough(claim, means, doubtful, slopes)


def _afford(doubtful: IntArray, slopes: Slopes, price: int, means: Means) -> tuple[IntArray, Slopes]:
    """The lines that can be paid for; the others are marked as unchecked."""
    count = means.purse.affordable(doubtful.size, price)
    if count == doubtful.size:
        return doubtful, slopes
    kept = np.sort(means.rng.permutation(doubtful)[:count])
    missed = np.setdiff1d(doubtful, kept)
    return kept, slopes.put(missed, Slopes.unknown(missed.size, Kind.UNCHECKED))


def _quick(claim: Claim, means: Means, progress: Progress, steps: tuple[float, float]) -> Progress:
    """One look at all doubtful lines."""
    lines, slopes = _afford(progress.doubtful, progress.slopes, QUICK, means)
    if not lines.size:
        return replace(progress, doubtful=lines, slopes=slopes)
    glance = _glance(claim, means, lines, steps)
    rest = ~glance.confirmed & ~glance.plausible
    return Progress(lines[rest], np.union1d(progress.plausible, lines[glance.plausible]), slopes.put(lines, glance.slopes))


def _glance(claim: Claim, means: Means, lines: IntArray, steps: tuple[float, float], **roundings: float) -> quick.Glance:
    before = claim.probe.evaluations
    sampler, length = Sampler(claim.probe, lines, claim.at_x), means.length[lines]
    nominal = length[:, np.newaxis] * np.array(steps)
    glance = quick.look(sampler, claim.analytic[lines], nominal, claim.tolerance.take(lines), length, **roundings)
    means.purse.pay(claim.probe.evaluations - before)
    return glance


def _sharpened(
    claim: Claim, means: Means, progress: Progress, plausible: IntArray, steps: tuple[float, float]
) -> Progress:
    """Look at plausible lines once more, over longer steps; what stays plausible keeps the narrower interval."""
    lines = plausible[: means.purse.affordable(plausible.size, QUICK)]
    if not lines.size:
        return replace(progress, plausible=plausible)
    glance = _glance(claim, means, lines, steps, roundings=1.0)
    better = glance.confirmed | (glance.plausible & (glance.slopes.bound < progress.slopes.bound[lines]))
    slopes = progress.slopes.put(lines[better], glance.slopes.take(np.flatnonzero(better)))
    return replace(progress, plausible=np.setdiff1d(plausible, lines[glance.confirmed]), slopes=slopes)


def _believed(claim: Claim, means: Means, progress: Progress) -> Progress:
    """Look at plausible lines thoroughly, and believe those on which that shows no more than the quick look did.

    Where there are many, a sample that passes speaks for the others.
    """
    lines = progress.plausible
    many = lines.size > 2 * SAMPLED
    wanted = SAMPLED if many else lines.size
    sample = np.sort(means.rng.permutation(lines)[: means.purse.affordable(wanted, THOROUGH)])
    slopes = progress.slopes.believed(lines)
    checked = _thorough(claim, means, sample, slopes)
    no_wiser = sample[_no_wiser(slopes, checked, sample)]
    checked = checked.put(no_wiser, slopes.take(no_wiser))
    others = np.setdiff1d(lines, sample)
    if many and not judge(claim.analytic, checked, claim.tolerance).passed[sample].all():
        return Progress(np.union1d(progress.doubtful, others), lines[:0], checked)
    return Progress(progress.doubtful, lines[:0], checked)


def _no_wiser(slopes: Slopes, checked: Slopes, lines: IntArray) -> BoolArray:
    """Where the thorough look has come to the same, but less precisely."""
    before, after = slopes.bound[lines], checked.bound[lines]
    with np.errstate(invalid="ignore"):
        same = np.abs(checked.value[lines] - slopes.value[lines]) <= CONSISTENT * (before + after)
    return np.asarray(checked.measured[lines] & same & (after >= before))


def _thorough(claim: Claim, means: Means, lines: IntArray, slopes: Slopes) -> Slopes:
    if not lines.size:
        return slopes
    before = claim.probe.evaluations
    found = thorough.look(Sampler(claim.probe, lines), means.length[lines], claim.noise, claim.tolerance.relative)
    means.purse.pay(claim.probe.evaluations - before)
    return slopes.put(lines, found)


def _sampled(claim: Claim, means: Means, progress: Progress) -> Progress:
    """Look at some doubtful lines thoroughly; if that bears out the quick look on all of them, believe it on the others.

    A gradient that is wrong everywhere would otherwise cost a hundred evaluations for each entry. Only entries are settled
    that the quick look puts far outside of a narrow interval.
    """
    doubtful, slopes = progress.doubtful, progress.slopes
    clear = doubtful[_clearly_off(claim, slopes, doubtful)]
    if clear.size < SAMPLED:
        return progress
    sample = np.sort(means.rng.permutation(clear)[: means.purse.affordable(SAMPLED, THOROUGH)])
    checked = _thorough(claim, means, sample, slopes)
    gap = np.abs(checked.value[sample] - slopes.value[sample])
    with np.errstate(invalid="ignore"):
        borne_out = checked.measured[sample] & (gap <= BEYOND * (checked.bound[sample] + slopes.bound[sample]))
    if not (sample.size and borne_out.all()):
        return replace(progress, doubtful=np.setdiff1d(doubtful, sample), slopes=checked)
    return replace(progress, doubtful=np.setdiff1d(doubtful, clear), slopes=checked.believed(np.setdiff1d(clear, sample)))


def _clearly_off(claim: Claim, slopes: Slopes, lines: IntArray) -> BoolArray:
    value, bound = slopes.value[lines], slopes.bound[lines]
    with np.errstate(invalid="ignore"):
        narrow = bound <= 1e-4 * np.maximum(np.abs(value), slopes.scale[lines])
        far = np.abs(claim.analytic[lines] - value) > 1e-5 * np.abs(value) + BEYOND * bound
    return np.asarray(narrow & far & (slopes.kind[lines] == Kind.UNRESOLVED))
