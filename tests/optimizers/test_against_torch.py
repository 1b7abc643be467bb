"""PyTorch's optimizers take the same path, and its schedules give the same learning rates.

``tests/references/torch_optimizers.py`` recorded them.
"""

from __future__ import annotations

import json

import numpy as np
import pytest

from minigrad.optimizers import (
    AdaGrad,
    Adam,
    AdamW,
    CosineDecay,
    ExponentialDecay,
    GradientDescent,
    LinearDecay,
    Momentum,
    Nesterov,
    OneCycle,
    RMSprop,
    Schedule,
    StepDecay,
)
from tests.optimizers.contract import OptimizerCase, OptimizerContract
from tests.references.torch_optimizers import OPTIMIZERS, PATH, SCHEDULES, START, gradient

RULES: dict[str, OptimizerContract] = {
    "GradientDescent": OptimizerCase(GradientDescent(learning_rate=0.001)),
    "Momentum": OptimizerCase(Momentum(learning_rate=0.001, momentum=0.9)),
    "Nesterov": OptimizerCase(Nesterov(learning_rate=0.001, momentum=0.9)),
    "AdaGrad": OptimizerCase(AdaGrad(learning_rate=0.1)),
    "RMSprop": OptimizerCase(RMSprop(learning_rate=0.01, decay=0.9)),
    "Adam": OptimizerCase(Adam(learning_rate=0.05)),
    "AdamW": OptimizerCase(AdamW(learning_rate=0.05, weight_decay=0.1)),
}
RULES_OF_RATES: dict[str, Schedule] = {
    "StepDecay": StepDecay(30, rate=0.3),
    "ExponentialDecay": ExponentialDecay(rate=0.98),
    "CosineDecay": CosineDecay(200, end=0.125),
    "LinearDecay": LinearDecay(120, end=0.25),
    "OneCycle": OneCycle(201),
}
PATHS: dict[str, dict[str, list[float]]] = json.loads(PATH.read_text("utf-8"))
RATES: dict[str, list[float]] = json.loads(PATH.read_text("utf-8"))


@pytest.mark.each("name", OPTIMIZERS)
def test_takes_the_path_of_torch(name: str) -> None:
    for steps, expected in PATHS[name].items():
        end = RULES[name].end(gradient, START, int(steps))
        np.testing.assert_allclose(end, np.array(expected), rtol=0.0, atol=1e-10)


@pytest.mark.each("name", SCHEDULES)
def test_gives_the_learning_rates_of_torch(name: str) -> None:
    factors = [RULES_OF_RATES[name].factor(step) for step in range(0, 201, 10)]
    np.testing.assert_allclose(factors, np.array(RATES[name]), rtol=1e-12)
