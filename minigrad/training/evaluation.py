"""Loss and accuracy of a network on given data."""

from __future__ import annotations

from typing import NamedTuple

from minigrad.networks.risk import EmpiricalRisk
from minigrad.training.accuracy import share_right


class Evaluation(NamedTuple):
    """The loss (the objective's mean over samples) and the accuracy (NaN where there are no classes)."""

    loss: float
    accuracy: float


NOT_EVALUATED = Evaluation(float("nan"), float("nan"))
"""The entries of a record for validation data that were not given."""


def evaluate(risk: EmpiricalRisk) -> Evaluation:
    """Loss and accuracy of the risk's network, at its own theta, on the risk's data."""
    outputs = risk.network.predict(risk.x)
    return Evaluation(
        float(risk.objective.mean_values(outputs, risk.targets, weights=risk.sample_weight)),
        share_right(outputs, risk.targets),
    )
