"""Where lines through x start, how far they reach, and which steps the machine can take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from minigrad.arrays import Float64Array, IntArray


@final
@dataclass(frozen=True, eq=False)
class Geometry:
    """What is known of n lines before f is evaluated, each an array of shape (n,).

    Attributes:
        position: what the step is added to: x_i on a coordinate line, 0 on a direction.
        magnitude: what a relative step is relative to: |x_i|.
        unit: the length 1 in units of t: 1 on a coordinate line.
        lower: the smallest t inside the bounds, at most 0.
        upper: the largest t inside the bounds, at least 0.
        epsilon: machine epsilon of the type in which the caller gave x.
        bounded: whether there are bounds at all, which may be infinite.
    """

    position: Float64Array
    magnitude: Float64Array
    unit: Float64Array
    lower: Float64Array
    upper: Float64Array
    epsilon: float
    bounded: bool

    def take(self, lines: IntArray) -> Geometry:
        """The geometry of these lines, in this order (a line may come more than once)."""
        return Geometry(
            self.position[lines],
            self.magnitude[lines],
            self.unit[lines],
            self.lower[lines],
            self.upper[lines],
            self.epsilon,
            self.bounded,
        )


def realised(start: Float64Array, step: Float64Array) -> Float64Array:
    """The steps that the machine takes in place of these: (start + step) - start.

    >>> import numpy as np
    >>> float(realised(np.array(1.0), np.array(1e-15)))
    1.1102230246251565e-15
    """
    taken: Float64Array = (start + step) - start
    return taken
