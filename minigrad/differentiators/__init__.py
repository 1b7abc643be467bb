"""Numerical differentiation: derivatives of functions that are only known by their values.

- stencil: a finite-difference formula as data.
- estimate: what a differentiator returns: derivative, error bound, step, status, cost.
- base: the abstract differentiator, from which every kind of derivative follows.
- pair_lines: lines along which two coordinates move.
- hessian: second derivatives from second derivatives along lines.
- captured_array: finds the array that a function uses in place of its argument.
- ignored_argument: warns of a function that does so.
- fixed: forward, backward and central differences with a fixed step.
- richardson: extrapolation of any of these.
- adaptive: finds the scale of f by itself.
- complex: complex steps, and whether they suit f.
- robust: the careful look that checks are made of.
"""

from minigrad.differentiators.adaptive import AdaptiveDifference as AdaptiveDifference
from minigrad.differentiators.base import Differentiator as Differentiator
from minigrad.differentiators.complex.complex_step import ComplexStep as ComplexStep
from minigrad.differentiators.estimate import Estimate as Estimate
from minigrad.differentiators.estimate import Status as Status
from minigrad.differentiators.fixed.difference import BackwardDifference as BackwardDifference
from minigrad.differentiators.fixed.difference import CentralDifference as CentralDifference
from minigrad.differentiators.fixed.difference import ForwardDifference as ForwardDifference
from minigrad.differentiators.richardson import Richardson as Richardson
from minigrad.differentiators.stencil import Stencil as Stencil
from minigrad.probes.geometry import Geometry as Geometry
from minigrad.probes.origin import Bounds as Bounds
from minigrad.probes.probe import Probe as Probe
from minigrad.probes.workers.processes import Processes as Processes
from minigrad.probes.workers.worker_types import Workers as Workers
