"""``StepDecay``: the learning rate is multiplied by a number after every so many steps."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import final

from typing_extensions import override

from minigrad.arguments import require_count, require_positive
from minigrad.optimizers.schedules.base import Schedule


@final
@dataclass(frozen=True)
class StepDecay(Schedule):
    """factor = rate^(step // every). PyTorch's ``StepLR``.

    Args:
        every: after how many steps the learning rate changes.
        rate: positive; what it is multiplied by then.

    Raises:
        TypeError, ValueError: a field is not in its range.

    >>> [StepDecay(10, rate=0.5).factor(step) for step in (0, 9, 10, 20)]
    [1.0, 1.0, 0.5, 0.25]
    """

    every: int
    _: KW_ONLY
    rate: float = 0.1

    def __post_init__(self) -> None:
        object.__setattr__(self, "every", require_count("every", self.every))
        object.__setattr__(self, "rate", require_positive("rate", self.rate))

    @override
    def factor(self, step: int) -> float:
        return float(self.rate ** (step // self.every))
