"""The derivative of f(x) = 0.01 x^2 + 0.1 x, and its tangents at 5 and 10 (section 1.1 of the article).

A derivative is the slope of the tangent. The forward difference (f(x + h) - f(x)) / h looks to one side only and is
wrong by about f''(x) h / 2; the central difference (f(x + h) - f(x - h)) / 2h looks to both sides, where these errors
cancel. In the picture each line touches the curve in one point, and the legend states its slope.
"""

from __future__ import annotations

import minigrad as mg


def f(x: float) -> float:
    """The parabola of the article."""
    return 0.01 * x**2 + 0.1 * x


def main() -> mg.plotting.Axes:
    """Compare two differences with the true derivative and draw the tangents."""
    for x in (5.0, 10.0):
        truth = 0.02 * x + 0.1
        forward = mg.ForwardDifference(abs_step=1e-5).derivative(f, x)
        central = mg.CentralDifference(abs_step=1e-4).derivative(f, x)
        print(f"f'({x:g}) = {truth:.1f}, and the tangent is y = {central:.2f} x {f(x) - central * x:+.2f}")
        print(f"  forward difference, h = 1e-5: {forward!r}, wrong by {abs(forward - truth):.0e}")
        print(f"  central difference, h = 1e-4: {central!r}, wrong by {abs(central - truth):.0e}")
    return mg.plotting.plot_tangent(f, [5.0, 10.0], bounds=(0.0, 20.0))


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "derivative_and_tangent.png"))
