"""The loss of a network as a landscape, with the path that its training took.

The loss is a function of 51 weights, so the picture shows it on a plane only: that of the two directions in which the
path extends furthest. They hold 99.9 % of the movement, so hardly anything of the path is lost. The path first crosses
the contours almost at a right angle, where the slope is steep, and then curves over flatter ground.
"""

from __future__ import annotations

import numpy as np

import minigrad as mg


def main() -> mg.plotting.Axes:
    """Train a network and draw its path on the plane in which it moved most."""
    iris = mg.load_iris()
    x = mg.standardize(iris.x)[0]
    network = mg.TwoLayerNet(4, 6, 3, rng=0)
    risk = mg.EmpiricalRisk(network, mg.SoftmaxCrossEntropy(), x, iris.t)
    run = mg.minimize(risk, network.theta, mg.Momentum(learning_rate=0.1), jac=risk.gradient, steps=100)
    print(f"the loss went from {run.values[0]:.4f} to {run.fun:.4f} in {run.nit} steps")
    spread = np.linalg.svd(run.path - run.x, compute_uv=False) ** 2
    print(f"two of {spread.size} directions hold {spread[:2].sum() / spread.sum():.1%} of the movement")
    return mg.plotting.plot_loss_landscape(risk, path=run.path)


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "loss_landscape.png"))
