"""The gradient of a network's loss with respect to its weights (section 2.2 of the article).

The loss is a function of the weights like any other, so it can be differentiated like any other: numerically, from its
values, or by hand, dW = outer(x, softmax(x W) - t). ``check_gradient`` compares the two and gives a verdict. In the
picture every entry agrees to nine digits or more; a wrong one would be marked.
"""

from __future__ import annotations

import numpy as np

import minigrad as mg

X, T = np.array([0.6, 0.9]), 2  # one sample, whose class is number 2
W = np.array(
    [[0.47355232, 0.9977393, 0.84668094], [0.85557411, 0.03563661, 0.69422093]]
)  # the book's; the article draws it


def main() -> mg.plotting.Axes:
    """Compare the two gradients of a small network, entry by entry."""
    net = mg.SimpleNet()
    net.weight = W
    risk = mg.EmpiricalRisk(net, mg.SoftmaxCrossEntropy(), X, T)
    report = mg.check_gradient(risk, risk.gradient, net.theta, names=risk.name, rng=0)
    print("scores", net.predict(X))
    print(f"loss {risk(net.theta):.9f}")
    print("dL/dW by hand", risk.gradient(net.theta).reshape(2, 3), sep="\n")
    print("numerically", mg.CentralDifference().gradient(risk, net.theta).reshape(2, 3), sep="\n")
    print(report)
    return mg.plotting.plot_gradient_report(report)


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "network_gradient.png"))
