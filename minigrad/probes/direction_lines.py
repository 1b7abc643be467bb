"""Several directions through one point: products of a Jacobian with vectors are slopes along them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import Float64Array, IntArray
from minigrad.probes.geometry import Geometry
from minigrad.probes.lines import DirectionLine, Lines
from minigrad.probes.origin import Origin


@final
@dataclass(frozen=True, eq=False)
class DirectionLines(Lines):
    """Line k is x + t v_k.

    Attributes:
        directions: the v_k, (k, *x.shape).
    """

    origin: Origin
    directions: Float64Array

    @override
    def geometry(self) -> Geometry:
        each = [DirectionLine(self.origin, direction).geometry() for direction in self.directions]
        return Geometry(
            position=np.concatenate([line.position for line in each]),
            magnitude=np.concatenate([line.magnitude for line in each]),
            unit=np.concatenate([line.unit for line in each]),
            lower=np.concatenate([line.lower for line in each]),
            upper=np.concatenate([line.upper for line in each]),
            epsilon=self.origin.epsilon,
            bounded=self.origin.lower is not None,
        )

    @override
    def points(self, line: IntArray, step: Float64Array) -> Float64Array:
        result = self.origin.copies(step)
        result += step.reshape(-1, *(1,) * self.origin.x.ndim) * self.directions[line]
        return self.origin.clip(result)

    @override
    def name(self, line: int) -> str:
        return f"x along v{line + 1}"
