"""Numerical differentiation: derivatives of functions that are only known by their values."""

from minigrad.differentiators.adaptive import AdaptiveDifference as AdaptiveDifference
from minigrad.differentiators.base import Differentiator as Differentiator
from minigrad.differentiators.complex_step import ComplexStep as ComplexStep
from minigrad.differentiators.difference import BackwardDifference as BackwardDifference
from minigrad.differentiators.difference import CentralDifference as CentralDifference
from minigrad.differentiators.difference import ForwardDifference as ForwardDifference
from minigrad.differentiators.estimate import Estimate as Estimate
from minigrad.differentiators.estimate import Status as Status
from minigrad.differentiators.lines import Geometry as Geometry
from minigrad.differentiators.probe import Probe as Probe
from minigrad.differentiators.problems import Bounds as Bounds
from minigrad.differentiators.processes import Processes as Processes
from minigrad.differentiators.richardson import Richardson as Richardson
from minigrad.differentiators.stencil import Stencil as Stencil
from minigrad.differentiators.workers import Workers as Workers
