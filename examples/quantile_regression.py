"""Quantile regression: which lengths of petals to expect, given the length of the sepals of an iris.

A line by least squares follows the mean; one that minimises the pinball loss has a chosen fraction of all flowers below
it. The loss is ``quantile`` for each centimetre that a petal is above the line, and 1 - ``quantile`` for each below
(Koenker and Bassett 1978). In the picture a tenth of the flowers lie below the lowest line, half below the middle one,
and nine tenths below the highest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import FloatArray


@final
@dataclass(frozen=True)
class Pinball(mg.Objective):
    """The pinball loss for the given quantile."""

    quantile: float

    @override
    def sample_values(self, outputs: FloatArray, targets: mg.Targets) -> FloatArray:
        return np.asarray((self.sample_gradients(outputs, targets) * (outputs - targets)).sum(axis=-1))

    @override
    def sample_gradients(self, outputs: FloatArray, targets: mg.Targets) -> FloatArray:
        return np.where(outputs < targets, -self.quantile, 1.0 - self.quantile).astype(outputs.dtype)


def main() -> mg.plotting.Axes:
    """Fit a line for each of three quantiles and draw them."""
    iris = mg.load_iris()
    sepal, petal = iris.x[:, :1], iris.x[:, 2:3]
    ax = mg.plotting.canvas()
    ax.plot(sepal, petal, "k.", alpha=0.5)
    for number, quantile in enumerate((0.9, 0.5, 0.1)):
        risk = mg.EmpiricalRisk(mg.SimpleNet(1, 1, bias=True), Pinball(quantile), sepal - 6.0, petal)
        run = mg.minimize(risk, [0.0, 4.0], mg.Adam(learning_rate=0.02), jac=risk.gradient, steps=1000)
        line = run.x[0] * (sepal - 6.0) + run.x[1]
        print(
            f"{quantile:.0%} below: petal = {run.x[0]:.2f} (sepal - 6) + {run.x[1]:.2f}, true of "
            f"{np.mean(petal < line):.1%}"
        )
        look = mg.plotting.style(number)._asdict()
        ax.plot(np.sort(sepal, axis=0), np.sort(line, axis=0), **look, markevery=30, label=f"{quantile:.0%} below")
    ax.set(xlabel="length of the sepal (cm)", ylabel="length of the petal (cm)")
    ax.legend()
    return ax


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "quantile_regression.png"))
