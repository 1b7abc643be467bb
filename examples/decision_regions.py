"""The regions that a network assigns to each class: irises, by the length and the width of their petals.

A network divides the plane of its two inputs into a region for each class. Without a hidden layer the borders would be
straight; eight hidden units can bend them. The picture shows the regions and the flowers; those in a region of another
colour are misjudged, and all of them lie where two kinds overlap.
"""

from __future__ import annotations

import numpy as np

import minigrad as mg


def main() -> mg.plotting.Axes:
    """Train a small network on irises, list the misjudged ones and draw its regions."""
    iris = mg.load_iris()
    x, names = iris.x[:, 2:], ("length of a petal (cm)", "width of a petal (cm)")
    network = mg.TwoLayerNet(2, 8, 3, activation=mg.Tanh(), rng=0)
    trainer = mg.Trainer(network, mg.SoftmaxCrossEntropy(), mg.Adam(learning_rate=0.05), rng=0)
    trainer.fit(x, iris.t, epochs=50)
    said = network.predict(x).argmax(axis=-1)
    for flower in np.flatnonzero(said != iris.t):
        print(
            f"flower {flower}, petal {x[flower]} cm: {iris.target_names[iris.t[flower]]} taken for "
            f"{iris.target_names[said[flower]]}"
        )
    print(f"accuracy {np.mean(said == iris.t):.3f}")
    return mg.plotting.plot_decision_regions(network, x, iris.t, feature_names=names, target_names=iris.target_names)


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "decision_regions.png"))
