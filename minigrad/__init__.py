"""Gradients that are right: numerical differentiation, gradient verification and small networks in typed numpy."""

from minigrad.differentiators import BackwardDifference as BackwardDifference
from minigrad.differentiators import CentralDifference as CentralDifference
from minigrad.differentiators import Differentiator as Differentiator
from minigrad.differentiators import Estimate as Estimate
from minigrad.differentiators import ForwardDifference as ForwardDifference
from minigrad.differentiators import Probe as Probe
from minigrad.differentiators import Status as Status
from minigrad.differentiators import Stencil as Stencil
