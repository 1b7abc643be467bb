"""What screening found out about one of the arrays that a gradient consists of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from typing_extensions import override

from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.verdict import Verdict
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
