"""A small convolutional network reads digits: what its filters see.

Each filter looks at windows of 3 x 3 pixels and answers where ink lies under its bright weights and not under its dark
ones. The picture shows the filters of the first layer, with the accuracy without each, and where they answer in five
unseen digits. Digits are blank at the margin, where ReLU has its kink in a new network: it is verified on noise.
"""

from __future__ import annotations

import numpy as np

import minigrad as mg


def trained(x: mg.FloatArray, t: mg.IntArray, epochs: int = 12) -> mg.Network:
    """Two convolutions and one pooling: 8 x 8 pixels become 6 x 6, 4 x 4 and 2 x 2 numbers, of 32 kinds."""
    first, second = (mg.Conv2D(n, m, 3, initializer=mg.HeNormal()) for n, m in [(1, 8), (8, 32)])
    layers = [first, mg.ReLU(), second, mg.ReLU(), mg.MaxPool2D(2), mg.Flatten(), mg.Dropout(0.25), mg.Dense(128, 10)]
    network = mg.Sequential(layers, rng=0)
    optimizer = mg.Scheduled(mg.Adam(learning_rate=0.02), mg.OneCycle(epochs * -(-len(x) // 32)))
    trainer = mg.Trainer(network, mg.SoftmaxCrossEntropy(label_smoothing=0.1), optimizer, rng=0)
    print(trainer.verify_gradient(np.random.default_rng(0).random((5, 1, 8, 8)), np.arange(5), training=0))
    trainer.fit(x, t, epochs=epochs, evaluate_every=None)
    return network


def draw(ax: mg.plotting.Axes, column: int, row: int, images: mg.FloatArray, darkest: float) -> None:
    """Draw images below each other, from this row on, all in the same colours."""
    for place, image in enumerate(images, row):
        tile = (column, column + 0.9, place + 0.9, place)
        ax.imshow(image, cmap="cividis", extent=tile, vmin=darkest, vmax=np.abs(images).max())


def main() -> mg.plotting.Axes:
    """Train, take away one filter at a time, and draw the filters and where they answer."""
    digits = mg.load_digits()
    x_train, x_test, t_train, t_test = mg.train_test_split(digits.x.reshape(-1, 1, 8, 8), digits.t, rng=0)
    network = trained(x_train, t_train)
    accuracy = (network.predict(x_test).argmax(axis=-1) == t_test).mean()
    print(f"{network.theta.size} weights, accuracy {accuracy:.3f} on unseen digits")
    filters, thetas = np.arange(8), np.tile(network.theta, (8, 1))  # eight networks, each without one filter
    for name in ("conv2d1.weight", "conv2d1.bias"):
        network.unflatten(thetas)[name][filters, filters] = 0.0
    accuracies = (network.forward(thetas, x_test).argmax(axis=-1) == t_test).mean(axis=-1)
    shown = x_test[[list(t_test).index(digit) for digit in (0, 1, 4, 7, 8)]]
    answers = np.maximum(network.layers[0].forward(network.split(network.theta)[0], shown)[0], 0.0)
    ax = mg.plotting.canvas()
    draw(ax, 0, 1, shown[:, 0], 0.0)
    for number, weight in enumerate(network.parameters["conv2d1.weight"]):
        print(f"accuracy {accuracies[number]:.3f} without filter {number}")
        draw(ax, number + 1, 0, weight, -np.abs(weight).max())
        draw(ax, number + 1, 1, answers[:, number], 0.0)
    ax.set(xlim=(-0.1, 9.0), ylim=(6.0, -0.1), xlabel="filter, and accuracy without it", yticks=[])
    ax.set_xticks(np.arange(9) + 0.45, ["digit", *(f"{number}\n{accuracies[number]:.2f}" for number in filters)])
    return ax


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "what_filters_see.png"))
