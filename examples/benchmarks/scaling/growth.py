"""How a cost grows with a size: the exponent of a straight line through the logarithms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from typing_extensions import override


class Growth(NamedTuple):
    """Seconds for each size, and the exponent with which they grow."""

    what: str
    sizes: tuple[int, ...]
    seconds: tuple[float, ...]
    exponent: float

    @override
    def __str__(self) -> str:
        points = ", ".join(f"{size}: {1e3 * cost:.3g} ms" for size, cost in zip(self.sizes, self.seconds, strict=True))
        return f"{self.what:<44} grows as size**{self.exponent:.2f}   ({points})"


def grow(what: str, sizes: Sequence[int], cost: Callable[[int], float]) -> Growth:
    """The time at each size, and the exponent of the power law that fits it."""
    seconds = tuple(cost(size) for size in sizes)
    return Growth(what, tuple(sizes), seconds, float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0]))
