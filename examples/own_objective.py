"""An objective of one's own: the Huber loss, which a single outlier hardly moves (Huber 1964).

It is quadratic near the target and grows only linearly far away. An objective returns the loss of each sample and its
gradient with respect to the outputs; the mean over samples is taken by the base class. In the picture the last of
eleven points was written down wrong: the line by least squares follows it, the one by the Huber loss stays with the
other ten.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import FloatArray
from minigrad.testing import check_objective


@final
@dataclass(frozen=True)
class Huber(mg.Objective):
    """slope * (miss - slope / 2), where slope is the miss, outputs - targets, clipped to [-1, 1]."""

    @override
    def sample_values(self, outputs: FloatArray, targets: mg.Targets) -> FloatArray:
        slope = self.sample_gradients(outputs, targets)
        return np.asarray((slope * (outputs - targets - 0.5 * slope)).sum(axis=-1))

    @override
    def sample_gradients(self, outputs: FloatArray, targets: mg.Targets) -> FloatArray:
        return np.clip(outputs - targets, -1.0, 1.0)


def main() -> mg.plotting.Axes:
    """Check the objective, and draw its line and the one by least squares."""
    print(check_objective(Huber()))
    x = np.linspace(-1.0, 1.0, 11)[:, np.newaxis]
    t = np.where(x < 1.0, 2.0 * x + 1.0, 30.0)
    ax = mg.plotting.canvas()
    ax.plot(x, t, "ko", label="measured")
    for number, objective in enumerate((Huber(), mg.MeanSquaredError())):
        trainer = mg.Trainer(mg.SimpleNet(1, 1, bias=True, rng=0), objective, mg.Momentum(learning_rate=0.1), rng=0)
        trainer.fit(x, t, epochs=300, batch_size=None)
        slope, intercept = trainer.network.theta.tolist()
        print(f"{objective}: y = {slope:.6f} x + {intercept:.6f}")
        ax.plot(x, trainer.predict(x), **mg.plotting.style(number)._asdict(), label=type(objective).__name__)
    ax.set(xlabel="x", ylabel="y")
    ax.legend()
    return ax


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "own_objective.png"))
