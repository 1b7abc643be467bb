"""``OneCycle``: the learning rate rises to its full value and falls far below where it began."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import final

from typing_extensions import override

from minigrad.arguments import require_count, require_fraction, require_non_negative
from minigrad.optimizers.schedules.base import Schedule
from minigrad.optimizers.schedules.cosine_decay import along_cosine


@final
@dataclass(frozen=True)
class OneCycle(Schedule):
    """From ``start`` to 1 and on to ``end``, both along half a cosine.

    The factor is 1 at step ``rise * steps - 1`` and ``end`` at step ``steps - 1``, the last one. PyTorch's
    ``OneCycleLR`` with ``max_lr`` the learning rate of the optimizer; the momentum, which that lowers in the middle,
    stays.

    Args:
        steps: how many steps the whole run takes.
        rise: the fraction of them in which the factor rises, in [0, 1).
        start, end: at least 0; the first and the last factor.

    Raises:
        TypeError, ValueError: a field is not in its range.

    >>> [round(OneCycle(102, rise=0.5).factor(step), 6) for step in (0, 25, 50, 101)]
    [0.04, 0.52, 1.0, 4e-06]

    Source: Smith and Topin (2019), Super-convergence: very fast training of neural networks using large learning rates,
    Proceedings of SPIE 11006.
    """

    steps: int
    _: KW_ONLY
    rise: float = 0.3
    start: float = 0.04
    end: float = 4e-6

    def __post_init__(self) -> None:
        object.__setattr__(self, "steps", require_count("steps", self.steps))
        object.__setattr__(self, "rise", require_fraction("rise", self.rise))
        object.__setattr__(self, "start", require_non_negative("start", self.start))
        object.__setattr__(self, "end", require_non_negative("end", self.end))

    @override
    def factor(self, step: int) -> float:
        top, last = max(self.rise * self.steps - 1.0, 0.0), self.steps - 1.0
        if step < top:
            return along_cosine(self.start, 1.0, step / top)
        return along_cosine(1.0, self.end, (step - top) / (last - top) if last > top else 1.0)
