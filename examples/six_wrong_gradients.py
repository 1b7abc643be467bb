"""Six common mistakes in a gradient, and what the check says about each.

The loss is that of a regression, |X W - T|^2 / N + 0.05 |W|^2. ``check_gradient`` names the cause of each mistake: a
wrong sign, a factor, a transposed array, a missing term, or a gradient that grows with each call. The picture shows the
gradient under test ("claimed") against the slope of the loss ("measured"). Right entries lie on the line; the last
mistake does not show on the first call, only on later ones.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

import minigrad as mg
from minigrad.arrays import FloatArray

RNG = np.random.default_rng(1)
X, T, W = RNG.normal(size=(8, 3)), RNG.normal(size=(8, 3)), RNG.normal(size=(3, 3))
TOTAL = np.zeros((3, 3))


def loss(w: FloatArray) -> float:
    """The squared error of a regression with weight decay."""
    return float(((X @ w - T) ** 2).sum() / 8.0 + 0.05 * (w**2).sum())


def gradient(w: FloatArray) -> FloatArray:
    """Its gradient, without a mistake."""
    return X.T @ (X @ w - T) / 4.0 + 0.1 * w


def accumulated(w: FloatArray) -> FloatArray:
    """The sum of the gradients of all calls so far."""
    TOTAL[...] += gradient(w)
    return TOTAL.copy()


MISTAKES: dict[str, Callable[[FloatArray], FloatArray]] = {
    "wrong sign": lambda w: -gradient(w),
    "no factor 2": lambda w: X.T @ (X @ w - T) / 8.0 + 0.05 * w,
    "no 1/N": lambda w: 8.0 * gradient(w),
    "transposed": lambda w: gradient(w).T,
    "no weight decay": lambda w: gradient(w) - 0.1 * w,
    "never reset": accumulated,
}


def main() -> mg.plotting.Axes:
    """Check each wrong gradient and draw it against the right one."""
    print("no mistake:", mg.check_gradient(loss, gradient, W, rng=0).verdict.name)
    ax = mg.plotting.canvas()
    for panel, (name, wrong) in zip(mg.plotting.panels(ax, 6), MISTAKES.items(), strict=True):
        report = mg.check_gradient(loss, wrong, W, rng=0)
        print(f"{name}:", report.cause.message if report.cause else report.findings[0], f"({report.verdict.name})")
        panel.axline((0.0, 0.0), slope=1.0, color="black", linewidth=0.8)
        panel.plot(report.numeric, report.analytic, "o", color=mg.plotting.style(0).color)
        panel.set(title=name, xlabel="measured", ylabel="claimed")
    return ax


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "six_wrong_gradients.png"))
