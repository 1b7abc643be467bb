"""Screening: a verdict on a gradient of millions of entries from a few hundred evaluations.

Each named block is moved along random directions. If the slope is what the gradient promises, the block passes; the report
says how likely a single wrong entry would have slipped through. If it is not, halving leads to the entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import Float64Array
from minigrad.checking.blocks import Block
from minigrad.checking.directional import CERTAIN, Gap, Scale
from minigrad.checking.plain import JsonObject, number, to_float, to_int, to_text
from minigrad.checking.verdict import RESOLVED, Verdict

DIRECTIONS = 2
LEAST, MOST = 0.5, 1.5
"""Sizes of the random weights: never near 0, so that no entry is looked at with half an eye, and never equal, so that
two errors of the same size do not cancel."""


@final
@dataclass(frozen=True)
class ScreenedBlock:
    """What was found out about one block.

    Attributes:
        name: of the block.
        entries: how many it has.
        verdict: of the block.
        gap: the largest difference between promised and measured slope.
        bound: what that may be off by.
        missed_if_doubled: the probability that one entry, picked at random and doubled (or dropped), would have been missed.
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
    def __str__(self) -> str:
        head = f"{self.verdict.name} {self.name or 'x'} ({self.entries} entries): gap {self.gap:.1e} +- {self.bound:.0e}"
        if self.verdict is Verdict.FAIL:
            return head
        return (f"{head}; one random entry doubled or dropped is missed with probability {self.missed_if_doubled:.2g}, "
                f"one wrong by 1 % with {self.missed_if_1_percent_off:.2g}")

    def to_dict(self) -> JsonObject:
        """The block as JSON."""
        return {
            "name": self.name,
            "entries": self.entries,
            "verdict": self.verdict.value,
            "gap": number(self.gap),
            "bound": number(self.bound),
            "missed_if_doubled": number(self.missed_if_doubled),
            "missed_if_1_percent_off": number(self.missed_if_1_percent_off),
        }

    @staticmethod
    def from_dict(data: JsonObject) -> ScreenedBlock:
        """The inverse of :meth:`to_dict`."""
        return ScreenedBlock(
            name=to_text(data["name"]),
            entries=to_int(data["entries"]),
            verdict=Verdict(to_text(data["verdict"])),
            gap=to_float(data["gap"]),
            bound=to_float(data["bound"]),
            missed_if_doubled=to_float(data["missed_if_doubled"]),
            missed_if_1_percent_off=to_float(data["missed_if_1_percent_off"]),
        )


def screen_block(scale: Scale, block: Block, length: Float64Array, rng: np.random.Generator) -> tuple[ScreenedBlock, Gap]:
    """Random directions through one block, and the gap that stands out most."""
    gaps = [_looked_at(scale, block, length, rng) for _ in range(DIRECTIONS)]
    worst = max(gaps, key=lambda gap: abs(gap.size) / gap.bound if gap.bound > 0 else 0.0)
    return ScreenedBlock(
        block.name,
        block.entries.size,
        _verdict(gaps, scale.analytic[block.entries]),
        abs(worst.size),
        worst.bound,
        _missed(gaps, scale.analytic[block.entries]),
        _missed(gaps, 0.01 * scale.analytic[block.entries]),
    ), worst


def random_weights(length: Float64Array, rng: np.random.Generator) -> Float64Array:
    """A direction that moves every coordinate by about its length, up or down."""
    signs = np.where(rng.random(length.size) < 0.5, -1.0, 1.0)
    return np.asarray(signs * rng.uniform(LEAST, MOST, length.size) * length)


def _looked_at(scale: Scale, block: Block, length: Float64Array, rng: np.random.Generator) -> Gap:
    """The gap along one random direction, measured more than once where it is not clearly nothing."""
    gap = scale.gap(block.entries, random_weights(length[block.entries], rng))
    return gap if _narrow(gap, scale.analytic[block.entries]) and not gap.certain else scale.confirm(gap)


def _narrow(gap: Gap, analytic: Float64Array) -> bool:
    """Whether the slope along the direction is known to three digits of its usual size."""
    usual = float(np.linalg.norm(gap.weights * analytic))
    return bool(np.isfinite(gap.bound)) and (gap.bound <= RESOLVED * usual or usual == 0.0)


def _verdict(gaps: list[Gap], analytic: Float64Array) -> Verdict:
    if any(gap.certain for gap in gaps):
        return Verdict.FAIL
    return Verdict.PASS if all(_narrow(gap, analytic) for gap in gaps) else Verdict.INCONCLUSIVE


def _missed(gaps: list[Gap], error: Float64Array) -> float:
    """The part of single errors that no direction would have shown."""
    hidden = np.ones(error.size, dtype=np.bool_)
    for gap in gaps:
        hidden &= np.abs(error * gap.weights) <= CERTAIN * gap.bound + abs(gap.size)
    relevant = error != 0.0
    return float(hidden[relevant].mean()) if relevant.any() else 0.0
