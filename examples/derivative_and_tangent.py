"""The derivative of f(x) = 0.01 x^2 + 0.1 x, and its tangents at 5 and 10 (section 1.1 of the article).

A derivative is the slope of the tangent. The forward difference (f(x + h) - f(x)) / h looks to one side only and is wrong
by about f''(x) h / 2. The central difference (f(x + h) - f(x - h)) / 2h looks to both sides, where these errors cancel:
for a parabola nothing is left of them but rounding.
"""

from __future__ import annotations

from typing import NamedTuple

from typing_extensions import override

import minigrad as mg


def f(x: float) -> float:
    """The article's parabola."""
    return 0.01 * x**2 + 0.1 * x


def analytic_derivative(x: float) -> float:
    """f'(x) by the rules of calculus."""
    return 0.02 * x + 0.1


class Tangent(NamedTuple):
    """The slope of f at x in three ways, and where the tangent y = slope * x + intercept crosses the y axis."""

    x: float
    analytic: float
    forward: float
    central: float
    intercept: float

    @override
    def __str__(self) -> str:
        return (
            f"f'({self.x:g}) = {self.analytic:.1f}\n"
            f"  forward difference, h = 1e-5: {self.forward!r}, wrong by {abs(self.forward - self.analytic):.0e}\n"
            f"  central difference, h = 1e-4: {self.central!r}, wrong by {abs(self.central - self.analytic):.0e}\n"
            f"  tangent: y = {self.central:.2f} x {self.intercept:+.2f}"
        )


def tangent(x: float) -> Tangent:
    """The tangent of f at x, with the steps h that the article uses."""
    forward = mg.ForwardDifference(abs_step=1e-5).derivative(f, x)
    central = mg.CentralDifference(abs_step=1e-4).derivative(f, x)
    return Tangent(x, analytic_derivative(x), forward, central, intercept=f(x) - central * x)


def main() -> tuple[Tangent, Tangent]:
    """The tangents that the article draws."""
    return tangent(5.0), tangent(10.0)


if __name__ == "__main__":
    print(*main(), sep="\n")
