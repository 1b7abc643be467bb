"""Whether a claimed gradient is the derivative of a function: PASS, FAIL or INCONCLUSIVE, with reasons.

- ``names``: What the entries of a gradient are called, and the arrays that they belong to.
- ``check_settings``: The numbers of a check, with their units and meanings.
- ``verdict``: PASS, FAIL or INCONCLUSIVE: what an interval for the slope says about a claimed slope.
- ``cost``: ``forecast_check``: what a check will cost, and how far a given budget goes.
- ``contracts/``: What fun and jac do besides computing: writing into arguments, keeping state, returning aliases.
- ``question``: A claimed gradient beside the function that it should be the gradient of.
- ``quick_look``: Four values for each coordinate, which suffice where f is smooth and the claim right.
- ``measure``: The slope on each line as precisely as the verdict needs and the budget allows.
- ``measure_by``: The slopes that a differentiator of the caller's choice estimates.
- ``explaining/``: Why a gradient is wrong: likely mistakes, the Taylor remainder, and a self-test of the check.
- ``evidence``: Everything that was found out about a claimed gradient.
- ``examine``: One check from beginning to end: contracts, slopes, and what there is to say.
- ``reporting/``: The report: entries with reasons, the verdict, and how both are printed.
- ``screening/``: Finding the wrong entries among millions, along random directions.
- ``check``: ``check_gradient``: whether a gradient is the derivative of a function.
- ``components``: ``verify_layer`` and ``verify_objective``: the same verdict for a single layer or objective.
"""

from minigrad.checking.check import check_gradient as check_gradient
from minigrad.checking.components import verify_layer as verify_layer
from minigrad.checking.components import verify_objective as verify_objective
from minigrad.checking.contracts.findings import Finding as Finding
from minigrad.checking.contracts.findings import FindingKind as FindingKind
from minigrad.checking.cost import CostWarning as CostWarning
from minigrad.checking.cost import Forecast as Forecast
from minigrad.checking.cost import forecast_check as forecast_check
from minigrad.checking.explaining.causes import Cause as Cause
from minigrad.checking.explaining.self_test import SelfTest as SelfTest
from minigrad.checking.explaining.taylor_remainder import OrderEvidence as OrderEvidence
from minigrad.checking.reporting.entries import Coordinate as Coordinate
from minigrad.checking.reporting.report import GradientCheckError as GradientCheckError
from minigrad.checking.reporting.report import GradientReport as GradientReport
from minigrad.checking.screening.screened_block import ScreenedBlock as ScreenedBlock
from minigrad.checking.screening.spot_check import spot_check as spot_check
from minigrad.checking.verdict import Verdict as Verdict
