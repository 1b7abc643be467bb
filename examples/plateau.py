"""A plateau, where the slope is so small that a descent stands still (the note on plateaus in section 2).

f(x) = 1 - exp(-|x|^2 / 2) has its minimum at 0 and is almost flat at (-3, 3), where its gradient is 5e-4. A step of
gradient descent is in proportion to the gradient, so 100 of them move x by 0.005 only; Adam divides by the size of the
gradients that it has seen, so its steps are long even there. The picture shows both paths.
"""

from __future__ import annotations

import numpy as np

import minigrad as mg
from minigrad.arrays import Float64Array


def f(x: Float64Array) -> float:
    """A pit with flat surroundings."""
    return 1.0 - float(np.exp(-0.5 * (x**2).sum()))


def main() -> mg.plotting.Axes:
    """Descend from the plateau with two optimizers and draw the paths."""
    runs = {
        "gradient descent": mg.minimize(f, [-3.0, 3.0], mg.GradientDescent(learning_rate=0.1)),
        "Adam": mg.minimize(f, [-3.0, 3.0], mg.Adam(learning_rate=0.1)),
    }
    for name, run in runs.items():
        print(f"{name}: x = {run.x.round(3)}, f = {run.fun:.3g}\n  {run.message}")
    return mg.plotting.plot_descent(runs, f, bounds=(-4.0, 4.0))


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "plateau.png"))
