"""Three optimizers on Rosenbrock's function (1 - x0)^2 + 100 (x1 - x0^2)^2, from (-1.2, 1) to its minimum, (1, 1).

Its valley is narrow and bent: at the minimum the curvature is about 1000 across it and 0.4 along it. The large one
limits the learning rate of gradient descent to about 2 / 1000, and at that rate the way along the valley takes
thousands of steps. In the picture all three soon reach the floor of the valley and differ in how far they follow it.
"""

from __future__ import annotations

import numpy as np

import minigrad as mg
from minigrad.arrays import FloatArray


def f(x: FloatArray) -> float:
    """Rosenbrock's function."""
    return float((1.0 - x[0]) ** 2 + 100.0 * (x[1] - x[0] ** 2) ** 2)


def gradient(x: FloatArray) -> FloatArray:
    """Its gradient by hand."""
    wall = 200.0 * (x[1] - x[0] ** 2)
    return np.array([2.0 * (x[0] - 1.0) - 2.0 * wall * x[0], wall])


def main() -> mg.plotting.Axes:
    """Verify the gradient, take 500 steps with each optimizer and draw the paths."""
    start = [-1.2, 1.0]
    print("gradient:", mg.check_gradient(f, gradient, start, rng=0).verdict.name)
    runs = {
        "gradient descent": mg.minimize(f, start, mg.GradientDescent(learning_rate=1e-3), jac=gradient, steps=500),
        "momentum": mg.minimize(f, start, mg.Momentum(learning_rate=1e-3), jac=gradient, steps=500),
        "Adam": mg.minimize(f, start, mg.Adam(learning_rate=0.1), jac=gradient, steps=500),
    }
    for name, run in runs.items():
        print(f"{name:16} f = {run.fun:.2e} at ({run.x[0]:+.3f}, {run.x[1]:+.3f})")
    return mg.plotting.plot_descent(runs, f, bounds=((-1.8, 1.8), (-1.0, 3.0)))


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "optimizers_on_rosenbrock.png"))
