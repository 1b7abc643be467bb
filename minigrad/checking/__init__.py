"""Gradient verification: a three-way verdict with reasons, not a number to compare with a tolerance."""

from minigrad.checking.check import check_gradient as check_gradient
from minigrad.checking.coordinate import Coordinate as Coordinate
from minigrad.checking.findings import Finding as Finding
from minigrad.checking.findings import FindingKind as FindingKind
from minigrad.checking.report import GradientCheckError as GradientCheckError
from minigrad.checking.report import GradientReport as GradientReport
from minigrad.checking.verdict import Verdict as Verdict
