"""What a wrong gradient looks like: templates of the mistakes that people make, tried one after the other.

A cause is only named where it explains what was claimed far better than chance; otherwise nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.checking.blocks import Block
from minigrad.checking.plain import JsonObject, number, to_float, to_text

GOOD = 0.999
FAMILIAR = {-1.0: "the sign is wrong", 2.0: "twice the slope: a factor 2 too many", 0.5: "half the slope: a factor 2 is missing"}


@final
@dataclass(frozen=True)
class Cause:
    """What an error looks like.

    Attributes:
        message: the explanation, in words.
        fit: the part of the difference that it explains, at most 1.
        where: the block that it is about, empty for the whole gradient.
    """

    message: str
    fit: float
    where: str = ""

    def to_dict(self) -> JsonObject:
        """The cause as JSON."""
        return {"message": self.message, "fit": number(self.fit), "where": self.where}

    @staticmethod
    def from_dict(data: JsonObject) -> Cause:
        """The inverse of :meth:`to_dict`."""
        return Cause(to_text(data["message"]), to_float(data["fit"]), to_text(data["where"]))


def propose(analytic: Float64Array, numeric: Float64Array, x: Float64Array, blocks: list[Block]) -> Cause | None:
    """The template that fits best, if one fits well.

    Args:
        analytic, numeric: (n,) claimed and measured slopes; NaN in ``numeric`` where nothing was measured.
        x: (n,) the point.
        blocks: the named arrays that the entries belong to.
    """
    guilty = [block for block in blocks if _differs(analytic[block.entries], numeric[block.entries])]
    if not guilty:
        return None
    whole = [*_factors(analytic, numeric), *_differences(analytic, numeric, x)]
    found = _best(whole, analytic, numeric)
    if found is not None or len(guilty) > 3:
        return found
    inside = [_in_block(block, analytic, numeric, x, blocks) for block in guilty]
    named = [cause for cause in inside if cause is not None]
    return max(named, key=lambda cause: cause.fit) if named else None


def _in_block(
    block: Block, analytic: Float64Array, numeric: Float64Array, x: Float64Array, blocks: list[Block]
) -> Cause | None:
    a, d, point = (array[block.entries] for array in (analytic, numeric, x))
    templates = [*_factors(a, d), *_orders(d, block), *_differences(a, d, point), *_other_blocks(a, numeric, block, blocks)]
    found = _best(templates, a, d)
    return None if found is None else Cause(found.message, found.fit, block.name)


Template = tuple[str, Float64Array]
"""An explanation, and what would have been claimed if it were true."""


def _best(templates: list[Template], analytic: Float64Array, numeric: Float64Array) -> Cause | None:
    """The first template that explains the claim almost entirely (earlier ones are simpler)."""
    known = np.isfinite(numeric) & np.isfinite(analytic)
    if not known.any():
        return None
    difference = float(np.linalg.norm((analytic - numeric)[known]))
    for message, predicted in templates:
        left = float(np.linalg.norm((analytic - predicted)[known]))
        fit = 1.0 - left / max(difference, np.finfo(np.float64).tiny)
        if fit >= GOOD:
            return Cause(message, fit)
    return None


def _factors(a: Float64Array, d: Float64Array) -> Iterator[Template]:
    """Zeros, signs, constant factors, lost signs."""
    known = np.isfinite(d) & np.isfinite(a)
    size = float(d[known] @ d[known])
    if size == 0.0:
        return
    if not a[known].any():
        yield "it is zero everywhere", np.zeros_like(d)
    factor = float(a[known] @ d[known]) / size
    named = _name_factor(factor, int(known.sum()))
    if named:
        yield named, factor * d
    if known.sum() > 1:
        yield "it is positive everywhere: the signs are lost", np.abs(d)
        limit = float(np.abs(a[known]).max())
        yield f"it is cut off at {limit:.4g}", np.clip(d, -limit, limit)


def _name_factor(factor: float, entries: int) -> str | None:
    for familiar, message in FAMILIAR.items():
        if abs(factor - familiar) <= 1e-3 * abs(familiar):
            return message
    if entries < 2 or factor == 0.0:
        return None
    for count, message in ((factor, "{n} times the slope: 1/N with N = {n} is missing"),
                           (1.0 / factor, "1/{n} of the slope: divided by N = {n} once too often")):
        if count > 1.5 and abs(count - round(count)) <= 1e-3 * min(count, 100.0):
            return message.format(n=round(count))
    return f"{factor:.6g} times the slope everywhere"


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


def _differences(a: Float64Array, d: Float64Array, x: Float64Array) -> Iterator[Template]:
    """The claim and the slope differ by something simple."""
    known = np.isfinite(d) & np.isfinite(a)
    gap = a - d
    if known.sum() < 2:
        return
    size = float(x[known] @ x[known])
    if size > 0.0:
        decay = float(gap[known] @ x[known]) / size
        which = "jac has a term {c:.4g} x that fun lacks" if decay > 0 else "fun has a term with slope {c:.4g} x that jac lacks"
        yield which.format(c=abs(decay)) + " (weight decay)", d + decay * x
    offset = float(np.mean(gap[known]))
    yield f"every entry is off by the same {offset:.4g}", d + offset


def _other_blocks(a: Float64Array, numeric: Float64Array, block: Block, blocks: list[Block]) -> Iterator[Template]:
    """The gradient of another array."""
    for other in blocks:
        if other.name != block.name and other.entries.size == block.entries.size > 1:
            yield f"it is the gradient of `{other.name}`", numeric[other.entries]


def _differs(a: Float64Array, d: Float64Array) -> bool:
    known = np.isfinite(d) & np.isfinite(a)
    return bool((np.abs(a - d)[known] > 3e-7 * np.abs(d[known])).any())
