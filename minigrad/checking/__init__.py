"""Gradient verification: a three-way verdict with reasons, not a number to compare with a tolerance."""

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
