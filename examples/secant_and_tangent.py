"""The true tangent of e^x at 0 beside the secants whose slopes the differences are (section 1.1 of the article).

A difference is the slope of a secant, a line through two points of the curve, and becomes that of the tangent as they
approach each other. The step here is 1 so that the error can be seen: f' is 1, the forward difference is e - 1 and the
central one (e - 1/e) / 2. In the picture the secant of the central difference, which has a point on each side of 0, is
the one that runs almost like the tangent.
"""

from __future__ import annotations

import math

import minigrad as mg


def main() -> mg.plotting.Axes:
    """Draw the tangent and two secants."""
    ax = mg.plotting.plot_tangent(math.exp, 0.0, bounds=(-1.5, 1.5))
    forward = mg.ForwardDifference(abs_step=1.0).derivative(math.exp, 0.0)
    central = mg.CentralDifference(abs_step=1.0).derivative(math.exp, 0.0)
    print(f"forward difference, h = 1: {forward:.6f}, wrong by {forward - 1.0:.6f}")
    print(f"central difference, h = 1: {central:.6f}, wrong by {central - 1.0:.6f}")
    ax.plot([0.0, 1.0], [1.0, math.e], **mg.plotting.style(0)._asdict(), label=f"forward difference: {forward:.6g}")
    ax.plot(
        [-1.0, 1.0],
        [1.0 / math.e, math.e],
        **mg.plotting.style(2)._asdict(),
        label=f"central difference: {central:.6g}",
    )
    ax.legend()
    return ax


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "secant_and_tangent.png"))
