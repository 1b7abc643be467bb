"""Checks whatever was found in a module, at points of its own choosing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import Float64Array, Shape
from minigrad.checking.check import check_gradient
from minigrad.json_values import JsonObject
from minigrad.checking.report import GradientReport
from minigrad.checking.verdict import Verdict
from minigrad.layers.base import Layer
from minigrad.objectives.base import Objective
from minigrad.testing.contract import ContractError
from minigrad.testing.discovery import Component, Pair, Part
from minigrad.testing.layers import check_layer
from minigrad.testing.objectives import check_objective
from minigrad.testing.optimizers import check_optimizer
from minigrad.testing.points import Point, choose_points, find_shape


@final
@dataclass(frozen=True)
class Visit:
    """The report of one point."""

    point: Point
    report: GradientReport


@final
@dataclass(frozen=True)
class Finished:
    """What became of one function pair or component.

    Attributes:
        name: what it is called in its module.
        kind: "gradient", "layer", "objective" or "optimizer".
        verdict: FAIL if anything fails; PASS if something passes; otherwise INCONCLUSIVE.
        details: lines that explain.
        visits: for gradients, the report of each point.
    """

    name: str
    kind: str
    verdict: Verdict
    details: tuple[str, ...]
    visits: tuple[Visit, ...] = ()

    @override
    def __str__(self) -> str:
        return "\n".join([f"{self.verdict.name:12} {self.kind} {self.name}", *(f"    {line}" for line in self.details)])

    def to_dict(self) -> JsonObject:
        """The result as JSON."""
        return {
            "name": self.name,
            "kind": self.kind,
            "verdict": self.verdict.value,
            "details": list(self.details),
            "points": [{"name": v.point.name, "x": v.point.x.tolist(), **_short(v.report)} for v in self.visits],
        }


def _short(report: GradientReport) -> JsonObject:
    return {
        "verdict": report.verdict.value,
        "max_relative_error": report.max_relative_error,
        "evaluations": report.evaluations,
        "counts": list(report.counts),
        "findings": [finding.to_dict() for finding in report.findings],
        "cause": report.cause.to_dict() if report.cause else None,
    }


def audit(item: Pair | Component, *, shape: Shape | None = None, x: Float64Array | None = None, seed: int = 0) -> Finished:
    """Check one thing.

    Args:
        item: what was found.
        shape: of the argument of a function; tried out by default.
        x: the point to look at, instead of several.
        seed: for everything random.
    """
    return audit_pair(item, shape, x, seed) if isinstance(item, Pair) else _audit_component(item)


def audit_pair(pair: Pair, shape: Shape | None, x: Float64Array | None, seed: int) -> Finished:
    """Check a function pair at several points."""
    rng = np.random.default_rng(seed)
    if x is not None:
        points = [Point("given", x, special=False)]
    else:
        taken = shape if shape is not None else find_shape(pair.fun, pair.jac)
        points = choose_points(pair.fun, taken, rng) if taken is not None else []
    if not points:
        return Finished(pair.name, "gradient", Verdict.INCONCLUSIVE, ("no argument was found that it takes; pass --shape",))
    visits = tuple(Visit(point, check_gradient(pair.fun, pair.jac, point.x, rng=seed)) for point in points)
    return Finished(pair.name, "gradient", _overall(visits), tuple(_explain(visits)), visits)


def _overall(visits: tuple[Visit, ...]) -> Verdict:
    verdicts = {visit.report.verdict for visit in visits}
    if Verdict.FAIL in verdicts:
        return Verdict.FAIL
    ordinary = {visit.report.verdict for visit in visits if not visit.point.special}
    return Verdict.PASS if ordinary <= {Verdict.PASS} and Verdict.PASS in verdicts else Verdict.INCONCLUSIVE


def _explain(visits: tuple[Visit, ...]) -> list[str]:
    """One line for each point, and the table of the first one that fails, or else of the first that is inconclusive."""
    shown = {visit.point.name: str(visit.report).splitlines() for visit in visits}
    lines = [f"at {name}: {text[0]}" for name, text in shown.items()]
    order = (Verdict.FAIL, Verdict.INCONCLUSIVE)
    telling = next((v for verdict in order for v in visits if v.report.verdict is verdict), None)
    if telling is not None:
        text = shown[telling.point.name][1:]
        lines += [f"{telling.point.name}:", *(line for line in text if not line.startswith(("    h =", "  remainder", "  self-test")))]
    return lines


def _audit_component(component: Component) -> Finished:
    part = component.part
    if part is None:
        return Finished(component.name, "component", Verdict.INCONCLUSIVE, (component.problem,))
    kind = "layer" if isinstance(part, Layer) else "objective" if isinstance(part, Objective) else "optimizer"
    try:
        _check(part)
    except ContractError as error:
        return Finished(component.name, kind, Verdict.FAIL, tuple(str(error).splitlines()[1:]))
    return Finished(component.name, kind, Verdict.PASS, ())


def _check(part: Part) -> None:
    if isinstance(part, Layer):
        check_layer(part)
    elif isinstance(part, Objective):
        check_objective(part)
    else:
        check_optimizer(part)
