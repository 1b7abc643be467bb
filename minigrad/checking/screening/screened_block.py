"""Screening: a verdict on a gradient of millions of entries from a few hundred evaluations.

Each named block is moved along random directions. If the slope is what the gradient promises, the block passes; the
report says how likely a single wrong entry would have slipped through. If it is not, halving leads to the entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import Float64Array
from minigrad.checking.check_settings import CHECK
from minigrad.checking.screening.directional import Gap, Scale
from minigrad.checking.verdict import Verdict
from minigrad.layout import Block
from minigrad.plain_data import PlainData


@final
@dataclass(frozen=True)
class ScreenedBlock(PlainData):
    """What was found out about one block.

    Attributes:
        name: of the block.
        entries: how many it has.
        verdict: of the block.
        gap: the largest difference between promised and measured slope.
        bound: what that may be off by.
        missed_if_doubled: the probability that one entry, picked at random and doubled (or dropped), would have been
            missed.
        missed_if_1_percent_off: the same for one entry that is wrong by 1 %.
    """

    name: str
    entries: int
    verdict: Verdict
    gap: float
    bound: float
    missed_if_doubled: float
    missed_if_1_percent_off: float

    @override
    def __repr__(self) -> str:
        return f"<ScreenedBlock {self.verdict.name} {self.name or 'x'} ({self.entries} entries)>"

    @override
    def __str__(self) -> str:
        head = (
            f"{self.verdict.name} {self.name or 'x'} ({self.entries} entries): gap {self.gap:.1e} +- {self.bound:.0e}"
        )
        if self.verdict is Verdict.FAIL:
            return head
        if self.verdict is Verdict.INCONCLUSIVE and self.gap > CHECK.outside * self.bound:
            head += ", but no single entry could be shown to be wrong"
        return (
            f"{head}; one random entry doubled or dropped is missed with probability {self.missed_if_doubled:.2g}, "
            f"one wrong by 1 % with {self.missed_if_1_percent_off:.2g}"
        )


def screen_block(scale: Scale, block: Block, rng: np.random.Generator) -> tuple[ScreenedBlock, Gap]:
    """Two random directions through one block, and the gap that stands out most."""
    length, analytic = scale.length[block.place], scale.analytic[block.place]
    gaps = [scale.look(block.entries, random_weights(length, rng)) for _ in range(2)]
    worst = max(gaps, key=lambda gap: abs(gap.size) / gap.bound if gap.bound > 0 else 0.0)
    typical = float(np.max(np.abs(scale.analytic) * scale.length))
    return ScreenedBlock(
        block.name,
        block.size,
        _verdict(gaps, typical),
        abs(worst.size),
        worst.bound,
        _missed(gaps, analytic),
        _missed(gaps, 0.01 * analytic),
    ), worst


def random_weights(length: Float64Array, rng: np.random.Generator) -> Float64Array:
    """A direction that moves every coordinate by about its length, up or down.

    The weights are bounded away from 0, so that every entry contributes, and all different, so that errors of equal
    size do not cancel.
    """
    signs = np.where(rng.random(length.size) < 0.5, -1.0, 1.0)
    return np.asarray(signs * rng.uniform(0.5, 1.5, length.size) * length)


def _verdict(gaps: list[Gap], typical: float) -> Verdict:
    if any(gap.certain for gap in gaps):
        return Verdict.FAIL
    return Verdict.PASS if all(_passes(gap, typical) for gap in gaps) else Verdict.INCONCLUSIVE


def _passes(gap: Gap, typical: float) -> bool:
    """Whether the promise lies in an interval that is narrow beside the slopes along the direction, or is of zero.

    What is zero is measured by the slope that f shows further along the direction, and by those of other coordinates.
    """
    narrow = max(CHECK.resolved * gap.usual, CHECK.zero_rounding * max(gap.around, typical))
    return abs(gap.size) <= CHECK.inside * gap.bound <= CHECK.inside * narrow or gap.usual == gap.around == 0.0


def _missed(gaps: list[Gap], error: Float64Array) -> float:
    """The part of single errors that no direction would have shown."""
    hidden = np.ones(error.size, dtype=np.bool_)
    for gap in gaps:
        hidden &= np.abs(gap.size + error * gap.weights) <= CHECK.outside * gap.bound
    relevant = error != 0.0
    return float(hidden[relevant].mean()) if relevant.any() else 0.0
