"""Gradient descent from (-3, 4), and what the learning rate does to it (section 2.1 of the article).

Each step is x <- x - learning_rate * gradient. On f(x) = x0^2 + x1^2 the gradient is 2x, so a step multiplies x by
1 - 2 * learning_rate: 0.8 for the rate 0.1, which converges; 1 - 2e-10 for 1e-10, which hardly moves; -19 for 10.

The last run multiplies its distance by 19 in every step, and minigrad stops it and says so. The article's code seems to
stop by itself, at (-2.6e13, -1.3e12). That is an accident of its fixed step h = 1e-4: out there x + h == x in floating point,
both values of f are the same, the numeric gradient is exactly zero, and the rest of the 100 steps does nothing.
"""

from __future__ import annotations

from typing import NamedTuple

from typing_extensions import override

import minigrad as mg
from minigrad.arrays import Float64Array

START = [-3.0, 4.0]


def f(x: Float64Array) -> float:
    """The bowl, whose lowest point is the origin."""
    return float((x**2).sum())


class Descents(NamedTuple):
    """Four runs of 100 steps: three learning rates, and the article's frozen run for the last of them."""

    good: mg.DescentResult
    too_small: mg.DescentResult
    too_large: mg.DescentResult
    frozen: mg.DescentResult

    @override
    def __str__(self) -> str:
        titles = "rate 0.1", "rate 1e-10", "rate 10", "rate 10, with the article's fixed h = 1e-4"
        return "\n\n".join(f"{title}: x = {run.x}\n  {run.message}" for title, run in zip(titles, self))


def main() -> Descents:
    """All four runs. Without ``divergence="return"`` the third raises a ``DivergenceError``."""
    too_large = mg.GradientDescent(learning_rate=10.0)
    to_the_letter = mg.CentralDifference(abs_step=1e-4, exact_steps=False)
    return Descents(
        good=mg.minimize(f, START, mg.GradientDescent(learning_rate=0.1)),
        too_small=mg.minimize(f, START, mg.GradientDescent(learning_rate=1e-10)),
        too_large=mg.minimize(f, START, too_large, divergence="return"),
        frozen=mg.minimize(f, START, too_large, differentiator=to_the_letter, divergence="ignore"),
    )


if __name__ == "__main__":
    print(main())
