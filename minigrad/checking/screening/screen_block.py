"""Screening: a verdict on a gradient of millions of entries from a few hundred evaluations.

Each named block is moved along random directions. If the slope is what the gradient says, the block passes; the
report says how likely a single wrong entry would have slipped through. If it is not, halving leads to the entry.
"""

from __future__ import annotations

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.checking.reporting.screened_block import ScreenedBlock
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.verdict import Verdict
from minigrad.checking.screening.directions import Directions
from minigrad.checking.screening.gap import Gap, random_direction
from minigrad.checking.screening.screening_settings import SCREENING
from minigrad.layout import Block


def screen_block(
    directions: Directions, claimed: Float64Array, block: Block, rng: np.random.Generator
) -> tuple[ScreenedBlock, Gap]:
    """Random directions through one block of a claimed gradient (n,), and the gap that stands out most."""
    length, own = directions.length[block.place], claimed[block.place]
    gaps = [directions.gap(claimed, random_direction(block.entries, length, rng)) for _ in range(SCREENING.directions)]
    worst = max(gaps, key=lambda gap: abs(gap.size) / gap.bound if gap.bound > 0 else 0.0)
    typical = float(np.max(np.abs(claimed) * directions.length))
    return ScreenedBlock(
        block.name,
        block.size,
        _verdict(gaps, typical),
        abs(worst.size),
        worst.bound,
        _missed(gaps, own),
        _missed(gaps, 0.01 * own),
    ), worst


def _verdict(gaps: list[Gap], typical: float) -> Verdict:
    if any(gap.refuted for gap in gaps):
        return Verdict.FAIL
    return Verdict.PASS if all(_passes(gap, typical) for gap in gaps) else Verdict.INCONCLUSIVE


def _passes(gap: Gap, typical: float) -> bool:
    """Whether the claimed slope lies in an interval that is narrow beside slopes along the direction, or is of zero.

    What is zero is measured by the slope that f shows further along the direction, and by those of other coordinates.
    """
    narrow = max(CHECK.resolved * gap.usual, CHECK.zero_rounding * max(gap.around, typical))
    return abs(gap.size) <= CHECK.inside * gap.bound <= CHECK.inside * narrow or gap.usual == gap.around == 0.0


def _missed(gaps: list[Gap], error: Float64Array) -> float:
    """The part of single errors that no direction would have shown."""
    hidden = np.ones(error.size, dtype=np.bool_)
    for gap in gaps:
        hidden &= np.abs(gap.size + error * gap.direction.weights) <= CHECK.outside * gap.bound
    relevant = error != 0.0
    return float(hidden[relevant].mean()) if relevant.any() else 0.0
