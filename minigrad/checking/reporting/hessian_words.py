"""A report on a Hessian calls the two functions by their own names: it is hess that is compared with slopes of jac."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from minigrad.checking.contracts.findings import Finding, FindingKind
from minigrad.checking.reporting.report import GradientReport

CALLED: Final = {"fun": "jac", "jac": "hess"}
"""What the function and its derivative are called where the function is a gradient."""


def in_hessian_words(report: GradientReport) -> GradientReport:
    """The report of a check of ``jac`` as a derivative of ``fun``, where these are a Hessian and a gradient."""
    return replace(
        report,
        findings=tuple(map(_renamed, report.findings)),
        worst=tuple(replace(entry, reason=_in_words(entry.reason)) for entry in report.worst),
    )


def _renamed(finding: Finding) -> Finding:
    if finding.kind is FindingKind.GRADIENT_IS_WRONG or finding.kind.value.split()[0] not in CALLED:
        return finding
    return replace(finding, message=_in_words(finding.message), renamed=_in_words(finding.kind.value))


def _in_words(text: str) -> str:
    """
    >>> _in_words("jac reads what fun left behind")
    'hess reads what jac left behind'
    """
    return re.sub(r"\b(fun|jac)\b", lambda found: CALLED[found[0]], text)
