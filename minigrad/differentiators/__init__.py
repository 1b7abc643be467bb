"""Numerical differentiation: derivatives of functions that are only known by their values."""

from minigrad.differentiators.adaptive import AdaptiveDifference as AdaptiveDifference
from minigrad.differentiators.base import Differentiator as Differentiator
from minigrad.differentiators.complex.complex_step import ComplexStep as ComplexStep
from minigrad.differentiators.estimate import Estimate as Estimate
from minigrad.differentiators.estimate import Status as Status
from minigrad.differentiators.fixed.difference import BackwardDifference as BackwardDifference
from minigrad.differentiators.fixed.difference import CentralDifference as CentralDifference
from minigrad.differentiators.fixed.difference import ForwardDifference as ForwardDifference
from minigrad.differentiators.richardson import Richardson as Richardson
from minigrad.differentiators.robust.robust_difference import RobustDifference as RobustDifference
from minigrad.differentiators.stencil import Stencil as Stencil
from minigrad.probes.lines import Geometry as Geometry
from minigrad.probes.probe import Probe as Probe
from minigrad.probes.problems import Bounds as Bounds
from minigrad.probes.processes import Processes as Processes
from minigrad.probes.workers import Workers as Workers
