"""``WarmUp``: the learning rate rises along a straight line before another schedule begins."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import final

from typing_extensions import override

from minigrad.arguments import require_count, require_instance
from minigrad.optimizers.schedules.base import Schedule


@final
@dataclass(frozen=True)
class WarmUp(Schedule):
    """factor = (step + 1) / (steps + 1) in the first ``steps`` steps; then ``schedule`` begins, at its step 0.

    The first steps, from random weights, are short, and none has length 0. During the rise the factor is multiplied by
    ``schedule.factor(0)``, which is 1 for most schedules.

    Args:
        schedule: what follows; by default the full learning rate.
        steps: how many steps the rise takes.

    Raises:
        TypeError, ValueError: a field is not in its range.

    >>> [WarmUp(steps=3).factor(step) for step in (0, 1, 2, 3, 100)]
    [0.25, 0.5, 0.75, 1.0, 1.0]
    >>> from minigrad.optimizers import LinearDecay
    >>> [WarmUp(LinearDecay(100), steps=3).factor(step) for step in (2, 3, 53, 103)]
    [0.75, 1.0, 0.5, 0.0]

    Source: Goyal and others (2017), Accurate, large minibatch SGD: training ImageNet in 1 hour, section 2.2.
    """

    schedule: Schedule | None = None
    _: KW_ONLY
    steps: int

    def __post_init__(self) -> None:
        if self.schedule is not None:
            require_instance("schedule", self.schedule, Schedule)
        object.__setattr__(self, "steps", require_count("steps", self.steps))

    @override
    def factor(self, step: int) -> float:
        full = 1.0 if self.schedule is None else self.schedule.factor(max(step - self.steps, 0))
        return full * min((step + 1) / (self.steps + 1), 1.0)
