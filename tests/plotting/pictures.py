"""One small picture by each function of ``minigrad.plotting``; ``test_every_picture.py`` runs over these.

A new function is added here, once; the tests fail as long as it is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

import numpy as np

import minigrad as mg
from minigrad import plotting
from minigrad.arrays import Float64Array

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class Picture(Protocol):
    """Draws on the axes that it is given or, without an argument, on a figure of its own."""

    def __call__(self, *, ax: Axes | None = None) -> Axes: ...


def parabola(x: float) -> float:
    """The article's function of one variable."""
    return 0.01 * x**2 + 0.1 * x


def bowl(x: Float64Array) -> float:
    """The article's function of two variables."""
    return float(x[0] ** 2 + x[1] ** 2)


def _descents(rates: Sequence[float]) -> dict[str, mg.DescentResult]:
    return {
        f"learning rate {rate:g}": mg.minimize(
            bowl, [-3.0, 4.0], mg.GradientDescent(learning_rate=rate), steps=40, divergence="return"
        )
        for rate in rates
    }


IRIS = mg.load_iris()
CLASSIFIER = mg.TwoLayerNet(4, 6, 3, rng=0)
TRAINER = mg.Trainer(CLASSIFIER, mg.SoftmaxCrossEntropy(), mg.Adam(learning_rate=0.05), rng=0)
HISTORY = TRAINER.fit(IRIS.x[::2], IRIS.t[::2], epochs=12, validation_data=(IRIS.x[1::2], IRIS.t[1::2]))
RISK = mg.EmpiricalRisk(CLASSIFIER, mg.SoftmaxCrossEntropy(), IRIS.x, IRIS.t)
REPORT = mg.check_gradient(RISK, lambda theta: 1.01 * RISK.gradient(theta), CLASSIFIER.theta, names=RISK.name, rng=0)

PICTURES: dict[str, Picture] = {
    "plot_confusion": partial(
        plotting.plot_confusion, CLASSIFIER.predict(IRIS.x), IRIS.t, target_names=IRIS.target_names
    ),
    "plot_decision_regions": partial(
        plotting.plot_decision_regions, CLASSIFIER, IRIS.x, IRIS.t, target_names=IRIS.target_names
    ),
    "plot_descent": partial(plotting.plot_descent, _descents([0.1, 10.0]), bowl),
    "plot_gradient_field": partial(plotting.plot_gradient_field, bowl, (-2.0, 2.25), points=6),
    "plot_gradient_report": partial(plotting.plot_gradient_report, REPORT),
    "plot_history": partial(plotting.plot_history, HISTORY),
    "plot_loss_landscape": partial(plotting.plot_loss_landscape, RISK, points=9, rng=0),
    "plot_step_sweep": partial(plotting.plot_step_sweep, np.exp, 1.0),
    "plot_tangent": partial(plotting.plot_tangent, parabola, [5.0, 10.0]),
    "plot_weights": partial(plotting.plot_weights, CLASSIFIER),
}
