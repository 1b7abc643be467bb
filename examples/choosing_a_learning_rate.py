"""Learning rates are tried out: a hyperparameter is not learned but chosen (the note at the end of section 2.1).

One network is trained on irises with each of nine rates, and judged on flowers that it has not seen. Too small a rate
hardly moves in the 20 epochs that it has, too large a one jumps over the minimum and back. In the picture the loss
falls and rises again: the lowest point is the rate to keep, and a rise on both sides shows that the search was wide
enough.
"""

from __future__ import annotations

import numpy as np

import minigrad as mg


def main() -> mg.plotting.Axes:
    """Train one network at each of nine learning rates and draw the held-out losses."""
    iris = mg.load_iris()
    x, x_held, t, t_held = mg.train_test_split(iris.x, iris.t, rng=0)
    x, x_held = mg.standardize(x, x_held)
    losses = {}
    for rate in np.logspace(-4.0, 4.0, 9).tolist():
        net = mg.SimpleNet(4, 3, bias=True, rng=0)
        trainer = mg.Trainer(net, mg.SoftmaxCrossEntropy(), mg.GradientDescent(learning_rate=rate), rng=0)
        trainer.fit(x, t, epochs=20)
        losses[rate] = trainer.evaluate(x_held, t_held).loss
        print(f"learning rate {rate:<8g} held-out loss {losses[rate]:.4g}")
    best = min(losses, key=losses.__getitem__)
    print(f"best: {best:g}")
    ax = mg.plotting.canvas()
    ax.loglog(list(losses), list(losses.values()), "k.-")
    ax.loglog(best, losses[best], "ko", markersize=12, fillstyle="none", label=f"best: {best:g}")
    ax.set(xlabel="learning rate", ylabel="loss on held-out flowers after 20 epochs")
    ax.minorticks_off()
    ax.legend()
    return ax


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "choosing_a_learning_rate.png"))
