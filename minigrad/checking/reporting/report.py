"""The verdict on a gradient with everything that it rests on: frozen, printable, and storable as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self, final

from typing_extensions import override

from minigrad.arguments import require_count, require_instance, shown
from minigrad.checking.reporting.contents import ReportContents
from minigrad.checking.reporting.text import as_html, as_text, summary
from minigrad.checking.rules.verdict import Verdict
from minigrad.plain_data.json_values import dumps, loads


@final
class GradientCheckError(AssertionError):
    """A gradient did not pass; the message is the report, which is also kept as ``report``."""

    def __init__(self, report: GradientReport) -> None:
        super().__init__(str(report))
        self.report = report


@final
@dataclass(frozen=True, eq=False)
class GradientReport(ReportContents):
    """What :func:`~minigrad.check_gradient` found.

    Attributes:
        verdict: of the whole: FAIL if anything fails, else INCONCLUSIVE if anything is, else PASS.
        max_relative_error: the largest ``relative_error`` of the entries (see :class:`~minigrad.Coordinate`) that could
            be measured, 0 if there were none.
        worst: the entries that deserve a look, failed ones first, then inconclusive ones, then the least accurate.
        findings: broken contracts of fun and jac, and what else is worth knowing.
        counts: how many entries passed, failed, and stayed inconclusive.
        unchecked: names of entries that the budget did not reach (the first thousand).
        evaluations: calls of fun in all.
        shape: the shape of x; of a Jacobian that of fun(x) followed by it, of one with a sparsity pattern (k,): its k
            entries by rows, which ``names`` tells apart.
        analytic, numeric, bound: n values each in C order, NaN in ``numeric`` where nothing was measured.
        rtol: the relative error up to which an entry passes.
        self_test: whether corrupted versions of this gradient would have been noticed.
        digits: to how many digits the least certain passing entry is known, where ``rtol`` asks for more; else None.
        cause: what the error looks like, where a template fits well.
        order: Taylor remainders, where they were measured.
        names: the names of all entries, for up to 1e5 of them.
        notes: what else was verified, in sentences: the trainer's numeric gradient, evidence from the parts of a loss.
        screened: in screen mode, what was found out about each block; the arrays above are empty then.
        marks: what became of each entry, one letter (a :class:`~minigrad.checking.reporting.marks.Mark`) for each of n;
            empty in screen mode, and in reports of earlier releases.
        blocks: how many entries of each named array (where x is one array, of each output, or of each entry of x,
            whichever tells more) pass, where there is more than one; empty in screen mode.
        points: how many entries pass at each point, where there is more than one; entries are then those of all points,
            and an axis of the points comes first in ``shape``.
        method: the differentiator that the slopes are from; by default the quick look comes before it.
        compared: what is counted: "entries", or "products" of a linear map, and of those ``analytic`` is what the
            adjoint says, and ``numeric`` what the forward map says.
    """

    def raise_if_failed(self) -> Self:
        """Raise unless the verdict is PASS or INCONCLUSIVE; returns the report, so that calls can be chained.

        Raises:
            GradientCheckError: the verdict is FAIL. It is an AssertionError, so test runners show it as a failed test.
        """
        if self.verdict is Verdict.FAIL:
            raise GradientCheckError(self)
        return self

    def to_json(self, *, indent: int | None = 2) -> str:
        """The report as JSON text."""
        if indent is not None:
            require_count("indent", indent, minimum=0)
        return dumps(self.to_dict(), indent)

    @staticmethod
    def from_json(text: str) -> GradientReport:
        """The inverse of :meth:`to_json`.

        Raises:
            TypeError, ValueError: ``text`` is not what :meth:`to_json` returned.
        """
        require_instance("text", text, str)
        try:
            return GradientReport.from_dict(loads(text))
        except (TypeError, ValueError, RecursionError) as error:
            raise ValueError(f"`text` must be the JSON of a GradientReport, got {shown(text)}: {error}") from error

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, GradientReport) and self.to_dict() == other.to_dict()

    @override
    def __hash__(self) -> int:
        return hash((self.verdict, self.counts, self.evaluations, self.shape))  # equal reports agree in these

    @override
    def __repr__(self) -> str:
        return f"<GradientReport {summary(self)}>"

    @override
    def __str__(self) -> str:
        return as_text(self)

    def _repr_html_(self) -> str:
        return as_html(self)
