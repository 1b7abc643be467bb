"""Gradients that are right: numerical differentiation, gradient verification and small networks in typed numpy."""

from minigrad.checking import Coordinate as Coordinate
from minigrad.checking import Finding as Finding
from minigrad.checking import FindingKind as FindingKind
from minigrad.checking import GradientCheckError as GradientCheckError
from minigrad.checking import GradientReport as GradientReport
from minigrad.checking import Verdict as Verdict
from minigrad.checking import check_gradient as check_gradient
from minigrad.differentiators import BackwardDifference as BackwardDifference
from minigrad.differentiators import CentralDifference as CentralDifference
from minigrad.differentiators import Differentiator as Differentiator
from minigrad.differentiators import Estimate as Estimate
from minigrad.differentiators import ForwardDifference as ForwardDifference
from minigrad.differentiators import Probe as Probe
from minigrad.differentiators import Status as Status
from minigrad.differentiators import Stencil as Stencil
