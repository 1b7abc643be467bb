"""A descent that ends on a saddle: f(x) = x0^2 - x1^2 from (-3, 0) (the note on saddle points in section 2).

The gradient is zero at (0, 0), but that is a minimum along x0 only and a maximum along x1. A descent that starts with
x1 = 0 stays on that line and stops at the saddle; one that starts at x1 = 0.001 leaves it. The gradient is zero at a
minimum and at a saddle alike, but a saddle has a negative curvature in some direction. The picture shows both paths.
"""

from __future__ import annotations

import numpy as np

import minigrad as mg
from minigrad.arrays import Float64Array


def f(x: Float64Array) -> float:
    """A saddle."""
    return float(x[0] ** 2 - x[1] ** 2)


def main() -> mg.plotting.Axes:
    """Descend from two starting points, print the curvatures and draw the paths."""
    rule = mg.GradientDescent(learning_rate=0.1)
    runs = {
        "from (-3, 0)": mg.minimize(f, [-3.0, 0.0], rule),
        "from (-3, 0.001)": mg.minimize(f, [-3.0, 0.001], rule, steps=43),
    }
    for name, run in runs.items():
        print(f"{name}: x = {run.x.round(3)}\n  {run.message}")
    curvatures = np.linalg.eigvalsh(mg.CentralDifference().hessian(f, [0.0, 0.0]))
    print("curvatures at (0, 0):", curvatures.round(6).tolist())
    return mg.plotting.plot_descent(runs, f, bounds=(-4.0, 4.0))


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "saddle_point.png"))
