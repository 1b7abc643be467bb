"""The partial derivatives of f(x) = x0^2 + x1^2 at (3, 4) (section 1.2 of the article).

To differentiate with respect to one variable, hold all others fixed. The article writes a new function of one variable
for each; ``partial`` moves ``x[index]`` and nothing else. The picture shows these two functions, each a cut through f,
with their tangents.
"""

from __future__ import annotations

import minigrad as mg
from minigrad.arrays import Float64Array


def f(x: Float64Array) -> float:
    """The square of the distance to the origin."""
    return float(x[0] ** 2 + x[1] ** 2)


def of_x0(x0: float) -> float:
    """f along x0, where x1 is 4."""
    return x0**2 + 4.0**2


def of_x1(x1: float) -> float:
    """f along x1, where x0 is 3."""
    return 3.0**2 + x1**2


def main() -> mg.plotting.Axes:
    """Print both partial derivatives and draw the two cuts with their tangents."""
    method = mg.CentralDifference(abs_step=1e-4)  # the article's h
    print("df/dx0 at (3, 4):", method.partial(f, [3.0, 4.0], 0), "or", method.derivative(of_x0, 3.0), "- by hand 6")
    print("df/dx1 at (3, 4):", method.partial(f, [3.0, 4.0], 1), "or", method.derivative(of_x1, 4.0), "- by hand 8")
    ax = mg.plotting.canvas()
    left, right = mg.plotting.panels(ax, 2)
    mg.plotting.plot_tangent(of_x0, 3.0, bounds=(-5.0, 5.0), ax=left).set(xlabel="x0", ylabel="f(x0, 4)")
    mg.plotting.plot_tangent(of_x1, 4.0, bounds=(-5.0, 5.0), ax=right).set(xlabel="x1", ylabel="f(3, x1)")
    return ax


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "partial_derivatives.png"))
