"""What to look at before training: a right network, and five that are broken.

A broken network often learns too, only worse, and its loss does not say why. Five checks, which the Stanford course
CS231n recommends, do: the loss starts at that of chance, each array gets a gradient, samples do not touch, a step is
about a thousandth of the weights, and twenty samples are learned by heart. The picture is dark where one needs a look.
"""

from __future__ import annotations

import numpy as np
from typing_extensions import override

import minigrad as mg


class Centered(mg.Layer):
    """Subtracts the mean over samples (axis -2), where that over features (axis -1) was meant."""

    mixes_samples = True

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, mg.FloatArray]:
        return {}

    @override
    def forward(self, params: mg.Params, inputs: mg.FloatArray) -> tuple[mg.FloatArray, mg.Pullback]:
        mean = inputs.mean(axis=-2, keepdims=True)
        return inputs - mean, lambda d_outputs: ({}, d_outputs - d_outputs.mean(axis=-2, keepdims=True))


def trainer(*between: mg.Layer, units: int = 50, scale: float = 0.1, rate: float = 0.02) -> mg.Trainer[mg.NoState]:
    """Of a small network for digits."""
    first, last = (mg.Dense(n, m, initializer=mg.Normal(scale)) for n, m in [(64, units), (units, 10)])
    network = mg.Sequential([first, *between, mg.ReLU(), last], rng=0)
    return mg.Trainer(network, mg.SoftmaxCrossEntropy(), mg.GradientDescent(rate), rng=0)


def main() -> mg.plotting.Axes:
    """Check each network, train it all the same, and draw what was found."""
    digits, ax = mg.load_digits(), mg.plotting.canvas()
    trainers = {"right": trainer(), "large weights": trainer(scale=1.0), "weights of zero": trainer()}
    trainers["weights of zero"].network.theta = np.zeros(trainers["right"].network.theta.size)
    trainers |= {
        "mean over samples": trainer(Centered()),
        "tiny rate": trainer(rate=1e-6),
        "one unit": trainer(units=1),
    }
    reports = {name: own.sanity_check(digits.x, digits.t) for name, own in trainers.items()}
    for row, (name, report) in enumerate(reports.items()):
        accuracy = trainers[name].fit(digits.x, digits.t, epochs=5).accuracy[-1]
        print(f"{name}: accuracy {accuracy:.3f} after 5 epochs", *report.findings, sep="\n  ")
        for column, found in enumerate(report.findings):
            color = "black" if found.passed else "white"
            ax.text(column, row, f"{found.value:.2g}", ha="center", va="center", color=color)
    passed = [[found.passed for found in report.findings] for report in reports.values()]
    ax.imshow(passed, cmap="cividis", aspect="auto")
    ax.set_xticks(range(5), [found.name.replace(" ", "\n") for found in reports["right"].findings])
    ax.set_yticks(range(6), reports)
    return ax


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "sanity_checks.png"))
