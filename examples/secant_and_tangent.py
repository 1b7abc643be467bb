"""The true tangent of e^x at 0 beside the lines that differences take for it (section 1.1 of the article).

A difference is the slope of a secant, a line through two points of the curve, and becomes that of the tangent as they
approach each other. The step here is 1 so that the error can be seen: f' is 1, the forward difference says e - 1 and the
central one (e - 1/e) / 2. In the picture the central line is the closer to the tangent, since it leans on both sides of 0.
"""

from __future__ import annotations

import math

import minigrad as mg


def main() -> mg.plotting.Axes:
    ax = mg.plotting.plot_tangent(math.exp, 0.0, bounds=(-1.5, 1.5))
    for method, dashes in ((mg.ForwardDifference(abs_step=1.0), ":"), (mg.CentralDifference(abs_step=1.0), "-.")):
        slope, name = method.derivative(math.exp, 0.0), type(method).__name__
        print(f"{name}, h = 1: {slope:.6f}, wrong by {slope - 1.0:.6f}")
        ax.plot([-1.5, 1.5], [1.0 - 1.5 * slope, 1.0 + 1.5 * slope], dashes, label=f"{name}: {slope:.6g}")
    ax.legend()
    return ax


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "secant_and_tangent.png"))
