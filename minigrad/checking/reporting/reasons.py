"""Why an entry got its verdict, in one sentence."""

from __future__ import annotations

from math import isnan, log10

from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.verdict import Verdict
from minigrad.differentiators.estimate import Status
from minigrad.differentiators.robust.robust_settings import ROBUST


def reason_for(
    verdict: Verdict,
    status: Status,
    analytic: float,
    numeric: float,
    bound: float,
    noise: float,
    sides: tuple[float, float],
) -> str:
    """Why an entry got its verdict, in one sentence."""
    match status:
        case Status.CONVERGED | Status.LIMITED_BY_NOISE | Status.ONE_SIDED:
            where = ", taken on the one side on which fun exists" if status is Status.ONE_SIDED else ""
            return _compared(verdict, analytic, numeric, bound, noise) + where
        case Status.KINK:
            left, right = sides
            if isnan(left) or isnan(right):
                return "kink: the slopes on the two sides of x differ, so it has no slope here"
            return (
                f"kink: the slope is {left:.6g} on the left and {right:.6g} on the right; "
                f"{placed(analytic, left, right)}"
            )
        case Status.JUMP:
            return "jump: fun does not settle down as x is approached, so it has no slope here"
        case Status.QUANTISED if verdict is Verdict.INCONCLUSIVE:
            return "quantised: fun is constant over several steps and then changes by a jump"
        case Status.QUANTISED:
            return _compared(verdict, analytic, numeric, bound, noise)
        case Status.STEP_LOST:
            return "not resolved: the step vanished in rounding, x + h == x"
        case Status.NOT_RESOLVED if isnan(analytic):
            return "not compared: jac gave no number for it"
        case Status.NOT_RESOLVED:
            return "not resolved: fun has too few finite values around x, or too rough ones"
        case Status.UNCHECKED:
            return "not checked: the budget was used up"


def placed(analytic: float, left: float, right: float) -> str:
    """Where a claimed slope lies at a kink; the slopes of the two sides are known to about six digits.

    >>> placed(1.0, -1.0, 0.99999999999)
    'the analytic value is the one on the right'
    """
    slack = ROBUST.kink.side * max(abs(left), abs(right))
    for side, slope in (("left", left), ("right", right)):
        if abs(analytic - slope) <= slack:
            return f"the analytic value is the one on the {side}"
    inside = min(left, right) < analytic < max(left, right)
    return f"the analytic value lies {'between them' if inside else 'outside of them'}"


def _compared(verdict: Verdict, analytic: float, numeric: float, bound: float, noise: float) -> str:
    match verdict:
        case Verdict.PASS:
            return f"agrees to {digits(analytic, numeric, bound)}"
        case Verdict.FAIL:
            if isnan(analytic):
                return "is not a number"
            return f"differs by {abs(analytic - numeric):.2g}, where the numeric value is known to {bound:.1g}"
        case Verdict.INCONCLUSIVE:
            if numeric == 0.0 and abs(analytic) <= bound:
                return f"not resolved: fun does not move; its rounding hides slopes of up to {bound:.1g}"
            if abs(analytic - numeric) > CHECK.inside * bound:
                return (
                    f"differs by {abs(analytic - numeric):.2g}, which is more than the {bound:.1g} that the numeric "
                    "value is known to, but not by enough to refute it at shorter steps too"
                )
            return f"not resolved: fun has noise of about {noise:.1g}, which leaves the slope uncertain by {bound:.1g}"


def digits(analytic: float, numeric: float, bound: float) -> str:
    """How well two values agree, in digits that the bound allows to count.

    >>> digits(0.25, 0.2500000001, 1e-9)
    '8 digits'
    >>> digits(0.0, 1e-13, 1e-12)
    'zero within 1e-12'
    """
    size = max(abs(analytic), abs(numeric))
    uncertain = max(bound, abs(analytic - numeric))
    if size <= CHECK.zero_errors * uncertain or size == 0.0:
        return f"zero within {uncertain:.1g}"
    return f"{min(15, int(log10(size / max(uncertain, 5e-324))))} digits"
