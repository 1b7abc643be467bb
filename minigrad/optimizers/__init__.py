"""How a gradient becomes a step: gradient descent, momentum, Adam, clipping.

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
- ``clipped``: ``Clipped``: an optimizer whose gradients are scaled down to a maximal norm.
- ``optimizer_step``: One step of an optimizer that may be the caller's own, with a check of what it returns.
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
from minigrad.optimizers.clipped import Clipped as Clipped
from minigrad.optimizers.gradient_descent import GradientDescent as GradientDescent
from minigrad.optimizers.momentum import Momentum as Momentum
from minigrad.optimizers.momentum import MomentumState as MomentumState
from minigrad.optimizers.nesterov import Nesterov as Nesterov
from minigrad.optimizers.nesterov import NesterovState as NesterovState
from minigrad.optimizers.rmsprop import RMSprop as RMSprop
from minigrad.optimizers.rmsprop import RMSpropState as RMSpropState
