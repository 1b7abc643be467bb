"""Three optimizers in the narrow valley f(x) = x0^2 / 20 + x1^2.

The gradient points across the valley and hardly along it. Gradient descent jumps from side to side, momentum averages
these jumps out, and Adam divides each coordinate by the size of its own gradients. The picture shows the three paths of
30 steps from (-7, 2), with the book's learning rates. All three get near the minimum; none is the best on every
function.
"""

from __future__ import annotations

import minigrad as mg
from minigrad.arrays import Float64Array


def f(x: Float64Array) -> float:
    """The height of the valley."""
    return float(x[0] ** 2 / 20.0 + x[1] ** 2)


def main() -> mg.plotting.Axes:
    """Take 30 steps with each optimizer and draw the paths."""
    start = [-7.0, 2.0]
    runs = {
        "gradient descent": mg.minimize(f, start, mg.GradientDescent(learning_rate=0.95), steps=30),
        "momentum": mg.minimize(f, start, mg.Momentum(learning_rate=0.1), steps=30),
        "Adam": mg.minimize(f, start, mg.Adam(learning_rate=0.3), steps=30),
    }
    for name, run in runs.items():
        print(f"{name:16} f = {run.fun:.6f} at ({run.x[0]:+.3f}, {run.x[1]:+.3f})")
    return mg.plotting.plot_descent(runs, f, bounds=((-8.0, 8.0), (-4.0, 4.0)))


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "optimizers_in_a_valley.png"))
