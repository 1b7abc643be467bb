"""How a gradient becomes a step: from gradient descent to AdamW and LBFGS, with schedules and clipping.

- ``method``: The abstract ``Method``: a rule for the next point that asks for values and gradients itself.
- ``base``: The abstract ``Optimizer``: a rule for the next point, from a point, a gradient and a state.
- ``gradient_descent``: ``GradientDescent``: a step against the gradient, scaled by the learning rate.
- ``momentum``: ``Momentum``: a step along a running sum of past gradients (Polyak's heavy ball).
- ``nesterov``: ``Nesterov``: momentum whose gradient is taken where the velocity leads.
- ``root_mean_square``: The step of rules that divide a gradient by the root of a sum or mean of its squares.
- ``adagrad``: ``AdaGrad``: a step length for each coordinate, from the sum of its squared gradients so far.
- ``rmsprop``: ``RMSprop``: a step length for each coordinate, from a running mean of its squared gradients.
- ``adam``: ``Adam``: step lengths for each coordinate, from running means of the gradient and of its square.
- ``adamw``: ``AdamW``: Adam with weight decay that does not go through its running means.
- ``norm``: The Euclidean norm of a vector, without overflow.
- ``schedules/``: How a learning rate changes from step to step: steps, exponential, cosine, linear, one cycle, warm-up.
- ``wrappers/``: Optimizers around another one: clipped gradients, frozen parameters, a scheduled learning rate.
- ``lbfgs/``: ``LBFGS``: steps along a direction from the last changes of the gradient, with a line search.
- ``optimizer_step``: One step of an optimizer or method that may be the caller's own, with a check of what it returns.
"""

from minigrad.optimizers.adagrad import AdaGrad as AdaGrad
from minigrad.optimizers.adagrad import AdaGradState as AdaGradState
from minigrad.optimizers.adam import Adam as Adam
from minigrad.optimizers.adam import AdamState as AdamState
from minigrad.optimizers.adamw import AdamW as AdamW
from minigrad.optimizers.base import NoState as NoState
from minigrad.optimizers.base import Optimizer as Optimizer
from minigrad.optimizers.base import StateValue as StateValue
from minigrad.optimizers.base import matched as matched
from minigrad.optimizers.gradient_descent import GradientDescent as GradientDescent
from minigrad.optimizers.lbfgs import LBFGS as LBFGS
from minigrad.optimizers.lbfgs import LBFGSState as LBFGSState
from minigrad.optimizers.method import Method as Method
from minigrad.optimizers.method import ValueAndGradient as ValueAndGradient
from minigrad.optimizers.momentum import Momentum as Momentum
from minigrad.optimizers.momentum import MomentumState as MomentumState
from minigrad.optimizers.nesterov import Nesterov as Nesterov
from minigrad.optimizers.nesterov import NesterovState as NesterovState
from minigrad.optimizers.rmsprop import RMSprop as RMSprop
from minigrad.optimizers.rmsprop import RMSpropState as RMSpropState
from minigrad.optimizers.schedules import CosineDecay as CosineDecay
from minigrad.optimizers.schedules import ExponentialDecay as ExponentialDecay
from minigrad.optimizers.schedules import LinearDecay as LinearDecay
from minigrad.optimizers.schedules import OneCycle as OneCycle
from minigrad.optimizers.schedules import Schedule as Schedule
from minigrad.optimizers.schedules import StepDecay as StepDecay
from minigrad.optimizers.schedules import WarmUp as WarmUp
from minigrad.optimizers.wrappers import Clipped as Clipped
from minigrad.optimizers.wrappers import Frozen as Frozen
from minigrad.optimizers.wrappers import Scheduled as Scheduled
from minigrad.optimizers.wrappers import ScheduledState as ScheduledState
