"""Rules for the next point: :class:`Optimizer` and the classical ones, each a few lines that read like its paper."""

from minigrad.optimizers.adam import Adam as Adam
from minigrad.optimizers.adam import AdamState as AdamState
from minigrad.optimizers.base import NoState as NoState
from minigrad.optimizers.base import Optimizer as Optimizer
from minigrad.optimizers.base import StateValue as StateValue
from minigrad.optimizers.base import matched as matched
from minigrad.optimizers.clipped import Clipped as Clipped
from minigrad.optimizers.gradient_descent import GradientDescent as GradientDescent
from minigrad.optimizers.momentum import Momentum as Momentum
from minigrad.optimizers.momentum import MomentumState as MomentumState
