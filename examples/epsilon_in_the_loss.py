"""Why the 1e-7 in the article's loss is wrong (section 2.2 of the article).

The article computes -log(y + 1e-7), so that log(0) cannot occur; the gradient by hand, softmax - target, is that of
-log(y). The true slope of what it computes is y / (y + 1e-7) times that: a little less where the network is right, a
third less at y = 2e-7, and nothing where it is badly wrong, so from there it cannot learn. The picture shows both
slopes against the score of the right class of two; minigrad takes the logarithm before anything can underflow, and
needs no guard.
"""

from __future__ import annotations

import numpy as np

import minigrad as mg
from minigrad.arrays import FloatArray

X, LABELS = np.array([[0.6, 0.9], [-1.2, 0.4], [0.3, -0.8]]), np.array([2, 0, 1])


def article_loss(weights: FloatArray) -> float:
    """The mean of -log(y + 1e-7), as in the article."""
    y = mg.softmax(X @ weights)
    return float(-np.mean(np.log(y[np.arange(3), LABELS] + 1e-7)))


def gradient(weights: FloatArray) -> FloatArray:
    """The gradient by hand, which is that of the mean of -log(y)."""
    return X.T @ (mg.softmax(X @ weights) - mg.one_hot(LABELS, 3)) / 3.0


def main() -> mg.plotting.Axes:
    """Check the gradient against both losses and draw the slopes of one sample."""
    weights = 8.0 * np.random.default_rng(1).normal(size=(2, 3))  # confident predictions
    risk = mg.EmpiricalRisk(mg.SimpleNet(), mg.SoftmaxCrossEntropy(), X, LABELS)
    print("the article's loss:", mg.check_gradient(article_loss, gradient, weights, rng=0), sep="\n")
    print("ours:", mg.check_gradient(risk, risk.gradient, weights.reshape(-1), names=risk.name, rng=0), sep="\n")

    score = np.append(np.linspace(-26.0, 4.0, 61), np.log(2e-7))
    score.sort()
    claimed = mg.sigmoid(score) - 1.0
    true = mg.CentralDifference(order=4).derivative(lambda z: -np.log(mg.sigmoid(z) + 1e-7), score)
    for k in (0, np.searchsorted(score, np.log(2e-7)), 60):
        print(f"y = {mg.sigmoid(score[k]):.1e}: softmax - target is {claimed[k]:.4f}, the slope is {true[k]:.4f}")
    ax = mg.plotting.canvas()
    ax.plot(score, claimed, **mg.plotting.style(0)._asdict(), markevery=6, label="softmax - target")
    ax.plot(score, true, **mg.plotting.style(1)._asdict(), markevery=6, label="slope of -log(y + 1e-7)")
    ax.set(xlabel="score of the right class", ylabel="slope of the loss")
    ax.legend()
    return ax


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "epsilon_in_the_loss.png"))
