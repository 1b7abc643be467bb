"""``CosineDecay``: the learning rate falls along half a cosine."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from math import cos, pi
from typing import final

from typing_extensions import override

from minigrad.arguments import require_count, require_non_negative
from minigrad.optimizers.schedules.base import Schedule


@final
@dataclass(frozen=True)
class CosineDecay(Schedule):
    """factor = end + (1 - end) * (1 + cos(pi * step / steps)) / 2, and ``end`` after that.

    Slow at first and at the end. PyTorch's ``CosineAnnealingLR``, which rises again after its last step.

    Args:
        steps: how many steps the fall takes.
        end: at least 0; the last factor.

    Raises:
        TypeError, ValueError: a field is not in its range.

    >>> [round(CosineDecay(100).factor(step), 6) for step in (0, 50, 100, 200)]
    [1.0, 0.5, 0.0, 0.0]

    Source: Loshchilov and Hutter (2017), SGDR: stochastic gradient descent with warm restarts, ICLR, equation 5.
    """

    steps: int
    _: KW_ONLY
    end: float = 0.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "steps", require_count("steps", self.steps))
        object.__setattr__(self, "end", require_non_negative("end", self.end))

    @override
    def factor(self, step: int) -> float:
        return along_cosine(1.0, self.end, step / self.steps)


def along_cosine(start: float, end: float, fraction: float) -> float:
    """From ``start`` to ``end`` along half a cosine; ``fraction`` of the way has been made, at most 1.

    >>> along_cosine(3.0, 1.0, 0.5), along_cosine(3.0, 1.0, 7.0)
    (2.0, 1.0)
    """
    return end + (start - end) * (1.0 + cos(pi * min(fraction, 1.0))) / 2.0
