"""An optimizer and a schedule of one's own: Lion, whose steps all have one length (Chen 2023), and a rate that falls.

An optimizer is two pure functions, ``init`` and ``step``; a schedule is one, from the number of steps to a factor of
the learning rate. Alone, Lion jumps around the minimum for ever; in the picture its steps shorten, and it arrives.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, final

import numpy as np
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import FloatArray


class LionState(NamedTuple):
    """What Lion keeps from step to step."""

    mean: FloatArray  # the running mean of the gradients


@final
@dataclass(frozen=True)
class Lion(mg.Optimizer[LionState]):
    """theta <- theta - learning_rate * sign(0.9 mean + 0.1 gradient), then mean <- 0.99 mean + 0.01 gradient."""

    learning_rate: float = 0.01

    @override
    def init(self, theta: FloatArray) -> LionState:
        return LionState(np.zeros_like(theta))

    @override
    def step(self, theta: FloatArray, gradient: FloatArray, state: LionState) -> tuple[FloatArray, LionState]:
        gradient = mg.matched(gradient, theta)  # in the dtype of theta; refuses another shape
        direction = np.sign(0.9 * state.mean + 0.1 * gradient)
        return theta - self.learning_rate * direction, LionState(0.99 * state.mean + 0.01 * gradient)


@final
@dataclass(frozen=True)
class InverseTime(mg.Schedule):
    """1 / (1 + step / half): half the learning rate after ``half`` steps, a third after twice as many."""

    half: int

    @override
    def factor(self, step: int) -> float:
        return 1.0 / (1.0 + step / self.half)


def f(x: FloatArray) -> float:
    """The height of the valley of optimizers_in_a_valley.py."""
    return float(x[0] ** 2 / 20.0 + x[1] ** 2)


def main() -> mg.plotting.Axes:
    """Check the optimizer, take 60 steps without and with the schedule, and draw the second path."""
    print(mg.testing.check_optimizer(Lion()))
    rule, start = Lion(learning_rate=0.8), [-7.0, 2.0]
    print(f"alone:     f = {mg.minimize(f, start, rule, steps=60).fun:.6f} after 60 steps")
    run = mg.minimize(f, start, mg.Scheduled(rule, InverseTime(half=10)), steps=60)
    print(f"scheduled: f = {run.fun:.6f} at ({run.x[0]:+.3f}, {run.x[1]:+.3f}) after 60 steps")
    return mg.plotting.plot_descent(run, f, bounds=((-8.0, 8.0), (-4.0, 4.0)))


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "own_optimizer.png"))
