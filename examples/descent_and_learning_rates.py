"""Gradient descent from (-3, 4), and what the learning rate does to it (sections 2 and 2.1 of the article).

On f(x) = x0^2 + x1^2 each step multiplies x by 1 - 2 * learning_rate: 0.8 for the rate 0.1, which converges, hardly
less than 1 for 1e-10, and -19 for 10, which minigrad stops and reports as divergence. The article's code seems to stop
by itself, at (-2.6e13, -1.3e12): an accident of its fixed step, since out there x + 1e-4 == x in floating point and the
numeric gradient is exactly zero. The picture shows the path of each.
"""

from __future__ import annotations

import minigrad as mg
from minigrad.arrays import Float64Array


def f(x: Float64Array) -> float:
    """The square of the distance to the origin."""
    return float((x**2).sum())


def main() -> mg.plotting.Axes:
    """Descend with four settings of the learning rate and the step, and draw the paths."""
    start, large = [-3.0, 4.0], mg.GradientDescent(learning_rate=10.0)
    fixed = mg.CentralDifference(abs_step=1e-4, exact_steps=False)
    runs = {
        "rate 0.1": mg.minimize(f, start, mg.GradientDescent(learning_rate=0.1)),
        "rate 1e-10": mg.minimize(f, start, mg.GradientDescent(learning_rate=1e-10)),
        "rate 10": mg.minimize(f, start, large, divergence="return"),
        "rate 10, fixed h": mg.minimize(f, start, large, differentiator=fixed, divergence="ignore"),
    }
    for name, run in runs.items():
        print(f"{name}: x = {run.x}\n  {run.message}")
    return mg.plotting.plot_descent(runs, f)


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "descent_and_learning_rates.png"))
