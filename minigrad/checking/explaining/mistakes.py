"""Templates of the mistakes that people make: each is an explanation, and what would have been claimed if it were
true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.checking.explaining.entries_to_explain import Entries
from minigrad.checking.explaining.explaining_settings import EXPLAINING
from minigrad.layout import Block

FAMILIAR = {
    -1.0: "the sign is wrong",
    2.0: "twice the slope: a factor 2 too many",
    0.5: "half the slope: a factor 2 is missing",
}
"""What is said of a claim that is this multiple of the slope everywhere."""


@final
@dataclass(frozen=True)
class Template:
    """An explanation.

    Attributes:
        message: in words.
        predicted: (n,) what would have been claimed if it were true.
        error: (n,) how far the predictions may be off because slopes are not known better.
        varied: (n,) entries that are alike in this fit together, and count once.
        least: in how many different entries it must explain an error: those that its free numbers fit, and two more.
        free: how many numbers are fitted.
    """

    message: str
    predicted: Float64Array
    error: Float64Array
    varied: Float64Array
    least: int = 1
    free: int = 0


def factors(entries: Entries) -> Iterator[Template]:
    """Zeros, signs, constant factors, lost signs, cut off entries."""
    a, d, size = entries.a, entries.d, np.abs(entries.d)
    known = np.isfinite(d)
    if not a[known].any():
        yield Template("it is zero everywhere", np.zeros_like(d), np.zeros_like(d), size)
    yield from constant_factors(entries)
    if known.sum() > 1:
        yield Template("it is positive everywhere: the signs are lost", size, entries.allowed, size, least=2)
        limit = float(np.abs(a[known]).max())
        between = np.unique(np.abs(a[(np.abs(a) < EXPLAINING.cut_off * limit) & (a != 0.0)]))
        if between.size > 1:  # any zeros and ones could be cut off at 1
            clipped = np.clip(d, -limit, limit)
            error = np.where(np.abs(clipped) == limit, 0.0, entries.allowed)
            yield Template(f"it is cut off at {limit:.4g}", clipped, error, size, least=3, free=1)


def constant_factors(entries: Entries) -> Iterator[Template]:
    """One multiple of the slope."""
    a, d, size = entries.a, entries.d, np.abs(entries.d)
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = entries.best_known(a / d, size)
    for message, exact, least, free in _named_factors(factor):
        yield Template(message, exact * d, abs(exact) * entries.allowed, size, least, free)


def _named_factors(factor: float) -> Iterator[tuple[str, float, int, int]]:
    """Messages for this multiple of the slope, the multiple that each means, the different entries that it takes, and
    the numbers that are fitted."""
    for familiar, message in FAMILIAR.items():
        if abs(factor - familiar) <= EXPLAINING.factor * abs(familiar):
            yield message, familiar, 1, 0
    if factor == 0.0 or not np.isfinite(factor):
        return
    for count, message in (
        (factor, "{n} times the slope: 1/N with N = {n} is missing"),
        (1.0 / factor, "1/{n} of the slope: divided by N = {n} once too often, or a factor {n} is missing"),
    ):
        if EXPLAINING.least_samples < count < EXPLAINING.most_samples:
            whole = float(round(count))
            yield message.format(n=round(count)), whole if count is factor else 1.0 / whole, 2, 0
    if abs(factor - 1.0) <= EXPLAINING.near_one:
        yield f"1 {factor - 1.0:+.1g} times the slope everywhere", factor, 3, 1
    else:
        yield f"{factor:.6g} times the slope everywhere", factor, 3, 1


def orders(entries: Entries, block: Block) -> Iterator[Template]:
    """The right numbers in the wrong places."""
    places = np.arange(block.size).reshape(block.shape)
    for message, order in _arrangements(places):
        where = order.reshape(-1)
        yield Template(message, entries.d[where], entries.allowed[where], entries.a, least=2)


def transposed(entries: Entries, where: IntArray) -> Iterator[Template]:
    """The entries of a square sparse matrix in each other's places: ``where`` (n,) says in whose."""
    yield Template("it is transposed", entries.d[where], entries.allowed[where], entries.a, least=2)


def _arrangements(places: IntArray) -> Iterator[tuple[str, IntArray]]:
    shape = places.shape
    if places.ndim == 2 and min(shape) > 1:
        yield "it is transposed", places.T
        if shape[0] != shape[1]:
            yield "it was filled column by column (Fortran order)", places.reshape(-1).reshape(shape, order="F")
    for axis in range(places.ndim):
        if shape[axis] > 1:
            which = f"axis {axis}" if places.ndim > 1 else "it"
            yield f"{which} is reversed", np.flip(places, axis)
            for shift in (1, -1):
                yield f"{which} is shifted by {shift:+d}", np.roll(places, shift, axis)
    if places.ndim > 1:
        yield "it is reversed", places.reshape(-1)[::-1]
        yield "it is shifted by one", np.roll(places, 1)


def differences(entries: Entries) -> Iterator[Template]:
    """The claim and the slope differ by something simple."""
    d, x, gap = entries.d, entries.x, entries.gap
    with np.errstate(divide="ignore", invalid="ignore"):
        decay = entries.best_known(gap / x, np.abs(x))
    lacks = (
        "jac has a term {c:.4g} x that fun lacks" if decay > 0 else "fun has a term with slope {c:.4g} x that jac lacks"
    )
    message = lacks.format(c=abs(decay)) + " (weight decay)"
    yield Template(message, d + decay * x, entries.allowed, np.abs(x), least=3, free=1)
    offset = entries.best_known(gap, np.ones_like(gap))
    yield Template(f"every entry is off by the same {offset:.4g}", d + offset, entries.allowed, d, least=3, free=1)


def other_blocks(all_entries: Entries, block: Block, blocks: Sequence[Block]) -> Iterator[Template]:
    """The gradient of another array."""
    for other in blocks:
        if other.name != block.name and other.size == block.size > 1:
            theirs = all_entries.take(other.entries)
            yield Template(f"it is the gradient of `{other.name}`", theirs.d, theirs.allowed, theirs.d, least=2)


def exchanged(all_entries: Entries, guilty: Sequence[Block]) -> Iterator[Template]:
    """Each of two arrays has the gradient of the other; entries in the order of the two."""
    if len(guilty) == 2 and guilty[0].size == guilty[1].size:
        one, other = (all_entries.take(block.entries) for block in guilty)
        d, allowed = np.concatenate([other.d, one.d]), np.concatenate([other.allowed, one.allowed])
        yield Template(
            f"the gradients of `{guilty[0].name}` and `{guilty[1].name}` are exchanged", d, allowed, d, least=2
        )
