"""What a wrong gradient looks like: templates of the mistakes that people make, tried one after the other.

A cause is only named where it explains what was claimed far better than chance; otherwise nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.checking.blocks import Block
from minigrad.checking.stored import Stored
from minigrad.checking.verdict import DEFAULT_RTOL

GOOD = 0.999
"""The part of each error that a cause must explain."""
LARGEST_COUNT = 1e7
"""More samples are not averaged over in one value of a function that is checked."""
MOST_BLOCKS = 3
"""In more arrays than these a mistake is none of one array."""
FAMILIAR = {-1.0: "the sign is wrong", 2.0: "twice the slope: a factor 2 too many", 0.5: "half the slope: a factor 2 is missing"}


@final
@dataclass(frozen=True)
class Cause(Stored):
    """What an error looks like.

    Attributes:
        message: the explanation, in words.
        fit: the part of the difference that it explains, in the entry where it explains least; at most 1.
        where: the block that it is about, empty for the whole gradient.
    """

    message: str
    fit: float
    where: str = ""


def propose(
    analytic: Float64Array, numeric: Float64Array, x: Float64Array, blocks: list[Block], allowed: Float64Array | float = 0.0
) -> Cause | None:
    """The first template that explains what was claimed, entry by entry.

    Args:
        analytic, numeric: (n,) claimed and measured slopes; NaN in ``numeric`` where nothing was measured.
        x: (n,) the point.
        blocks: the named arrays that the entries belong to.
        allowed: (n,) by how much a right claim may differ from ``numeric``.
    """
    known = np.isfinite(numeric) & np.isfinite(analytic)
    d = np.where(known, numeric, np.nan)
    entries = Entries(analytic, d, x, np.maximum(allowed, DEFAULT_RTOL * np.abs(d)))
    found = _best([*_factors(entries), *_differences(entries)], entries)
    guilty = [block for block in blocks if entries.take(block).wrong.any()]
    if found is not None or len(guilty) > MOST_BLOCKS:
        return found
    inside = [_in_block(block, entries.take(block), numeric, blocks) for block in guilty]
    named = [cause for cause in inside if cause is not None]
    return max(named, key=lambda cause: cause.fit) if named else None


def _in_block(block: Block, entries: Entries, numeric: Float64Array, blocks: list[Block]) -> Cause | None:
    templates = [*_factors(entries), *_orders(entries.d, block), *_differences(entries), *_other_blocks(numeric, block, blocks)]
    found = _best(templates, entries)
    return None if found is None else replace(found, where=block.name)


@final
@dataclass(frozen=True)
class Entries:
    """Some entries of a gradient: claimed a, measured d (NaN where unknown), the point x, and what is allowed between a and d."""

    a: Float64Array
    d: Float64Array
    x: Float64Array
    allowed: Float64Array

    def take(self, block: Block) -> Entries:
        """Those of one block."""
        where = block.entries
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


def _best(templates: list[Template], entries: Entries) -> Cause | None:
    """The first template (earlier ones are simpler) that explains almost all of each error, and leaves right entries right."""
    wrong, unknown = entries.wrong, np.isnan(entries.d)
    for message, predicted in templates:
        left = np.maximum(np.abs(entries.a - predicted) - entries.allowed, 0.0)
        explained = left <= (1.0 - GOOD) * np.where(wrong, np.abs(entries.gap), 0.0)
        if wrong.any() and (explained | unknown).all():
            return Cause(message, 1.0 - float(np.max(left[wrong] / np.abs(entries.gap[wrong]))))
    return None


def _typical(values: Float64Array) -> float:
    """The median of what is known: no entry counts for more because its parameter is of another scale."""
    known = values[np.isfinite(values)]
    return float(np.median(known)) if known.size else float("nan")


def _factors(entries: Entries) -> Iterator[Template]:
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
        if wrong.sum() > 1 and ((np.abs(a) < 0.999 * limit) & (a != 0.0)).any():  # any zeros and ones could be cut off at 1
            yield f"it is cut off at {limit:.4g}", np.clip(d, -limit, limit)


def _name_factor(factor: float, wrong: int) -> str | None:
    for familiar, message in FAMILIAR.items():
        if abs(factor - familiar) <= 1e-3 * abs(familiar):
            return message
    if wrong < 2 or factor == 0.0 or not np.isfinite(factor):
        return None
    for count, message in ((factor, "{n} times the slope: 1/N with N = {n} is missing"),
                           (1.0 / factor, "1/{n} of the slope: divided by N = {n} once too often")):
        if 1.5 < count < LARGEST_COUNT and abs(count - round(count)) <= 1e-3 * min(count, 100.0):
            return message.format(n=round(count))
    return f"{factor:.6g} times the slope everywhere" if abs(factor - 1.0) > 1e-5 else f"1 {factor - 1.0:+.1g} times the slope everywhere"


def _orders(d: Float64Array, block: Block) -> Iterator[Template]:
    """The right numbers in the wrong places."""
    table = d.reshape(block.shape)
    if table.ndim == 2 and min(table.shape) > 1:
        yield "it is transposed", np.ascontiguousarray(table.T).reshape(-1)
        yield "its rows were filled column by column (Fortran order)", table.reshape(-1, order="F")
    for axis in range(table.ndim):
        if table.shape[axis] > 1:
            which = f"axis {axis}" if table.ndim > 1 else "it"
            yield f"{which} is reversed", np.flip(table, axis).reshape(-1)
            for shift in (1, -1):
                yield f"{which} is shifted by {shift:+d}", np.roll(table, shift, axis).reshape(-1)
    if table.ndim > 1:
        yield "it is reversed", d[::-1]
        yield "it is shifted by one", np.roll(d, 1)


def _differences(entries: Entries) -> Iterator[Template]:
    """The claim and the slope differ by something simple."""
    gap, wrong = entries.gap, entries.wrong
    if wrong.sum() < 2:  # a free number explains any single error
        return
    decay = _typical(gap[wrong] / entries.x[wrong])
    which = "jac has a term {c:.4g} x that fun lacks" if decay > 0 else "fun has a term with slope {c:.4g} x that jac lacks"
    yield which.format(c=abs(decay)) + " (weight decay)", entries.d + decay * entries.x
    offset = _typical(gap)
    yield f"every entry is off by the same {offset:.4g}", entries.d + offset


def _other_blocks(numeric: Float64Array, block: Block, blocks: list[Block]) -> Iterator[Template]:
    """The gradient of another array."""
    for other in blocks:
        if other.name != block.name and other.entries.size == block.entries.size > 1:
            yield f"it is the gradient of `{other.name}`", numeric[other.entries]
