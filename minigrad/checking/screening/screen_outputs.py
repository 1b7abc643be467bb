"""Screening of a Jacobian: a random combination of the outputs is screened, and what is wrong in it is looked at row by
row.

The combination c . f(x) has the gradient c J, of which single columns are found to be wrong as entries of a gradient
are; all entries of these columns are then checked one by one.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from minigrad.arrays import AnyArray, Float64Array, FloatArray, IntArray
from minigrad.checking.contracts.question import Question, ask
from minigrad.checking.contracts.repeated_jac import repeat_jac
from minigrad.checking.contracts.watch import Watch
from minigrad.checking.examine import examine
from minigrad.checking.names import EntryNames, GivenNames, JacobianNames
from minigrad.checking.reporting.assemble import assemble, worst_of
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.rules.verdict import Verdict
from minigrad.checking.screening.screen import screen

NOTE = "screened: c . f(x) with a weight c for each output; the probabilities are those of an entry of c J"


def screen_outputs(question: Question) -> GradientReport:
    """The report on a function with several outputs: of the combination alone where nothing is wrong in it, or of all
    entries of its wrong columns."""
    names = question.names
    if not question.comparable or not isinstance(names, JacobianNames):
        return screen(question)
    repeat_jac(question.watch)
    whole = _observed(question, _combined(question, names.inputs))
    failed = [entry for entry in whole.worst if entry.verdict is Verdict.FAIL]
    if not failed:
        return replace(whole, notes=(*whole.notes, NOTE))
    shape = question.watch.origin.x.shape
    columns = np.unique([int(np.ravel_multi_index(entry.index, shape)) if shape else 0 for entry in failed])
    rows = _observed(question, _of_columns(question, names, columns))
    return replace(
        rows,
        verdict=worst_of([rows.verdict, whole.verdict]),
        screened=whole.screened,
        evaluations=whole.evaluations + rows.evaluations,
        notes=(*rows.notes, f"{NOTE}; then all entries of the columns in which it was wrong"),
    )


def _observed(question: Question, report: GradientReport) -> GradientReport:
    """The report with the findings on fun and jac themselves: a combination of outputs hides a wrong shape, an output
    that is not finite, and an array that jac returns again."""
    own = question.watch.findings
    kinds = {finding.kind for finding in own}
    others = (finding for finding in report.findings if finding.kind not in kinds)
    verdict = worst_of([report.verdict, *(finding.verdict for finding in own)])
    return replace(report, verdict=verdict, findings=(*own, *others))


def _combined(question: Question, inputs: EntryNames) -> GradientReport:
    """The screening of the combination."""
    watch = question.watch

    def gradient(x: FloatArray) -> Float64Array:
        claimed = np.array(watch.claim_at(x), dtype=np.float64).reshape(-1)
        return question.combined(claimed).reshape(x.shape)

    subject = replace(watch.subject, fun=question.number_function, parts=False)
    return screen(ask(Watch(subject, gradient), lambda *_: inputs, question.terms, announce=False))


def _of_columns(question: Question, names: JacobianNames, columns: IntArray) -> GradientReport:
    """All entries of some columns."""
    watch, x = question.watch, question.watch.origin.x
    units = np.eye(x.size)[columns].reshape(-1, *x.shape)

    def some(point: FloatArray) -> AnyArray:
        claimed = np.asarray(watch.claim_at(point)).reshape(question.value.size, -1)[:, columns]
        return claimed.reshape(*watch.output_shape, columns.size)

    inputs = GivenNames(columns.size, lambda index: names.inputs.name(int(columns[index])))
    own = JacobianNames((*watch.output_shape, columns.size), names.output, inputs, columns.size)
    part = Watch(watch.subject.along(units), some)
    return assemble(examine(ask(part, lambda *_: own, question.terms, announce=False)))
