"""PyTorch's optimizers take the same path; ``tests/references/torch_optimizers.py`` recorded it."""

from __future__ import annotations

import json

import numpy as np
import pytest

from minigrad.optimizers import AdaGrad, Adam, AdamW, GradientDescent, Momentum, Nesterov, RMSprop
from tests.optimizers.contract import OptimizerCase, OptimizerContract
from tests.references.torch_optimizers import OPTIMIZERS, PATH, START, gradient

RULES: dict[str, OptimizerContract] = {
    "GradientDescent": OptimizerCase(GradientDescent(learning_rate=0.001)),
    "Momentum": OptimizerCase(Momentum(learning_rate=0.001, momentum=0.9)),
    "Nesterov": OptimizerCase(Nesterov(learning_rate=0.001, momentum=0.9)),
    "AdaGrad": OptimizerCase(AdaGrad(learning_rate=0.1)),
    "RMSprop": OptimizerCase(RMSprop(learning_rate=0.01, decay=0.9)),
    "Adam": OptimizerCase(Adam(learning_rate=0.05)),
    "AdamW": OptimizerCase(AdamW(learning_rate=0.05, weight_decay=0.1)),
}
RECORDED: dict[str, dict[str, list[float]]] = json.loads(PATH.read_text("utf-8"))


@pytest.mark.each("name", OPTIMIZERS)
def test_takes_the_path_of_torch(name: str) -> None:
    for steps, expected in RECORDED[name].items():
        end = RULES[name].end(gradient, START, int(steps))
        np.testing.assert_allclose(end, np.array(expected), rtol=0.0, atol=1e-10)
