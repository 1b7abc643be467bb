"""Checks layers, objectives, optimizers and differentiators by their contract suites."""

from __future__ import annotations

from minigrad.checking.rules.verdict import Verdict
from minigrad.layers.base import Layer
from minigrad.objectives.base import Objective
from minigrad.optimizers.method import Method
from minigrad.testing.audit.audit_results import Finished
from minigrad.testing.clauses.contract_result import ContractResult
from minigrad.testing.contract import ContractError
from minigrad.testing.differentiators import check_differentiator
from minigrad.testing.discovery.items import Component, Part
from minigrad.testing.discovery.user_errors import described
from minigrad.testing.layers import check_layer
from minigrad.testing.objectives import check_objective
from minigrad.testing.optimizers import check_optimizer


def audit_component(component: Component) -> Finished:
    """Check one component; an exception in it is a failure."""
    part = component.part
    kind = _kind(part)
    try:
        result = _check(part)
    except ContractError as error:
        return Finished(component.name, kind, Verdict.FAIL, tuple(str(error).splitlines()[1:]))
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return Finished(component.name, kind, Verdict.FAIL, (described(error),))
    return Finished(component.name, kind, Verdict.PASS, tuple(f"not run: {text}" for text in result.not_run))


def _kind(part: Part) -> str:
    if isinstance(part, Layer):
        return "layer"
    return "objective" if isinstance(part, Objective) else "optimizer" if isinstance(part, Method) else "differentiator"


def _check(part: Part) -> ContractResult:
    if isinstance(part, Layer):
        return check_layer(part)
    if isinstance(part, Objective):
        return check_objective(part)
    return check_optimizer(part) if isinstance(part, Method) else check_differentiator(part)
