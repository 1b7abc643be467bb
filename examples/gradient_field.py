"""The field of negative gradients of f(x) = x0^2 + x1^2 (section 1.3 of the article).

The gradient collects all partial derivatives in one vector of x's own shape. Minus the gradient points to where f falls
fastest, and is the longer the steeper f is. For this bowl it points straight to the lowest place, (0, 0); for a
narrow valley it does not, it only points downhill.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import Float64Array

CORNERS = ([3.0, 4.0], [0.0, 2.0], [3.0, 0.0])


def f(x: Float64Array) -> float:
    """The bowl, for any number of variables."""
    return float((x**2).sum())


class Field(NamedTuple):
    """Arrows of the field: at ``points`` (n, 2) stand ``arrows`` (n, 2). ``corners`` are the article's three gradients."""

    corners: Float64Array
    points: Float64Array
    arrows: Float64Array

    @override
    def __str__(self) -> str:
        lines = [f"gradient at {tuple(x)}: {tuple(g.round(6).tolist())}" for x, g in zip(CORNERS, self.corners)]
        lengths = np.linalg.norm(self.arrows, axis=-1)
        lines += [f"{len(self.points)} arrows on the grid, from length {lengths.min():.2f} to {lengths.max():.2f}; every 41st:"]
        pairs = zip(self.points[::41].tolist(), self.arrows[::41].round(6).tolist())
        return "\n".join([*lines, *(f"  at ({x:5.2f}, {y:5.2f}) go ({u:5.2f}, {v:5.2f})" for (x, y), (u, v) in pairs)])


def main() -> Field:
    """The article's gradients, and its grid from -2 to 2.25 in steps of a quarter."""
    method = mg.CentralDifference()
    ticks = np.arange(-2.0, 2.5, 0.25)
    points = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
    return Field(
        corners=np.array([method.gradient(f, x) for x in CORNERS]),
        points=points,
        arrows=-np.array([method.gradient(f, x) for x in points]),
    )


if __name__ == "__main__":
    print(main())
