"""The triangle of a layer: values of forward, its pullback, and that it is linear in the cotangent.

The derivative of a sum of c * outputs is compared with the pullback for one random c. That this holds for every c
follows if the pullback is linear in c, which costs seven calls of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from minigrad.arrays import Float64Array, FloatArray, Shape
from minigrad.checking.adjoints.linear_map import LinearMap
from minigrad.checking.adjoints.linearity import observe
from minigrad.checking.adjoints.remarks import Remarks
from minigrad.checking.adjoints.space import Space
from minigrad.checking.reporting.assemble import worst_of
from minigrad.checking.reporting.report import GradientReport

LINEAR = "compared: slopes of the values of forward with the pullback for a random d_outputs, in which it is linear"
OTHERWISE = "compared: slopes of the values of forward with the pullback for a random d_outputs"


def with_pullback(
    report: GradientReport,
    pulled: Callable[[Float64Array], FloatArray],
    shapes: tuple[Shape, Shape],
    rng: np.random.Generator,
) -> GradientReport:
    """The report with a note on what was compared, and findings where the pullback is not linear.

    Args:
        report: on the derivative for one cotangent.
        pulled: from d_outputs to all derivatives in one vector.
        shapes: of d_outputs, and of that vector.
        rng: for cotangents.
    """
    remarks = Remarks()
    spaces = Space("d_outputs", shapes[0], "d"), Space("x", shapes[1], "d")
    with np.errstate(all="ignore"):  # what is not finite is a finding
        observe(LinearMap("pullback", pulled, *spaces, remarks), rng, remarks)
    found = remarks.findings
    return replace(
        report,
        verdict=worst_of([report.verdict, *(finding.verdict for finding in found)]),
        findings=(*report.findings, *found),
        notes=(*report.notes, OTHERWISE if found else LINEAR),
    )
