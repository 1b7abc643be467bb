"""An optimizer of one's own: Adagrad, which shortens the steps of coordinates with large gradients so far (Duchi 2011).

An optimizer is two pure functions: ``init`` returns the state before the first step, ``step`` the next point and the
next state. The state is a value of the caller's, so a run can be stored and resumed; ``check_optimizer`` tries that and
more. In the picture Adagrad goes through the narrow valley of optimizers_in_a_valley.py without a jump from side to
side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, final

import numpy as np
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import Float64Array, FloatArray
from minigrad.optimizers import matched
from minigrad.testing import check_optimizer


class AdagradState(NamedTuple):
    """What Adagrad keeps from step to step."""

    squares: FloatArray  # the sum of all squared gradients so far


@final
@dataclass(frozen=True)
class Adagrad(mg.Optimizer[AdagradState]):
    """theta <- theta - learning_rate * gradient / sqrt(squares), elementwise."""

    learning_rate: float = 0.5

    @override
    def init(self, theta: FloatArray) -> AdagradState:
        return AdagradState(np.zeros_like(theta))

    @override
    def step(self, theta: FloatArray, gradient: FloatArray, state: AdagradState) -> tuple[FloatArray, AdagradState]:
        gradient = matched(gradient, theta)  # refuses another shape
        squares: FloatArray = state.squares + gradient**2
        return theta - self.learning_rate * gradient / (np.sqrt(squares) + 1e-8), AdagradState(squares)


def f(x: Float64Array) -> float:
    """The height of the valley."""
    return float(x[0] ** 2 / 20.0 + x[1] ** 2)


def main() -> mg.plotting.Axes:
    """Check the optimizer, take 30 steps and draw the path."""
    print(check_optimizer(Adagrad()))
    run = mg.minimize(f, [-7.0, 2.0], Adagrad(learning_rate=1.5), steps=30)
    print(f"f = {run.fun:.6f} at ({run.x[0]:+.3f}, {run.x[1]:+.3f}) after {run.nit} steps")
    return mg.plotting.plot_descent(run, f, bounds=((-8.0, 8.0), (-4.0, 4.0)))


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "own_optimizer.png"))
