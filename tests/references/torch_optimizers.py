"""Writes ``torch_optimizers.json``: where PyTorch's optimizers and schedules lead, in double precision.

``python -m tests.references.torch_optimizers`` needs torch. The gradient is that of :func:`gradient` on both sides, so
that only the rules are compared.
"""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Protocol, TypeAlias

import numpy as np

from minigrad.arrays import FloatArray

PATH = Path(__file__).with_suffix(".json")
START = np.array([-1.2, 1.0, 3.0, -2.0])
STEPS = 200
KEPT = (1, 10, 100, 200)
"""After how many steps the point is kept."""

Options: TypeAlias = dict[str, float | bool | str]
OPTIMIZERS: dict[str, tuple[str, Options]] = {
    "GradientDescent": ("SGD", {"lr": 0.001}),
    "Momentum": ("SGD", {"lr": 0.001, "momentum": 0.9}),
    "Nesterov": ("SGD", {"lr": 0.001, "momentum": 0.9, "nesterov": True}),
    "AdaGrad": ("Adagrad", {"lr": 0.1}),
    "RMSprop": ("RMSprop", {"lr": 0.01, "alpha": 0.9}),
    "Adam": ("Adam", {"lr": 0.05}),
    "AdamW": ("AdamW", {"lr": 0.05, "weight_decay": 0.1}),
}
SCHEDULES: dict[str, tuple[str, Options]] = {
    "StepDecay": ("StepLR", {"step_size": 30, "gamma": 0.3}),
    "ExponentialDecay": ("ExponentialLR", {"gamma": 0.98}),
    "CosineDecay": ("CosineAnnealingLR", {"T_max": 200, "eta_min": 0.125}),
    "LinearDecay": ("LinearLR", {"start_factor": 1.0, "end_factor": 0.25, "total_iters": 120}),
    "OneCycle": ("OneCycleLR", {"max_lr": 1.0, "total_steps": 201, "cycle_momentum": False}),
}


class Tensor(Protocol):
    """What is used of a tensor."""

    grad: Tensor

    def tolist(self) -> list[float]: ...


class Stepping(Protocol):
    """An optimizer, or a schedule."""

    def step(self) -> None: ...

    def get_last_lr(self) -> list[float]: ...


def gradient(x: FloatArray) -> FloatArray:
    """Of 100 (x1 - x0^2)^2 + (1 - x0)^2 + (x2^2 + 25 x3^2) / 2 + x2 x3."""
    valley = 200.0 * (x[1] - x[0] ** 2)
    return np.array([-2.0 * x[0] * valley - 2.0 * (1.0 - x[0]), valley, x[2] + x[3], 25.0 * x[3] + x[2]])


def path(optimizer: str, options: Options) -> dict[str, list[float]]:
    """Where an optimizer is after some of its steps."""
    torch = import_module("torch")
    theta: Tensor = torch.tensor(START)
    rule: Stepping = getattr(torch.optim, optimizer)([theta], **options)
    points: dict[str, list[float]] = {}
    for number in range(1, STEPS + 1):
        theta.grad = torch.tensor(gradient(np.array(theta.tolist())))
        rule.step()
        if number in KEPT:
            points[str(number)] = theta.tolist()
    return points


def factors(schedule: str, options: Options) -> list[float]:
    """The learning rate before each step and after the last, where it is 1 without a schedule."""
    torch = import_module("torch")
    theta: Tensor = torch.tensor(START)
    theta.grad = torch.tensor(START)
    rule: Stepping = torch.optim.SGD([theta], lr=1.0)
    changing: Stepping = getattr(torch.optim.lr_scheduler, schedule)(rule, **options)
    found = changing.get_last_lr()
    for _ in range(STEPS):
        rule.step()
        changing.step()
        found += changing.get_last_lr()
    return found[::10]


if __name__ == "__main__":
    results = {name: path(*what) for name, what in OPTIMIZERS.items()}
    rates = {name: factors(*what) for name, what in SCHEDULES.items()}
    entries = [f"{json.dumps(name)}: {json.dumps(numbers)}" for name, numbers in {**results, **rates}.items()]
    PATH.write_text("{\n" + ",\n".join(entries) + "\n}\n", "utf-8")
