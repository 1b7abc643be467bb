"""Softmax turns scores into probabilities, and cross-entropy measures their error (section 2.2 of the article).

``mg.softmax`` takes one sample or many, and large scores do not overflow. ``mg.SoftmaxCrossEntropy`` takes the scores
and not the probabilities: together the two have the derivative softmax - target and need no guard inside the logarithm.
The picture shows the loss of (z, 0, 0) where class 0 is right: its slopes are softmax - 1, between -1 and 0.
"""

from __future__ import annotations

import numpy as np

import minigrad as mg

LOSS = mg.SoftmaxCrossEntropy()


def loss(z: float) -> float:
    """The cross-entropy of the scores (z, 0, 0) with label 0."""
    return LOSS.value([z, 0.0, 0.0], 0)


def main() -> mg.plotting.Axes:
    """Print probabilities, losses and slopes, and draw the tangents."""
    print("softmax(0.3, 2.9, 4.0) =", mg.softmax([0.3, 2.9, 4.0]).round(8))
    print("softmax(1010, 1000, 990) =", mg.softmax([1010.0, 1000.0, 990.0]))
    scores = np.log([0.1, 0.05, 0.6, 0.15, 0.1])  # their sum is 1, so this is their softmax
    print(
        f"cross-entropy with label 2: {LOSS.value(scores, 2):.8f}, one-hot: {LOSS.value(scores, [0, 0, 1, 0, 0]):.8f}"
    )
    for z in (-3.0, 0.0, 3.0):
        print(
            f"slope at z = {z:+.0f}: {LOSS.gradient([z, 0.0, 0.0], 0)[0]:.6f} = {mg.softmax([z, 0.0, 0.0])[0]:.6f} - 1"
        )
    ax = mg.plotting.plot_tangent(loss, [-3.0, 0.0, 3.0], bounds=(-6.0, 6.0))
    ax.set(xlabel="z, the score of the right class", ylabel="loss of (z, 0, 0)")
    return ax


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "softmax_and_cross_entropy.png"))
