"""The optimizers that the contract suite runs over; a new one is added here."""

from __future__ import annotations

from minigrad.optimizers import Adam, Clipped, GradientDescent, Momentum
from tests.optimizers.contract import OptimizerCase, OptimizerContract

OPTIMIZERS: dict[str, OptimizerContract] = {
    "GradientDescent": OptimizerCase(GradientDescent(learning_rate=0.0015), 15_000, 15_000),
    "Momentum": OptimizerCase(Momentum(learning_rate=3e-4, momentum=0.9), 7_500, 7_500),
    "Adam": OptimizerCase(Adam(learning_rate=0.05), 600, 2_200),
    "Clipped GradientDescent": OptimizerCase(Clipped(GradientDescent(learning_rate=0.0015), max_norm=50.0), 15_000, 15_000),
    "Clipped Adam": OptimizerCase(Clipped(Adam(learning_rate=0.05), max_norm=50.0), 600, 2_200),
}
