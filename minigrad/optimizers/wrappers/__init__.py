"""Optimizers around another one: clipped gradients, frozen parameters, a scheduled learning rate.

- ``scaled_rate``: The same optimizer with its learning rate multiplied by a factor, whatever it is wrapped in.
- ``clipped``: ``Clipped``: an optimizer whose gradients are scaled down to a maximal norm.
- ``frozen``: ``Frozen``: an optimizer that leaves some parameters where they are.
- ``scheduled``: ``Scheduled``: an optimizer whose learning rate follows a schedule.
"""

from minigrad.optimizers.wrappers.clipped import Clipped as Clipped
from minigrad.optimizers.wrappers.frozen import Frozen as Frozen
from minigrad.optimizers.wrappers.scheduled import Scheduled as Scheduled
from minigrad.optimizers.wrappers.scheduled import ScheduledState as ScheduledState
