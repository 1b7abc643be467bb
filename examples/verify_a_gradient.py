"""Is this gradient right? The article's loss, whose gradient is not quite that of its value, and the one that is.

The article adds 1e-7 inside the logarithm. Its hand-written gradient, softmax minus target, belongs to the loss without it:
the check says where the two part, and what that looks like.
"""

from __future__ import annotations

import numpy as np

import minigrad as mg
from minigrad.arrays import FloatArray

X = np.array([[0.6, 0.9], [-1.2, 0.4], [0.3, -0.8]])
LABELS = np.array([2, 0, 1])


def article_loss(weights: FloatArray) -> float:
    """The article's cross entropy, -log(y + 1e-7), averaged."""
    y = mg.softmax(X @ weights)
    return float(-np.mean(np.log(y[np.arange(3), LABELS] + 1e-7)))


def gradient(weights: FloatArray) -> FloatArray:
    """The derivative of the cross entropy without the 1e-7."""
    return X.T @ (mg.softmax(X @ weights) - mg.one_hot(LABELS, 3)) / 3.0


def main() -> tuple[mg.GradientReport, mg.GradientReport]:
    """Check both at weights that make confident predictions, and print the reports."""
    weights = 8.0 * np.random.default_rng(1).normal(size=(2, 3))
    network = mg.SimpleNet(2, 3)
    risk = mg.EmpiricalRisk(network, mg.SoftmaxCrossEntropy(), X, LABELS)
    article = mg.check_gradient(article_loss, gradient, weights, rng=0)
    ours = mg.check_gradient(risk, risk.gradient, weights.reshape(-1), names=risk.name, rng=0)
    print("The article's loss:", article, sep="\n")
    print("The loss of this package:", ours, sep="\n")
    return article, ours


if __name__ == "__main__":
    main()
