"""What a report holds, whether it is printed, drawn or stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import Float64Array, Shape
from minigrad.checking.contracts.findings import Finding
from minigrad.checking.explaining.causes import Cause
from minigrad.checking.explaining.self_test import SelfTest
from minigrad.checking.explaining.taylor_remainder import OrderEvidence
from minigrad.checking.reporting.entries import Coordinate
from minigrad.checking.reporting.marks import Mark, marked, relative_errors
from minigrad.checking.reporting.part_counts import PartCounts
from minigrad.checking.reporting.screened_block import ScreenedBlock
from minigrad.checking.rules.verdict import Verdict
from minigrad.plain_data import PlainData


@dataclass(frozen=True, eq=False)
class ReportContents(PlainData):
    """The numbers and words of a :class:`~minigrad.GradientReport`, which documents them."""

    verdict: Verdict
    max_relative_error: float
    worst: tuple[Coordinate, ...]
    findings: tuple[Finding, ...]
    counts: tuple[int, int, int]
    unchecked: tuple[str, ...]
    evaluations: int
    shape: Shape
    analytic: Float64Array
    numeric: Float64Array
    bound: Float64Array
    rtol: float
    self_test: SelfTest
    digits: int | None = None
    cause: Cause | None = None
    order: OrderEvidence | None = None
    screened: tuple[ScreenedBlock, ...] = ()
    names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    marks: str = ""
    method: str = ""
    blocks: tuple[PartCounts, ...] = ()
    compared: str = "entries"
    points: tuple[PartCounts, ...] = ()

    @final
    @property
    def relative_errors(self) -> Float64Array:
        """(n,) as the ``relative_error`` of each :class:`Coordinate`, NaN where nothing was measured; n is 0 in screen
        mode."""
        if not self.marks:
            return relative_errors(self.analytic, self.numeric, self.bound, np.zeros(self.bound.shape, dtype=np.bool_))
        confirmed = marked(self.marks, Mark.CONFIRMED)
        errors = relative_errors(self.analytic, self.numeric, self.bound, marked(self.marks, Mark.PASSED) | confirmed)
        errors[confirmed] = np.nan
        return errors

    @final
    @property
    def passed(self) -> bool:
        """Whether the verdict is PASS."""
        return self.verdict is Verdict.PASS
