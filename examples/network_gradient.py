"""The gradient of a network's loss by its weights (section 2.2 of the article).

The loss is a function of the weights like any other, so it can be differentiated like any other: numerically, from its
values, or by hand, dW = outer(x, softmax(x W) - t). ``check_gradient`` compares the two and gives a verdict.

The article's loss is -log(y + 1e-7), and (y - t) is not the derivative of that: with p the probability of the right class,
the 1e-7 takes 1e-7 / (p + 1e-7) of the gradient away. It is 1.4e-7 here, a third at p = 2e-7, and all of it where
the network is badly wrong. minigrad takes the logarithm before anything can underflow, and needs no such guard.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import Float64Array, FloatArray

X, T = np.array([0.6, 0.9]), 2  # one sample, whose class is number 2
W = np.array([[0.47355232, 0.9977393, 0.84668094], [0.85557411, 0.03563661, 0.69422093]])


class NetworkGradient(NamedTuple):
    """dL/dW in three ways, each of W's shape, and the verdict on the one by hand."""

    logits: FloatArray
    loss: float
    analytic: FloatArray
    numeric: Float64Array
    of_the_articles_loss: Float64Array
    report: mg.GradientReport

    @override
    def __str__(self) -> str:
        gap = np.abs(self.of_the_articles_loss - self.analytic).max()
        head = f"logits {self.logits}, loss {self.loss:.9f}\ndL/dW by hand:\n{self.analytic}\nnumerically:\n{self.numeric}"
        return f"{head}\n{self.report}\nThe gradient of -log(y + 1e-7) is off by {gap:.1e}."


def main() -> NetworkGradient:
    """The book's W in place of a random one, so that the numbers can be compared."""
    net = mg.SimpleNet()
    net.weight = W
    risk = mg.EmpiricalRisk(net, mg.SoftmaxCrossEntropy(), X, T)
    analytic = net.unflatten(risk.gradient(net.theta))["dense1.weight"]
    numeric = mg.CentralDifference().gradient(risk, net.theta).reshape(W.shape)
    article = mg.CentralDifference(order=4).gradient(lambda w: -np.log(mg.softmax(X @ w)[T] + 1e-7), W)
    report = mg.check_gradient(risk, risk.gradient, net.theta, names=risk.name)
    return NetworkGradient(net.predict(X), risk(net.theta), analytic, numeric, article, report)


if __name__ == "__main__":
    print(main())
