"""Gradient verification: a three-way verdict with reasons, not a number to compare with a tolerance."""

from minigrad.checking.budget import CostWarning as CostWarning
from minigrad.checking.budget import Forecast as Forecast
from minigrad.checking.budget import forecast_check as forecast_check
from minigrad.checking.causes import Cause as Cause
from minigrad.checking.check import check_gradient as check_gradient
from minigrad.checking.components import verify_layer as verify_layer
from minigrad.checking.components import verify_objective as verify_objective
from minigrad.checking.coordinate import Coordinate as Coordinate
from minigrad.checking.findings import Finding as Finding
from minigrad.checking.findings import FindingKind as FindingKind
from minigrad.checking.order import OrderEvidence as OrderEvidence
from minigrad.checking.report import GradientCheckError as GradientCheckError
from minigrad.checking.report import GradientReport as GradientReport
from minigrad.checking.screened_block import ScreenedBlock as ScreenedBlock
from minigrad.checking.self_test import SelfTest as SelfTest
from minigrad.checking.spot_check import spot_check as spot_check
from minigrad.checking.verdict import Verdict as Verdict
