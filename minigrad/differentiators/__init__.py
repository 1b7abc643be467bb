"""How a derivative is estimated from values of a function, with a bound on its error.

- ``stencil``: A finite-difference formula as data.
- ``estimate``: What a differentiator returns: derivative, error bound, step, status, cost.
- ``kinds/``: The kinds of derivatives that follow from one method for functions of one variable.
- ``base``: The abstract differentiator, from which every kind of derivative follows.
- ``pair_lines``: Lines along which two coordinates move.
- ``hessian``: Second derivatives from second derivatives along lines.
- ``captured_array``: Finds the array that a function uses in place of its argument.
- ``ignored_argument``: Warns of a function that does so.
- ``fixed/``: Forward, backward and central differences with a step chosen in advance.
- ``sparse/``: Sparse Jacobians: a check that a function depends on nothing that the pattern leaves out, and the result.
- ``richardson``: Extrapolation of any of these.
- ``high_orders/``: Derivatives of third and higher order, from series in windows around x.
- ``adaptive/``: Derivatives with error bounds, by a method that adapts its steps to the function.
- ``complex/``: Derivatives from complex steps, confirmed by a comparison with real ones.
- ``robust/``: Slopes of functions with noise, kinks, jumps and steps, from a ladder of steps and Lepski's rule.
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
from minigrad.probes.geometry import Geometry as Geometry
from minigrad.probes.origin import Bounds as Bounds
from minigrad.probes.probe import Probe as Probe
from minigrad.probes.workers.processes import Processes as Processes
from minigrad.probes.workers.worker_types import Workers as Workers
