"""The verdict on a gradient with everything that it rests on: frozen, printable, and storable as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import Self, override

from minigrad.arrays import Float64Array, Shape
from minigrad.checking import plain, render
from minigrad.checking.causes import Cause
from minigrad.checking.coordinate import Coordinate
from minigrad.checking.findings import Finding
from minigrad.checking.order import OrderEvidence
from minigrad.checking.plain import JsonObject
from minigrad.checking.screen import ScreenedBlock
from minigrad.checking.plot import Figure
from minigrad.checking.plot import plot as draw
from minigrad.checking.self_test import SelfTest
from minigrad.checking.verdict import Verdict


@final
class GradientCheckError(AssertionError):
    """A gradient did not pass; the message is the report, which is also kept as ``report``."""

    def __init__(self, report: GradientReport) -> None:
        super().__init__(str(report))
        self.report = report


@final
@dataclass(frozen=True, eq=False)
class GradientReport:
    """What :func:`~minigrad.check_gradient` found.

    Attributes:
        verdict: of the whole: FAIL if anything fails, else INCONCLUSIVE if anything is, else PASS.
        max_relative_error: the largest relative error of the entries that could be measured, 0 if there were none.
        worst: the entries that deserve a look, failed ones first, then inconclusive ones, then the least accurate.
        findings: broken contracts of fun and jac.
        counts: how many entries passed, failed, and stayed inconclusive.
        unchecked: names of entries that the budget did not reach (the first thousand).
        evaluations: calls of fun in all.
        shape: the shape of x.
        analytic, numeric, bound: n values each in C order, NaN in ``numeric`` where nothing was measured.
        rtol: the relative error up to which an entry passes.
        self_test: whether spoilt versions of this gradient would have been noticed.
        cause: what the error looks like, where a template fits well.
        order: Taylor remainders, where they were measured.
        names: the names of all entries, for up to 1e5 of them.
        notes: what else was verified, in sentences: the trainer's numeric gradient, evidence from the parts of a loss.
        screened: in screen mode, what was found out about each block; the arrays above are empty then.
    """

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
    cause: Cause | None = None
    order: OrderEvidence | None = None
    screened: tuple[ScreenedBlock, ...] = ()
    names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether the verdict is PASS."""
        return self.verdict is Verdict.PASS

    def raise_if_failed(self) -> Self:
        """Raise unless the verdict is PASS or INCONCLUSIVE; returns the report, so that calls can be chained.

        Raises:
            GradientCheckError: the verdict is FAIL. It is an AssertionError, so test runners show it as a failed test.
        """
        if self.verdict is Verdict.FAIL:
            raise GradientCheckError(self)
        return self

    def to_dict(self) -> JsonObject:
        """Plain dicts, lists, strings and numbers; NaN becomes None and infinity a string."""
        return {
            "verdict": self.verdict.value,
            "max_relative_error": plain.number(self.max_relative_error),
            "worst": [coordinate.to_dict() for coordinate in self.worst],
            "findings": [finding.to_dict() for finding in self.findings],
            "counts": list(self.counts),
            "unchecked": list(self.unchecked),
            "evaluations": self.evaluations,
            "shape": list(self.shape),
            "analytic": plain.numbers(self.analytic),
            "numeric": plain.numbers(self.numeric),
            "bound": plain.numbers(self.bound),
            "rtol": self.rtol,
            "self_test": self.self_test.to_dict(),
            "cause": self.cause.to_dict() if self.cause else None,
            "order": self.order.to_dict() if self.order else None,
            "names": list(self.names),
            "notes": list(self.notes),
            "screened": [block.to_dict() for block in self.screened],
        }

    def to_json(self, *, indent: int | None = 2) -> str:
        """The report as JSON text."""
        return plain.dumps(self.to_dict(), indent)

    @staticmethod
    def from_dict(data: JsonObject) -> GradientReport:
        """The inverse of :meth:`to_dict`."""
        passed, failed, inconclusive = plain.to_ints(data["counts"])
        return GradientReport(
            verdict=Verdict(plain.to_text(data["verdict"])),
            max_relative_error=plain.to_float(data["max_relative_error"]),
            worst=tuple(Coordinate.from_dict(plain.to_object(item)) for item in plain.to_list(data["worst"])),
            findings=tuple(Finding.from_dict(plain.to_object(item)) for item in plain.to_list(data["findings"])),
            counts=(passed, failed, inconclusive),
            unchecked=tuple(plain.to_text(item) for item in plain.to_list(data["unchecked"])),
            evaluations=plain.to_int(data["evaluations"]),
            shape=plain.to_ints(data["shape"]),
            analytic=plain.to_array(data["analytic"]),
            numeric=plain.to_array(data["numeric"]),
            bound=plain.to_array(data["bound"]),
            rtol=plain.to_float(data["rtol"]),
            self_test=SelfTest.from_dict(plain.to_object(data["self_test"])),
            cause=Cause.from_dict(plain.to_object(data["cause"])) if data["cause"] else None,
            order=OrderEvidence.from_dict(plain.to_object(data["order"])) if data["order"] else None,
            names=tuple(plain.to_text(item) for item in plain.to_list(data["names"])),
            notes=tuple(plain.to_text(item) for item in plain.to_list(data["notes"])),
            screened=tuple(ScreenedBlock.from_dict(plain.to_object(item)) for item in plain.to_list(data["screened"])),
        )

    @staticmethod
    def from_json(text: str) -> GradientReport:
        """The inverse of :meth:`to_json`."""
        return GradientReport.from_dict(plain.loads(text))

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, GradientReport) and self.to_dict() == other.to_dict()

    @override
    def __hash__(self) -> int:
        return hash((self.verdict, self.counts, self.evaluations, self.shape))  # equal reports agree in these

    @override
    def __str__(self) -> str:
        return render.text(self)

    def plot(self) -> Figure:
        """A matplotlib figure: a heat map of the error of each named array, and the remainder against the step.

        Raises:
            MissingExtraError: matplotlib is not installed; the extra ``plot`` brings it.
        """
        return draw(self)

    def _repr_html_(self) -> str:
        return render.html(self)


def as_array(report: GradientReport, flat: Float64Array) -> Float64Array:
    """One of the report's flat arrays in the shape of x."""
    return np.asarray(flat).reshape(report.shape)
