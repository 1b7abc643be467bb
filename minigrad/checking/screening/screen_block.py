"""Screening: a verdict on a gradient of millions of entries from a few hundred evaluations.

Each named block is moved along random directions. If the slope is what the gradient promises, the block passes; the
report says how likely a single wrong entry would have slipped through. If it is not, halving leads to the entry.
"""

from __future__ import annotations

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.checking.reporting.screened_block import ScreenedBlock
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.verdict import Verdict
from minigrad.checking.screening.directional import Gap, Scale
from minigrad.layout import Block


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
