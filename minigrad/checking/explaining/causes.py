"""What a wrong gradient looks like: the templates of mistakes are tried one after the other.

A cause is only named where it explains what was claimed far better than chance; otherwise nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import final

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.checking.explaining.explaining_settings import EXPLAINING
from minigrad.checking.explaining.mistakes import Entries, Template, differences, factors, orders, other_blocks
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
        where: the block that it is about, empty for the whole gradient.
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
    entries = Entries(analytic, d, x, np.maximum(allowed, CHECK.rtol * np.abs(d)))
    found = _best([*factors(entries), *differences(entries)], entries)
    guilty = [block for block in blocks if entries.take(block).wrong.any()]
    if found is not None or len(guilty) > EXPLAINING.arrays:  # what is wrong in more arrays is no mistake of one array
        return found
    inside = [_in_block(block, entries.take(block), numeric, blocks) for block in guilty]
    return max((cause for cause in inside if cause is not None), key=lambda cause: cause.fit, default=None)


def _in_block(block: Block, entries: Entries, numeric: Float64Array, blocks: Sequence[Block]) -> Cause | None:
    templates = [
        *factors(entries),
        *orders(entries.d, block),
        *differences(entries),
        *other_blocks(numeric, block, blocks),
    ]
    found = _best(templates, entries)
    return None if found is None else replace(found, where=block.name)


def _best(templates: list[Template], entries: Entries) -> Cause | None:
    """The first template (earlier ones are simpler) that explains almost all of each error, and leaves right entries
    right."""
    wrong, unknown = entries.wrong, np.isnan(entries.d)
    for message, predicted in templates:
        left = np.maximum(np.abs(entries.a - predicted) - entries.allowed, 0.0)
        explained = left <= (1.0 - EXPLAINING.explained) * np.where(wrong, np.abs(entries.gap), 0.0)
        if wrong.any() and (explained | unknown).all():
            return Cause(message, 1.0 - float(np.max(left[wrong] / np.abs(entries.gap[wrong]))))
    return None
