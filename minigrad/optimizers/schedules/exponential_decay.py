"""``ExponentialDecay``: the learning rate falls by the same fraction at every step."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import final

from typing_extensions import override

from minigrad.arguments import require_count, require_positive
from minigrad.optimizers.schedules.base import Schedule


@final
@dataclass(frozen=True)
class ExponentialDecay(Schedule):
    """factor = rate^(step / every). Keras' ``ExponentialDecay``; PyTorch's ``ExponentialLR`` with ``every=1``.

    Args:
        every: over how many steps the learning rate is multiplied.
        rate: positive; what it is multiplied by.

    Raises:
        TypeError, ValueError: a field is not in its range.

    >>> [round(ExponentialDecay(10, rate=0.25).factor(step), 6) for step in (0, 5, 10, 20)]
    [1.0, 0.5, 0.25, 0.0625]
    """

    every: int = 1
    _: KW_ONLY
    rate: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "every", require_count("every", self.every))
        object.__setattr__(self, "rate", require_positive("rate", self.rate))

    @override
    def factor(self, step: int) -> float:
        return float(self.rate ** (step / self.every))
