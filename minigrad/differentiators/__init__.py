"""How a derivative is estimated from values of a function, with a bound on its error.

- ``estimate``: ``Estimate``: the derivative, a bound on its error, and its cost.
- ``hessian``: Second derivatives of f from second derivatives along lines.
- ``ignored_argument``: Warns of a function that ignores its argument.
- ``base``: The abstract ``Differentiator``: one method to write, from which every kind of derivative follows.
- ``robust/``: Slopes of functions with noise, kinks, jumps and steps, from a ladder of steps and Lepski's rule.
- ``stencil``: ``Stencil``: a finite-difference formula as data: offsets and weights.
- ``adaptive/``: Derivatives with error bounds, with steps that adapt to the scale and the noise of f.
- ``complex/``: Derivatives from complex steps, confirmed by a comparison with real ones.
- ``fixed/``: Forward, backward and central differences with a step chosen in advance.
- ``richardson``: Richardson's extrapolation of a fixed finite difference at several steps.
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
from minigrad.differentiators.robust.robust_difference import RobustDifference as RobustDifference
from minigrad.differentiators.stencil import Stencil as Stencil
from minigrad.probes.lines import Geometry as Geometry
from minigrad.probes.probe import Probe as Probe
from minigrad.probes.problems import Bounds as Bounds
from minigrad.probes.processes import Processes as Processes
from minigrad.probes.workers import Workers as Workers
