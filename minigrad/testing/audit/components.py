"""Checks minigrad's own kinds of parts by their contract suites."""

from __future__ import annotations

from minigrad.checking.verdict import Verdict
from minigrad.layers.base import Layer
from minigrad.objectives.base import Objective
from minigrad.optimizers.base import Optimizer
from minigrad.testing.audit.results import Finished
from minigrad.testing.contract import ContractError
from minigrad.testing.differentiators import check_differentiator
from minigrad.testing.discovery.items import Component, Part
from minigrad.testing.discovery.mistakes import described
from minigrad.testing.layers import check_layer
from minigrad.testing.objectives import check_objective
from minigrad.testing.optimizers import check_optimizer


def audit_component(component: Component) -> Finished:
    """Check one part; an exception in it is a failure."""
    part = component.part
    kind = _kind(part)
    try:
        _check(part)
    except ContractError as error:
        return Finished(component.name, kind, Verdict.FAIL, tuple(str(error).splitlines()[1:]))
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return Finished(component.name, kind, Verdict.FAIL, (described(error),))
    return Finished(component.name, kind, Verdict.PASS, ())


def _kind(part: Part) -> str:
    if isinstance(part, Layer):
        return "layer"
    return "objective" if isinstance(part, Objective) else "optimizer" if isinstance(part, Optimizer) else "differentiator"


def _check(part: Part) -> None:
    if isinstance(part, Layer):
        check_layer(part)
    elif isinstance(part, Objective):
        check_objective(part)
    elif isinstance(part, Optimizer):
        check_optimizer(part)
    else:
        check_differentiator(part)
