"""Why ``f = lambda w: net.loss(x, t)`` is a trap (section 2.2 of the article).

It ignores w. The article's ``numerical_gradient`` is right all the same, because it writes into ``net.W`` itself; a
library that passes changed copies of w sees a constant and returns zeros. minigrad's differentiators warn of that, and
``check_gradient`` fails. The picture shows the loss against the first weight: on the left as a function of its
argument, on the right as the trap computes it.
"""

from __future__ import annotations

import warnings

import numpy as np

import minigrad as mg
from minigrad.arrays import FloatArray

W = np.array([0.47355232, 0.9977393, 0.84668094, 0.85557411, 0.03563661, 0.69422093])


def main() -> mg.plotting.Axes:
    """Differentiate the loss and the trap, and draw both against the first weight."""
    net, objective, x, t = mg.SimpleNet(), mg.SoftmaxCrossEntropy(), np.array([0.6, 0.9]), 2
    net.theta = W
    risk = mg.EmpiricalRisk(net, objective, x, t)

    def trap(w: FloatArray) -> float:
        return objective.value(net.predict(x), t)

    print("gradient of the loss", mg.CentralDifference().gradient(risk, W).round(8))
    with warnings.catch_warnings(record=True, action="always") as caught:
        print("gradient of the trap", mg.CentralDifference().gradient(trap, W))
    print(*(f"{each.category.__name__}: {each.message}" for each in caught))
    print(mg.check_gradient(trap, risk.gradient, W, rng=0))
    ax = mg.plotting.canvas()
    left, right = mg.plotting.panels(ax, 2)
    mg.plotting.plot_tangent(lambda w: risk(np.array([w, *W[1:]])), W[0], ax=left).set_title("the loss")
    mg.plotting.plot_tangent(lambda w: trap(np.array([w, *W[1:]])), W[0], ax=right).set_title("the trap")
    for panel in (left, right):
        panel.set(xlabel="first weight", ylabel="loss", ylim=(0.7, 1.25))
        panel.legend(loc="upper left")
    return ax


if __name__ == "__main__":
    print("picture:", mg.plotting.save(main(), "ignored_argument.png"))
