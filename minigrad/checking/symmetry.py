"""What a Hessian must be besides a derivative: symmetric; and which of a gradient and its Hessian is at fault."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import final

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.checking.contracts.findings import FindingKind
from minigrad.checking.names import EntryNames
from minigrad.checking.reporting.evidence import Evidence
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.reporting.text import summary
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.verdict import Verdict
from minigrad.layout import Block, Layout


@final
@dataclass(frozen=True)
class HessianNames:
    """Names of the n x n entries of a Hessian: ``H[0, 1]``, or ``H[W[0, 2], b[1]]`` where x has names of its own.

    Attributes:
        inputs: the names of the entries of x.
        size: how many there are.
    """

    inputs: EntryNames
    size: int

    def name(self, index: int) -> str:
        """The name of one entry, by its flat index."""
        row, column = divmod(index, self.size)
        if self.inputs == Layout(("x",), ((self.size,),)):
            return f"H[{row}, {column}]"
        return f"H[{self.inputs.name(row)}, {self.inputs.name(column)}]"

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The whole, as one matrix."""
        return (Block.at("", 0, (self.size, self.size)),)


def note_asymmetry(evidence: Evidence) -> None:
    """Add a finding where the claimed matrix is not symmetric, or the differences of the gradient are not."""
    question, slopes = evidence.question, evidence.slopes
    n = question.value.size
    claimed = question.analytic.reshape(n, n)
    rounding = question.tolerance.rounding.reshape(n, n)
    allowed = question.tolerance.relative.reshape(n, n) * np.abs(claimed) + rounding
    apart = np.where(np.abs(claimed - claimed.T) > allowed + allowed.T, np.abs(claimed - claimed.T), 0.0)
    if apart.any():
        _note_pair(evidence, FindingKind.NOT_SYMMETRIC, claimed, apart, "a Hessian is symmetric")
    measured = np.where(slopes.measured, slopes.value, np.nan).reshape(n, n)
    known = (CHECK.outside * slopes.bound + slopes.allowance).reshape(n, n)
    gap = np.abs(measured - measured.T)
    with np.errstate(invalid="ignore"):
        gap = np.where(gap > known + known.T + CHECK.rtol * np.abs(measured), gap, 0.0)
    if gap.any():
        _note_pair(
            evidence,
            FindingKind.GRADIENT_IS_WRONG,
            measured,
            gap,
            "the differences of a gradient are symmetric, so jac is not the gradient of any function",
        )


def _note_pair(evidence: Evidence, kind: FindingKind, matrix: Float64Array, apart: Float64Array, because: str) -> None:
    n, name = len(matrix), evidence.question.names.name
    row, column = divmod(int(np.argmax(apart)), n)
    here, there = name(row * n + column), name(column * n + row)
    evidence.question.watch.note(
        kind, f"{here} = {matrix[row, column]:.6g} and {there} = {matrix[column, row]:.6g}; {because}"
    )


def note_asymmetric_products(evidence: Evidence) -> None:
    """Add a finding where u . H v is not v . H u."""
    question, directions = evidence.question, evidence.question.watch.subject.directions
    if directions is None:
        return
    vectors = directions.directions.reshape(len(directions.directions), -1)
    products = question.analytic.reshape(-1, len(vectors))
    forms, sizes = vectors @ products, np.abs(vectors) @ np.abs(products)
    # what one entry of a product may be off by counts in every form
    allowed = question.tolerance.widest * sizes
    apart = np.where(np.abs(forms - forms.T) > np.maximum(allowed, allowed.T), np.abs(forms - forms.T), 0.0)
    if apart.any():
        row, column = divmod(int(np.argmax(apart)), len(vectors))
        question.watch.note(
            FindingKind.NOT_SYMMETRIC,
            f"v{row + 1} . H v{column + 1} = {forms[row, column]:.6g} and v{column + 1} . H v{row + 1} = "
            f"{forms[column, row]:.6g}; a Hessian is symmetric",
        )


def with_gradient(evidence: Evidence, gradient: GradientReport | None, second: Float64Array | None) -> Evidence:
    """The evidence with what was found out about the gradient before.

    Args:
        evidence: on the Hessian.
        gradient: the check of the gradient; None where there was none.
        second: second differences of the function itself, flat; NaN where these are not known well.
    """
    if gradient is None:
        return evidence
    if gradient.verdict is not Verdict.FAIL:
        return replace(evidence, notes=(*evidence.notes, f"jac against values of fun: {summary(gradient)}"))
    failed = evidence.judgement().failed.any()
    fits = failed and second is not None and _fits(evidence.question.analytic, second)
    right = "; hess agrees with the second differences of fun" if fits else ""
    evidence.question.watch.note(
        FindingKind.GRADIENT_IS_WRONG,
        f"{summary(gradient)}, worst {gradient.worst[0].name}; hess is compared with the differences of this jac, so "
        f"mend jac first{right}",
    )
    return evidence


def _fits(claimed: Float64Array, second: Float64Array) -> bool:
    """Whether second differences are as claimed, to the digits that they are known to."""
    known = np.isfinite(second)
    close = np.abs(claimed - second) <= CHECK.second_digits * np.max(np.abs(second[known]), initial=0.0)
    return bool(known.all() and close.all())
