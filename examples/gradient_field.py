"""The negative gradients of f(x) = x0^2 + x1^2 (section 1.3 of the article).

The gradient collects all partial derivatives in one array of x's own shape. Its negative points to where f falls
fastest, and is the longer the steeper f is. In the picture all arrows point to the lowest place, (0, 0): this bowl is
round, and in a narrow valley, as in optimizers_in_a_valley.py, they would not.
"""

from __future__ import annotations

import minigrad as mg
from minigrad.arrays import Float64Array


def f(x: Float64Array) -> float:
    """The square of the distance to the origin."""
    return float((x**2).sum())


def main() -> mg.plotting.Axes:
    """Print three gradients and draw the field."""
    for point in ([3.0, 4.0], [0.0, 2.0], [3.0, 0.0]):
        print("gradient at", point, "is", mg.CentralDifference().gradient(f, point).round(6).tolist())
    return mg.plotting.plot_gradient_field(f, (-2.0, 2.25), points=18)  # the article's grid, every quarter


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "gradient_field.png"))
