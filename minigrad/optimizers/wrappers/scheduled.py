"""``Scheduled``: an optimizer whose learning rate follows a schedule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, NamedTuple, final

from typing_extensions import override

from minigrad.arguments import require_instance, require_non_negative
from minigrad.arrays import FloatArray
from minigrad.optimizers.base import Optimizer, State
from minigrad.optimizers.schedules.base import Schedule
from minigrad.optimizers.wrappers.scaled_rate import scaled_rate, with_field
from minigrad.quantities import named


class ScheduledState(NamedTuple, Generic[State]):
    """The number of steps taken, and the state of the optimizer."""

    steps: int
    """How many steps have been taken; the schedule is asked for its factor at this number."""
    own: State
    """The state of the optimizer whose learning rate is scheduled."""


@final
@dataclass(frozen=True)
class Scheduled(Optimizer[ScheduledState[State]]):
    """``optimizer`` with the learning rate ``schedule.factor(steps) * learning_rate``, where steps counts from 0.

    A step is one batch: an epoch has ceil(samples / batch_size). What wraps the optimizer may come first or last:
    ``Scheduled(Clipped(Adam(), max_norm=1.0), CosineDecay(1000))`` takes the steps of
    ``Clipped(Scheduled(Adam(), CosineDecay(1000)), max_norm=1.0)``.

    Args:
        optimizer: one with a field ``learning_rate``, or a wrapper around one; or one with a method
            ``with_scaled_rate(factor)``, which returns the same optimizer with another learning rate.
        schedule: the factor for each step, such as :class:`~minigrad.CosineDecay`.

    Raises:
        TypeError: an argument is not of its class, or ``optimizer`` has no learning rate.
        ValueError: raised by ``step`` if the schedule returns a negative factor, or one that is not finite.

    >>> import numpy as np
    >>> from minigrad.optimizers import GradientDescent, StepDecay
    >>> rule, theta = Scheduled(GradientDescent(learning_rate=1.0), StepDecay(every=2, rate=0.1)), np.zeros(1)
    >>> state = rule.init(theta)
    >>> for _ in range(3):
    ...     theta, state = rule.step(theta, np.array([-1.0]), state)
    ...     print(theta.round(12), state.steps)
    [1.] 1
    [2.] 2
    [2.1] 3
    """

    optimizer: Optimizer[State]
    schedule: Schedule

    def __post_init__(self) -> None:
        require_instance("optimizer", self.optimizer, Optimizer)
        require_instance("schedule", self.schedule, Schedule)
        scaled_rate(self.optimizer, 1.0)  # raises where there is no learning rate

    @override
    def init(self, theta: FloatArray) -> ScheduledState[State]:
        return ScheduledState(0, self.optimizer.init(theta))

    @override
    def step(
        self, theta: FloatArray, gradient: FloatArray, state: ScheduledState[State]
    ) -> tuple[FloatArray, ScheduledState[State]]:
        require_instance("state", state, ScheduledState)
        factor = self.schedule.factor(state.steps)
        if not (type(factor) is float and 0.0 <= factor < float("inf")):
            factor = require_non_negative(f"{named(self.schedule)}.factor({state.steps})", factor)
        following, own = scaled_rate(self.optimizer, factor).step(theta, gradient, state.own)
        return following, ScheduledState(state.steps + 1, own)

    def with_scaled_rate(self, factor: float) -> Scheduled[State]:
        """With the learning rate of ``optimizer`` multiplied by ``factor`` too."""
        return with_field(self, "optimizer", scaled_rate(self.optimizer, factor))
