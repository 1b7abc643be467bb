"""The loss of a network around the path that its training took.

The loss is a function of 51 weights; the picture shows it over the plane in which
"""

from __future__ import annotations

import numpy as np

import minigrad as mg


def main() -> mg.plotting.Axes:
    iris = mg.load_iris()
    x = mg.standardize(iris.x)[0]
    network = mg.TwoLayerNet(4, 6, 3, rng=0)
    risk = mg.EmpiricalRisk(network, mg.SoftmaxCrossEntropy(), x, iris.t)
    run = mg.minimize(risk, network.theta, mg.Momentum(learning_rate=0.1), jac=risk.gradient, steps=100)
    print(run.message)
    return mg.plotting.plot_loss_landscape(risk, run.x, path=run.path)


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "loss_landscape.png"))
