"""The book's two-layer network, whose parameters and gradients are dicts of arrays.

``params`` has the keys W1, b1, W2 and b2, and ``gradient(params)`` returns a dict with the same keys, as in chapter 4
of Saitoh (2016). The check takes both as they are, and names entries as ``W1[0, 2]``; ``minimize`` and ``gradient``
return dicts. One version has a bias that gets the sum over the samples, where the loss is their mean.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

import minigrad as mg
from minigrad.arrays import FloatArray

Arrays: TypeAlias = dict[str, FloatArray]

RNG = np.random.default_rng(0)
X, T = RNG.normal(size=(6, 3)), RNG.integers(0, 2, 6)


def initial(hidden: int = 4) -> Arrays:
    """Random weights, and biases of zero."""
    return {
        "W1": RNG.normal(size=(3, hidden)),
        "b1": np.zeros(hidden),
        "W2": RNG.normal(size=(hidden, 2)),
        "b2": np.zeros(2),
    }


def predict(params: Arrays) -> tuple[FloatArray, FloatArray]:
    """The outputs of the hidden layer, and the probabilities of both classes."""
    hidden = mg.sigmoid(X @ params["W1"] + params["b1"])
    return hidden, mg.softmax(hidden @ params["W2"] + params["b2"])


def loss(params: Arrays) -> float:
    """The mean cross-entropy."""
    return float(-np.mean(np.log(predict(params)[1][np.arange(6), T])))


def gradient(params: Arrays) -> Arrays:
    """Backpropagation, as in the book."""
    hidden, y = predict(params)
    scores = (y - mg.one_hot(T, 2)) / 6.0
    inside = (scores @ params["W2"].T) * hidden * (1.0 - hidden)
    return {"W1": X.T @ inside, "b1": inside.sum(axis=0), "W2": hidden.T @ scores, "b2": scores.sum(axis=0)}


def summed_bias(params: Arrays) -> Arrays:
    """The same, with the sum over the samples for b1 in place of the mean."""
    return {**gradient(params), "b1": 6.0 * gradient(params)["b1"]}


def main() -> None:
    """Check both versions, differentiate numerically, and train."""
    params = initial()
    print("right:", mg.check_gradient(loss, gradient, params, rng=0, order=False))
    print("summed:", mg.check_gradient(loss, summed_bias, params, rng=0, order=False))
    print("numeric gradient of b1:", mg.CentralDifference().gradient(loss, params)["b1"].round(4))
    trained = mg.minimize(loss, params, mg.GradientDescent(learning_rate=1.0), jac=gradient, steps=100)
    print(f"trained: the loss fell from {loss(params):.3f} to {loss(trained.x):.3f}; arrays:", *trained.x)


if __name__ == "__main__":
    main()
