"""How a learning rate changes from step to step: steps, exponential, cosine, linear, one cycle, warm-up.

- ``base``: The abstract ``Schedule``: the factor that multiplies the learning rate at each step.
- ``step_decay``: ``StepDecay``: the learning rate is multiplied by a number after every so many steps.
- ``exponential_decay``: ``ExponentialDecay``: the learning rate falls by the same fraction at every step.
- ``cosine_decay``: ``CosineDecay``: the learning rate falls along half a cosine.
- ``linear_decay``: ``LinearDecay``: the learning rate falls along a straight line.
- ``one_cycle``: ``OneCycle``: the learning rate rises to its full value and falls far below where it began.
- ``warm_up``: ``WarmUp``: the learning rate rises along a straight line before another schedule begins.
"""

from minigrad.optimizers.schedules.base import Schedule as Schedule
from minigrad.optimizers.schedules.cosine_decay import CosineDecay as CosineDecay
from minigrad.optimizers.schedules.exponential_decay import ExponentialDecay as ExponentialDecay
from minigrad.optimizers.schedules.linear_decay import LinearDecay as LinearDecay
from minigrad.optimizers.schedules.one_cycle import OneCycle as OneCycle
from minigrad.optimizers.schedules.step_decay import StepDecay as StepDecay
from minigrad.optimizers.schedules.warm_up import WarmUp as WarmUp
