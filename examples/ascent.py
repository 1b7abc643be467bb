"""Gradient ascent is gradient descent on -f (the note on ascent in section 2).

Seven of ten tosses of a coin were heads. Which probability p of heads makes that the likeliest? To climb to the maximum
of the logarithm of the likelihood, minimise its negative. In the picture the tangent at the start, 0.5, still rises,
and the one at the end, 0.7, is level.
"""

from __future__ import annotations

import numpy as np

import minigrad as mg
from minigrad.arrays import Float64Array


def log_likelihood(p: float) -> float:
    """Of one toss, on average."""
    return float(0.7 * np.log(p) + 0.3 * np.log(1.0 - p))


def main() -> mg.plotting.Axes:
    """Climb to the likeliest probability and draw the tangents at both ends of the way."""

    def descends(x: Float64Array) -> float:
        return -log_likelihood(x[0])

    run = mg.minimize(descends, [0.5], mg.GradientDescent(learning_rate=0.1), steps=50)
    print(f"{run.message}\nlikeliest p: {run.x[0]:.6f}, log-likelihood {-run.fun:.6f}")
    ax = mg.plotting.plot_tangent(log_likelihood, [0.5, run.x[0]], bounds=(0.2, 0.98))
    ax.set(xlabel="p, the probability of heads", ylabel="logarithm of the likelihood of one toss")
    ax.legend(["log-likelihood", "tangent at the start", "tangent at the end"])
    return ax


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "ascent.png"))
