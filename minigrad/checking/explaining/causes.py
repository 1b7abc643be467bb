"""What a wrong gradient looks like: the templates of mistakes are tried one after the other.

A cause is only named where the fit could not be chance: it must explain every error to within what slopes are known to,
leave right entries right, and explain more different entries than it has free numbers. Otherwise nothing is said.
``python -m examples.benchmarks.causes`` prints how often it is the mistake that was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import final

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.checking.explaining.entries_to_explain import Entries
from minigrad.checking.explaining.explained_errors import explained
from minigrad.checking.explaining.explaining_settings import EXPLAINING
from minigrad.checking.explaining.mistakes import (
    Template,
    constant_factors,
    differences,
    exchanged,
    factors,
    orders,
    other_blocks,
    transposed,
)
from minigrad.checking.rules.check_settings import CHECK
from minigrad.layout import Block
from minigrad.plain_data import PlainData


@final
@dataclass(frozen=True)
class Cause(PlainData):
    """What an error looks like.

    Attributes:
        message: the explanation, in words.
        fit: the part of the difference that it explains, in the entry where it explains least; at most 1.
        where: the blocks that it is about, joined by commas, empty for the whole gradient.
    """

    message: str
    fit: float
    where: str = ""


def likely_cause(
    analytic: Float64Array,
    numeric: Float64Array,
    x: Float64Array,
    blocks: Sequence[Block],
    allowed: Float64Array | float = 0.0,
    mirrored: IntArray | None = None,
) -> Cause | None:
    """The first template that explains what was claimed: of the whole gradient, of all arrays with errors, of one of
    them, and of the wrong entries alone.

    Args:
        analytic, numeric: (n,) claimed and measured slopes; NaN in ``numeric`` where nothing was measured.
        x: (n,) the point.
        blocks: the named arrays that the entries belong to.
        allowed: (n,) by how much a right claim may differ from ``numeric``.
        mirrored: (n,) which entry is in the transposed place, for the entries of a sparse matrix.
    """
    d = np.where(np.isfinite(analytic), numeric, np.nan)
    entries = Entries(analytic, d, x, np.maximum(allowed, CHECK.rtol * np.abs(d)))
    guilty = [block for block in blocks if entries.take(block.entries).wrong.any()]
    found = _best([*factors(entries), *differences(entries)], entries)
    if found is None and mirrored is not None:
        found = _best(transposed(entries, mirrored), entries)
    if found is None and 1 < len(guilty):
        found = _in_all(entries, guilty)
    if found is None and len(guilty) <= EXPLAINING.arrays:  # in more arrays it is no mistake of one array
        found = _in_one(entries, guilty, blocks)
    return found or _in_some_entries(entries) or _of_single(entries)


def _in_all(entries: Entries, guilty: Sequence[Block]) -> Cause | None:
    """One mistake in all arrays with errors, which leaves the others right."""
    inside = entries.take(np.concatenate([block.entries for block in guilty]))
    swapped = _best(exchanged(entries, guilty), inside)
    return swapped or _placed(_best([*factors(inside), *differences(inside)], inside), guilty)


def _in_one(entries: Entries, guilty: Sequence[Block], blocks: Sequence[Block]) -> Cause | None:
    """The mistake of an array; of several that have the same one, all are named."""
    causes = [(block, cause) for block in guilty if (cause := _in_block(entries, block, blocks)) is not None]
    if not causes:
        return None
    _, first = max(causes, key=lambda pair: pair[1].fit)
    return _placed(first, [block for block, cause in causes if cause.message == first.message])


def _in_block(entries: Entries, block: Block, blocks: Sequence[Block]) -> Cause | None:
    inside = entries.take(block.entries)
    templates = (
        *factors(inside),
        *orders(inside, block),
        *differences(inside),
        *other_blocks(entries, block, blocks),
    )
    return _best(templates, inside)


def _in_some_entries(entries: Entries) -> Cause | None:
    """One factor in all wrong entries, while others are right: a branch of a formula with a parameter forgotten."""
    rows = np.flatnonzero(entries.wrong)
    inside = entries.take(rows)
    several = [replace(template, least=max(template.least, 3)) for template in constant_factors(inside)]
    found = _best(several, inside)
    share = f" in {rows.size} of {entries.a.size} entries, while the others are right"
    return None if found is None else replace(found, message=found.message.removesuffix(" everywhere") + share)


def _of_single(entries: Entries) -> Cause | None:
    """A claim whose numbers are all those of float32, and off by its rounding, was computed in that."""
    known = np.isfinite(entries.d) & np.isfinite(entries.a)
    a, gap = entries.a[known], np.abs(entries.gap[known])
    rounding = (
        CHECK.narrow_roundings * float(np.finfo(np.float32).eps) * float(np.max(np.abs(entries.d[known]), initial=0.0))
    )
    long = (a * EXPLAINING.short_number) % 1.0 != 0.0  # a fraction of few digits is one of float32 anyway
    if np.unique(a[long]).size < 3 or not (a == a.astype(np.float32)).all() or not (gap <= rounding).all():
        return None
    return Cause("its numbers are those of float32: computed or rounded in that, whatever its dtype says", 1.0)


def _placed(cause: Cause | None, where: Iterable[Block]) -> Cause | None:
    return None if cause is None else replace(cause, where=", ".join(block.name for block in where))


def _best(templates: Iterable[Template], entries: Entries) -> Cause | None:
    """The first template (earlier ones are simpler) whose fit is no chance."""
    fits = ((template.message, explained(template, entries)) for template in templates)
    return next((Cause(message, fit) for message, fit in fits if fit is not None), None)
