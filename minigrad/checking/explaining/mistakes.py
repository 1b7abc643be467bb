"""Templates of the mistakes that people make: each is an explanation, and what would have been claimed if it were
true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
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
class Entries:
    """Some entries of a gradient: claimed a, measured d (NaN where unknown), the point x, and what is allowed between a
    and d."""

    a: Float64Array
    d: Float64Array
    x: Float64Array
    allowed: Float64Array

    def take(self, block: Block) -> Entries:
        """Those of one block."""
        where = block.place
        return Entries(self.a[where], self.d[where], self.x[where], self.allowed[where])

    @property
    def gap(self) -> Float64Array:
        """(n,) what the claim is off by, NaN where the slope is unknown."""
        return self.a - self.d

    @property
    def wrong(self) -> BoolArray:
        """(n,) where the claim is wrong."""
        return np.asarray(np.abs(self.gap) > self.allowed)


Template = tuple[str, Float64Array]
"""An explanation, and what would have been claimed if it were true."""


def _typical(values: Float64Array) -> float:
    """The median of what is known: no entry counts for more because its parameter is of another scale."""
    known = values[np.isfinite(values)]
    return float(np.median(known)) if known.size else float("nan")


def factors(entries: Entries) -> Iterator[Template]:
    """Zeros, signs, constant factors, lost signs."""
    a, d, wrong = entries.a, entries.d, entries.wrong
    known = np.isfinite(d)
    if not a[known].any():
        yield "it is zero everywhere", np.zeros_like(d)
    factor = _typical(a[wrong] / d[wrong])
    named = _name_factor(factor, int(wrong.sum()))
    if named:
        yield named, factor * d
    if known.sum() > 1:
        yield "it is positive everywhere: the signs are lost", np.abs(d)
        limit = float(np.abs(a[known]).max())
        between = (np.abs(a) < EXPLAINING.cut_off * limit) & (a != 0.0)  # any zeros and ones could be cut off at 1
        if wrong.sum() > 1 and between.any():
            yield f"it is cut off at {limit:.4g}", np.clip(d, -limit, limit)


def _name_factor(factor: float, wrong: int) -> str | None:
    """What is said of so many wrong entries that are all this multiple of the slope."""
    for familiar, message in FAMILIAR.items():
        if abs(factor - familiar) <= EXPLAINING.factor * abs(familiar):
            return message
    if wrong < 2 or factor == 0.0 or not np.isfinite(factor):
        return None
    for count, message in (
        (factor, "{n} times the slope: 1/N with N = {n} is missing"),
        (1.0 / factor, "1/{n} of the slope: divided by N = {n} once too often"),
    ):
        if EXPLAINING.least_samples < count < EXPLAINING.most_samples and abs(
            count - round(count)
        ) <= EXPLAINING.factor * min(count, EXPLAINING.exact_samples):
            return message.format(n=round(count))
    return (
        f"{factor:.6g} times the slope everywhere"
        if abs(factor - 1.0) > EXPLAINING.near_one
        else f"1 {factor - 1.0:+.1g} times the slope everywhere"
    )


def orders(d: Float64Array, block: Block) -> Iterator[Template]:
    """The right numbers in the wrong places."""
    table = d.reshape(block.shape)
    if table.ndim == 2 and min(table.shape) > 1:
        yield "it is transposed", np.ascontiguousarray(table.T).reshape(-1)
        yield "it was filled column by column (Fortran order)", d.reshape(block.shape, order="F").reshape(-1)
    for axis in range(table.ndim):
        if table.shape[axis] > 1:
            which = f"axis {axis}" if table.ndim > 1 else "it"
            yield f"{which} is reversed", np.flip(table, axis).reshape(-1)
            for shift in (1, -1):
                yield f"{which} is shifted by {shift:+d}", np.roll(table, shift, axis).reshape(-1)
    if table.ndim > 1:
        yield "it is reversed", d[::-1]
        yield "it is shifted by one", np.roll(d, 1)


def differences(entries: Entries) -> Iterator[Template]:
    """The claim and the slope differ by something simple."""
    gap, wrong = entries.gap, entries.wrong
    if wrong.sum() < 2:  # a free number explains any single error
        return
    decay = _typical(gap[wrong] / entries.x[wrong])
    which = (
        "jac has a term {c:.4g} x that fun lacks" if decay > 0 else "fun has a term with slope {c:.4g} x that jac lacks"
    )
    yield which.format(c=abs(decay)) + " (weight decay)", entries.d + decay * entries.x
    offset = _typical(gap)
    yield f"every entry is off by the same {offset:.4g}", entries.d + offset


def other_blocks(numeric: Float64Array, block: Block, blocks: Sequence[Block]) -> Iterator[Template]:
    """The gradient of another array."""
    for other in blocks:
        if other.name != block.name and other.size == block.size > 1:
            yield f"it is the gradient of `{other.name}`", numeric[other.place]
