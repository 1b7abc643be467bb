"""A two-layer network learns to read handwritten digits (what the end of the article announces).

Verify before training: with a wrong gradient a network often still learns, only worse, and the curve of the loss does
not show it. A few samples are enough to verify, since the formulas are the same for all. In the picture the loss on
digits that the network has not seen stays above that on those that it learns from.
"""

from __future__ import annotations

import minigrad as mg


def main() -> mg.plotting.Axes:
    """Verify the gradient, train, print the accuracy and draw the losses."""
    digits = mg.load_digits()
    x_train, x_test, t_train, t_test = mg.train_test_split(digits.x, digits.t, rng=0)
    network = mg.TwoLayerNet(64, 50, 10, rng=0)
    trainer = mg.Trainer(network, mg.SoftmaxCrossEntropy(), mg.Adam(learning_rate=0.01), rng=0)
    print(trainer.verify_gradient(x_train[:10], t_train[:10]))
    history = trainer.fit(x_train, t_train, epochs=20, batch_size=32, validation_data=(x_test, t_test))
    print(history)
    print(f"accuracy on unseen digits: {trainer.evaluate(x_test, t_test).accuracy:.3f}")
    return mg.plotting.plot_history(history)


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "train_two_layer_net.png"))
