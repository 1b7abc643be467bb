"""The error of a difference against its step: a U, for the slope of e^x at 1.

A long step has a truncation error, h f''/2 for a forward and h^2 f'''/6 for a central difference; a short one leaves
few digits of f(x + h) - f(x), so rounding divided by h takes over. The best step lies where the two meet, about 1e-8
for the forward and 1e-5 for the central difference here; the article takes 1e-5 and 1e-4, which are both too long. The
large markers in the picture are the steps that the methods choose by themselves.
"""

from __future__ import annotations

import math

import minigrad as mg


def main() -> mg.plotting.Axes:
    """Print the errors at a few steps and draw them for many."""
    for h in (1e-1, 1e-5, 1e-12):
        forward = mg.ForwardDifference(abs_step=h).derivative(math.exp, 1.0) - math.e
        central = mg.CentralDifference(abs_step=h).derivative(math.exp, 1.0) - math.e
        print(f"h = {h:.0e}: forward difference wrong by {abs(forward):.1e}, central by {abs(central):.1e}")
    chosen = mg.AdaptiveDifference().estimate_derivative(math.exp, 1.0)
    print(
        f"AdaptiveDifference: h = {chosen.step:.1e}, wrong by {abs(chosen.value - math.e):.1e}, bound "
        f"{chosen.error:.1e}"
    )
    methods = [mg.ForwardDifference(), mg.CentralDifference(), mg.CentralDifference(order=4), mg.AdaptiveDifference()]
    return mg.plotting.plot_step_sweep(math.exp, 1.0, methods, derivative=math.e)


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "error_against_step.png"))
