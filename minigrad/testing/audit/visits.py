"""Checks a gradient at several points, and summarises the results."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, cast

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.checking.check import check_gradient
from minigrad.checking.contracts.findings import FindingKind
from minigrad.checking.hessian import check_hessian
from minigrad.checking.names import Names
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.rules.verdict import Verdict
from minigrad.probes.function_types import ArrayFunction, ScalarFunction
from minigrad.testing.audit.audit_results import Finished, Visit
from minigrad.testing.audit.chosen_points import OUTSIDE, Choice, Point
from minigrad.testing.discovery.items import Jac
from minigrad.testing.discovery.user_errors import described

SHOWN = 300
"""The longest reason that is shown, in characters."""

STEEP = 1e3
"""The slope up to which a numeric derivative is reliable at points whose entries are of size 1."""


class Question(NamedTuple):
    """A function and its derivative at a point; the function itself may be a gradient, and that its Hessian."""

    fun: ScalarFunction
    jac: Jac
    x: Float64Array
    names: Names = None
    hessian: bool = False


def visit_all(name: str, kind: str, choice: Choice, ask: Callable[[Float64Array], Question], seed: int) -> Finished:
    """Check at each point of a choice.

    Args:
        name, kind: for the report.
        choice: the points; an exception at one of them is a failure unless the point lies outside of the domain.
        ask: returns the function and the gradient at a point.
        seed: of all random numbers.
    """
    visits = tuple(_visit(point, ask, seed) for point in choice.taken)
    visits += tuple(Visit(point, None, Verdict.FAIL, why) for point, why, outside in choice.refused if not outside)
    return Finished(name, kind, _overall(visits), tuple(_explain(visits, choice)), visits)


def _visit(point: Point, ask: Callable[[Float64Array], Question], seed: int) -> Visit:
    try:
        report = _report(ask(point.x), seed)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        verdict = Verdict.INCONCLUSIVE if point.special and isinstance(error, OUTSIDE) else Verdict.FAIL
        return Visit(point, None, verdict, described(error))
    if point.special and _is_vertical(report):
        return Visit(
            point,
            None,
            Verdict.INCONCLUSIVE,
            "the gradient is infinite, and the slope of the function exceeds what can be measured",
        )
    return Visit(point, report, report.verdict)


def _report(question: Question, seed: int) -> GradientReport:
    if question.hessian:
        gradient = cast("ArrayFunction", question.fun)
        return check_hessian(gradient, question.jac, question.x, product=False, names=question.names, rng=seed)
    return check_gradient(question.fun, question.jac, question.x, names=question.names, rng=seed)


def _is_vertical(report: GradientReport) -> bool:
    """Whether all failing entries are infinite where the slope of fun cannot be measured, as for the square root at
    0."""
    with np.errstate(invalid="ignore"):  # infinity times 0
        steep = (
            (np.abs(report.numeric) > STEEP)
            & (report.bound >= np.abs(report.numeric))
            & (report.analytic * report.numeric > 0)
        )
    infinite = np.isinf(report.analytic)
    others = [
        each for each in report.findings if each.verdict is Verdict.FAIL and each.kind is not FindingKind.JAC_NOT_FINITE
    ]
    known = np.isfinite(report.analytic)
    return (
        bool(infinite.any() and (known | infinite & steep).all()) and report.counts[1] == infinite.sum() and not others
    )


def _overall(visits: tuple[Visit, ...]) -> Verdict:
    verdicts = {visit.verdict for visit in visits}
    if Verdict.FAIL in verdicts:
        return Verdict.FAIL
    ordinary = {visit.verdict for visit in visits if not visit.point.special}
    return Verdict.PASS if ordinary <= {Verdict.PASS} and Verdict.PASS in verdicts else Verdict.INCONCLUSIVE


def _explain(visits: tuple[Visit, ...], choice: Choice) -> Iterator[str]:
    """One line for each point, and the table of the first one that fails, or else of the first that is inconclusive."""
    if visits and all(visit.problem == visits[0].problem != "" for visit in visits):
        yield f"at each of {len(visits)} points: {visits[0].headline}"
        return
    yield from (f"at {visit.point.name}: {visit.headline}" for visit in visits)
    undecided = [visit for visit in visits if visit.verdict is Verdict.INCONCLUSIVE]
    if undecided:
        reasons = "; ".join(
            f"{visit.point.name} ({_cut(visit.why)})" if visit.why else visit.point.name for visit in undecided
        )
        yield f"inconclusive at {len(undecided)} of {len(visits)} points: {reasons}"
    yield from (
        f"outside of the domain: {point.name}: {_cut(why)}" for point, why, outside in choice.refused if outside
    )
    order = (Verdict.FAIL, Verdict.INCONCLUSIVE)
    telling = next((v for verdict in order for v in visits if v.verdict is verdict and v.report), None)
    if telling is not None:
        text = str(telling.report).splitlines()[1:]
        yield f"{telling.point.name}:"
        yield from (line for line in text if not line.startswith(("    h =", "  remainder", "  self-test")))


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}..."
