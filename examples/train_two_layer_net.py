"""A two-layer network learns to read handwritten digits (what the end of the article announces).

Verify first, train then: a wrong derivative often still trains, only worse, so the curve of the loss does not show it.
``verify_gradient`` compares backpropagation with numerical differentiation; a few samples are enough for that, since
the formulas are the same for all. Accuracy is measured on digits that the network has not seen.
"""

from __future__ import annotations

from typing import NamedTuple

from typing_extensions import override

import minigrad as mg


class Training(NamedTuple):
    """The verdict before training, the history of it, and loss and accuracy on the digits held back."""

    report: mg.GradientReport
    history: mg.History
    test: mg.Evaluation

    @override
    def __str__(self) -> str:
        return f"{self.report}\n\n{self.history}\n\naccuracy on unseen digits: {self.test.accuracy:.3f}"


def main() -> Training:
    """64 pixels, 50 hidden units, 10 digits; 30 visits to 1,438 training samples."""
    digits = mg.load_digits()
    x_train, x_test, t_train, t_test = mg.train_test_split(digits.x, digits.t, rng=0)
    network = mg.TwoLayerNet(64, 50, 10, rng=0)
    trainer = mg.Trainer(network, mg.SoftmaxCrossEntropy(), mg.Adam(learning_rate=0.01), rng=0)
    report = trainer.verify_gradient(x_train[:10], t_train[:10])
    history = trainer.fit(x_train, t_train, epochs=30, batch_size=32, validation_data=(x_test, t_test))
    return Training(report, history, trainer.evaluate(x_test, t_test))


if __name__ == "__main__":
    print(main())
