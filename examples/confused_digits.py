"""Which digits a network confuses; its accuracy only says how often.

The confusion matrix counts, for each digit, what it was taken for. What is on its diagonal is right; a count elsewhere
names a pair that looks alike to the network. In the picture the largest of these is 4: four ones were taken for nines.
"""

from __future__ import annotations

import numpy as np

import minigrad as mg


def main() -> mg.plotting.Axes:
    """Train a network on digits, list the confused pairs and draw the confusion matrix."""
    digits = mg.load_digits()
    x_train, x_test, t_train, t_test = mg.train_test_split(digits.x, digits.t, rng=0)
    trainer = mg.Trainer(
        mg.SimpleNet(64, 10, bias=True, rng=0), mg.SoftmaxCrossEntropy(), mg.Adam(learning_rate=0.01), rng=0
    )
    trainer.fit(x_train, t_train, epochs=10)
    scores = trainer.predict(x_test)
    taken, wrong = scores.argmax(axis=-1), scores.argmax(axis=-1) != t_test
    pairs, counts = np.unique(np.column_stack([t_test, taken])[wrong], axis=0, return_counts=True)
    print(f"{wrong.sum()} of {len(t_test)} digits are misread")
    for (digit, other), count in zip(pairs, counts, strict=True):
        if count > 1:
            print(f"{digit} is taken for {other} {count} times")
    return mg.plotting.plot_confusion(scores, t_test, target_names=digits.target_names)


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "confused_digits.png"))
