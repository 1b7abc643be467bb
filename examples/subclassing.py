"""An objective and an optimizer of your own: ten lines each, and everything else works with them at once.

The Huber loss is quadratic near the target and grows only linearly far away, so one wild measurement cannot drag the
line with it (Huber 1964). Adagrad divides each step by the root of the sum of all squared gradients so far (Duchi 2011).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NamedTuple, final

import numpy as np
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import FloatArray
from minigrad.objectives import TargetKind, Targets
from minigrad.optimizers.base import matched


@final
@dataclass(frozen=True)
class Huber(mg.Objective):
    """slope * (miss - slope / 2), where slope is the miss, outputs - targets, clipped to [-delta, delta]."""

    target_kind: ClassVar[TargetKind] = TargetKind.ROWS
    delta: float = 1.0

    @override
    def sample_values(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        miss, slope = outputs - targets, self.sample_gradients(outputs, targets)
        values: FloatArray = (slope * (miss - 0.5 * slope)).sum(axis=-1)
        return values

    @override
    def sample_gradients(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        return np.clip(outputs - targets, -self.delta, self.delta)


class AdagradState(NamedTuple):
    """The sum of all squared gradients so far."""

    squares: FloatArray


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
        slope = matched(gradient, theta)  # in theta's shape and dtype, or refused
        squares: FloatArray = state.squares + slope**2
        return theta - self.learning_rate * slope / (np.sqrt(squares) + 1e-8), AdagradState(squares)


class Fit(NamedTuple):
    """The verdict on an objective's derivative, and the line that minimises the objective."""

    report: mg.GradientReport
    slope: float
    intercept: float

    @override
    def __str__(self) -> str:
        return f"{self.report}\ny = {self.slope:.3f} x + {self.intercept:.3f}"


def fit(objective: mg.Objective) -> Fit:
    """Verify, then train: y = 2 x + 1 in eleven points, of which the last was written down wrong."""
    x = np.linspace(-1.0, 1.0, 11)[:, np.newaxis]
    t = np.where(x < 1.0, 2.0 * x + 1.0, 30.0)
    trainer = mg.Trainer(mg.SimpleNet(1, 1, bias=True, rng=0), objective, Adagrad(), rng=0)
    report = trainer.verify_gradient(x, t)
    trainer.fit(x, t, epochs=1000, batch_size=None)
    slope, intercept = trainer.network.theta.tolist()
    return Fit(report, slope, intercept)


def main() -> tuple[Fit, Fit]:
    """The line by the Huber loss, and the one by least squares."""
    return fit(Huber()), fit(mg.MeanSquaredError())


if __name__ == "__main__":
    print(*main(), sep="\n\n")
