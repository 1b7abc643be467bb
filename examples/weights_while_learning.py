"""What the weights of a network look like while it learns to read digits.

The network has one layer, so each of its ten units has one weight for each of the 8 x 8 pixels, and can be drawn as an
image: bright where ink counts for the digit, dark where it counts against it. The picture shows the units after 0, 1, 5
and 20 epochs. They start as noise, some digits can be recognised after one epoch (0 is a ring), and the weights keep
growing.
"""

from __future__ import annotations

import minigrad as mg


def main() -> mg.plotting.Axes:
    """Train in four stages and draw the weights after each."""
    digits = mg.load_digits()
    x_train, x_test, t_train, t_test = mg.train_test_split(digits.x, digits.t, rng=0)
    network = mg.SimpleNet(64, 10, bias=True, scale=0.1, rng=0)
    trainer = mg.Trainer(network, mg.SoftmaxCrossEntropy(), mg.Adam(learning_rate=0.01), rng=0)
    ax = mg.plotting.canvas()
    for panel, epochs in zip(mg.plotting.panels(ax, 4), (0, 1, 5, 20), strict=True):
        if epochs:
            trainer.fit(x_train, t_train, epochs=epochs - len(trainer.history))
        accuracy = trainer.evaluate(x_test, t_test).accuracy
        print(f"epochs: {epochs:2}, accuracy {accuracy:.3f} on unseen digits")
        mg.plotting.plot_weights(network, shape=(8, 8), ax=panel).set_title(f"epochs: {epochs}")
    return ax


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "weights_while_learning.png"))
