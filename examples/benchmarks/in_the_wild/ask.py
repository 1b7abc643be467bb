"""One case at one of its points, and what minigrad says of it."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import final

import numpy as np
import numpy.typing as npt

import minigrad as mg
from examples.benchmarks.in_the_wild.case import Case, Function, Kind, Product
from minigrad.arrays import FloatArray
from minigrad.checking import Verdict


@final
@dataclass(frozen=True)
class Answer:
    """What a check said, or the exception that the library or the check raised.

    Attributes:
        case: that was asked about.
        point: which of its points.
        verdict: None where an exception came.
        reason: of what did not pass: the worst entry and the findings, or the exception.
        evaluations: calls of the function.
    """

    case: Case
    point: int
    verdict: Verdict | None
    reason: str
    evaluations: int

    @property
    def passed(self) -> bool:
        """Whether the claim passes."""
        return self.verdict is Verdict.PASS


def ask(case: Case, point: int) -> Answer:
    """The check of the kind of the case.

    >>> from examples.benchmarks.in_the_wild.case import derivative
    >>> answer = ask(derivative("sine", np.sin, np.cos, 0.0, 1.0), 0)
    >>> answer.verdict, answer.reason, answer.evaluations
    (<Verdict.PASS: 'pass'>, '', 5)
    """
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # of the libraries, at the edges of what their functions take
        try:
            report = _report(case, point)
        except Exception as error:  # a library may raise anything; the table says what
            return Answer(case, point, None, f"{type(error).__name__}: {error}", 0)
    reason = "" if report.verdict is Verdict.PASS else _reason(report)
    return Answer(case, point, report.verdict, reason, report.evaluations)


def _report(case: Case, point: int) -> mg.GradientReport:
    """With functions that hold the library's, and not the points."""
    x = case.points[point].copy()
    fun, jac, product = _of_floats(case.fun), _of_floats(case.jac), case.product
    if case.kind is Kind.ADJOINT:
        taken, returned = (place.shape for place in case.points)
        return mg.check_adjoint(case.fun, case.jac, taken, returned, rng=point)
    if case.kind in {Kind.DERIVATIVE, Kind.GRADIENT}:
        return mg.check_gradient(_number(fun), lambda x: np.asarray(jac(x)).reshape(x.shape), x)
    check = mg.check_hessian if case.kind is Kind.HESSIAN else mg.check_jacobian
    if product is not None:
        return check(fun, _of_two(product), x, product=True)
    return check(fun, jac, x, product=False)


def _of_floats(fun: Function) -> Callable[[FloatArray], npt.ArrayLike]:
    """Checks hand over arrays of the kind of x, which are of float64 here."""
    return lambda x: fun(x.astype(np.float64, copy=False))


def _of_two(product: Product) -> Callable[[FloatArray, FloatArray], npt.ArrayLike]:
    return lambda x, v: product(x.astype(np.float64, copy=False), v.astype(np.float64, copy=False))


def _number(fun: Callable[[FloatArray], npt.ArrayLike]) -> Callable[[FloatArray], float]:
    return lambda x: float(np.asarray(fun(x)).item())


def _reason(report: mg.GradientReport) -> str:
    """The worst entry, and what was found out about the functions."""
    entries = [
        f"{entry.name}: claimed {entry.analytic:.9g}, measured {entry.numeric:.9g} +- {entry.bound:.1g}: {entry.reason}"
        for entry in report.worst[:1]
    ]
    return "; ".join([*entries, *(str(finding) for finding in report.findings)])
