"""Partial derivatives of f(x) = x0^2 + x1^2 at (3, 4) (section 1.2 of the article).

To differentiate by one variable, hold all others still. The article writes a new function of one variable for each;
``partial`` does that for you: it moves ``x[index]`` and nothing else.
"""

from __future__ import annotations

from typing import NamedTuple

from typing_extensions import override

import minigrad as mg
from minigrad.arrays import Float64Array

POINT = [3.0, 4.0]


def f(x: Float64Array) -> float:
    """The article's bowl."""
    return float(x[0] ** 2 + x[1] ** 2)


class Partials(NamedTuple):
    """df/dx0 and df/dx1 at (3, 4): by hand, in one call each, and through functions of one variable."""

    analytic: tuple[float, float]
    partial: tuple[float, float]
    one_variable: tuple[float, float]

    @override
    def __str__(self) -> str:
        rows = ("by hand", self.analytic), ("partial(f, x, index)", self.partial), ("by hand-made f(x0), f(x1)", self.one_variable)
        return "\n".join([f"{'at (3, 4)':28}{'df/dx0':18}df/dx1", *(f"{name:28}{a!s:18}{b!s}" for name, (a, b) in rows)])


def main() -> Partials:
    """Both partial derivatives in three ways."""
    method = mg.CentralDifference(abs_step=1e-4)  # the article's h
    by_x0 = method.derivative(lambda x0: x0**2 + 4.0**2, 3.0)
    by_x1 = method.derivative(lambda x1: 3.0**2 + x1**2, 4.0)
    return Partials(
        analytic=(2.0 * POINT[0], 2.0 * POINT[1]),
        partial=(method.partial(f, POINT, 0), method.partial(f, POINT, 1)),
        one_variable=(by_x0, by_x1),
    )


if __name__ == "__main__":
    print(main())
