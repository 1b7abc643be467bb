"""``LinearDecay``: the learning rate falls along a straight line."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import final

from typing_extensions import override

from minigrad.arguments import require_count, require_non_negative
from minigrad.optimizers.schedules.base import Schedule


@final
@dataclass(frozen=True)
class LinearDecay(Schedule):
    """factor = 1 + (end - 1) * step / steps, and ``end`` after that. PyTorch's ``LinearLR(1, end, steps)``.

    Args:
        steps: how many steps the fall takes.
        end: at least 0; the last factor.

    Raises:
        TypeError, ValueError: a field is not in its range.

    >>> [LinearDecay(100, end=0.5).factor(step) for step in (0, 50, 100, 200)]
    [1.0, 0.75, 0.5, 0.5]
    """

    steps: int
    _: KW_ONLY
    end: float = 0.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "steps", require_count("steps", self.steps))
        object.__setattr__(self, "end", require_non_negative("end", self.end))

    @override
    def factor(self, step: int) -> float:
        return 1.0 + (self.end - 1.0) * min(step / self.steps, 1.0)
