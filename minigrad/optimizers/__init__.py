"""How a gradient becomes a step: gradient descent, momentum, Adam, clipping.

- ``base``: What an optimizer is: a rule that turns a point, a gradient and what it remembers into the next point.
- ``adam``: Adam: every coordinate has its own step length.
- ``gradient_descent``: Gradient descent: a step straight downhill, as long as the gradient times the learning rate.
- ``momentum``: Momentum: the point is a ball with velocity, which the gradient pushes and friction slows.
- ``norm``: The length of a vector, for which no square may overflow.
- ``clipped``: Clipping: an optimizer that never sees a gradient longer than a given norm.
- ``taken``: One step of an optimizer, which may be the caller's own.
"""

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
