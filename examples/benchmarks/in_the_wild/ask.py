"""One case at one of its points, and what minigrad says of it."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import final

import numpy as np

import minigrad as mg
from examples.benchmarks.in_the_wild.case import Case, Kind
from minigrad.arrays import Float64Array
from minigrad.checking import Verdict


@final
@dataclass(frozen=True)
class Answer:
    """What a check said, or the exception that it, or the library, raised.

    Attributes:
        case: that was asked about.
        point: which of its points.
        verdict: None where an exception came.
        reason: of what did not pass: the worst entry, or the exception.
        evaluations: calls of the function.
    """

    case: Case
    point: int
    verdict: Verdict | None
    reason: str
    evaluations: int


def ask(case: Case, point: int) -> Answer:
    """The check of the kind of the case."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # of the libraries, at the edges of what their functions take
        try:
            report = _report(case, case.points[point])
        except Exception as error:
            return Answer(case, point, None, f"{type(error).__name__}: {error}", 0)
    return Answer(
        case, point, report.verdict, "" if report.verdict is Verdict.PASS else _reason(report), report.evaluations
    )


def _report(case: Case, x: Float64Array) -> mg.GradientReport:
    fun, jac = case.fun, case.jac
    if case.kind is Kind.DERIVATIVE:
        return mg.check_gradient(
            lambda x: float(np.asarray(fun(x)).item()), lambda x: np.asarray(jac(x)).reshape(()), x
        )
    if case.kind is Kind.GRADIENT:
        return mg.check_gradient(lambda x: float(np.asarray(fun(x)).item()), jac, x)
    rng = np.random.default_rng(3)
    if case.kind is Kind.ADJOINT:
        v, w = rng.standard_normal(case.points[0].shape), rng.standard_normal(case.points[1].shape)
        return mg.check_gradient(lambda x: float(np.vdot(np.asarray(fun(x)), w)), lambda x: np.asarray(jac(w)), v)
    w = rng.standard_normal(np.shape(fun(x)))
    return mg.check_gradient(
        lambda x: float(np.vdot(w, np.asarray(fun(x)))), lambda x: np.tensordot(w, np.asarray(jac(x)), w.ndim), x
    )


def _reason(report: mg.GradientReport) -> str:
    findings = [str(finding) for finding in report.findings]
    entries = [
        f"{entry.name}: claimed {entry.analytic:.9g}, measured {entry.numeric:.9g} +- {entry.bound:.1g}: {entry.reason}"
        for entry in report.worst[:1]
    ]
    return "; ".join([*entries, *findings])
