"""Values and gradients of PyTorch's losses, in float64, for ``tests/objectives/test_against_torch.py``.

``python -m tests.references.objectives``, with torch installed, writes ``objectives.json`` beside this file. The
reduction is "none": the means of the two libraries divide weighted losses by different numbers.
"""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Protocol, TypeAlias

import numpy as np

from minigrad.arrays import Float64Array, IntArray

PATH = Path(__file__).with_suffix(".json")

Options: TypeAlias = dict[str, float | list[float]]


class Tensor(Protocol):
    """What is used of a tensor."""

    @property
    def grad(self) -> Tensor:
        """The derivative that ``backward`` left."""

    def sum(self) -> Tensor:
        """The sum of all entries."""

    def backward(self) -> None:
        """Differentiate with respect to all that requires it."""

    def tolist(self) -> list[float]:
        """The numbers as nested lists."""


class Loss(Protocol):
    """A loss of ``torch.nn.functional`` in float64."""

    def __call__(self, outputs: Tensor, targets: object, *, reduction: str, **options: object) -> Tensor:
        """The losses, not yet added up."""


def case(name: str, outputs: Float64Array, targets: Float64Array | IntArray, **options: float | list[float]) -> object:
    """One loss on one set of outputs: arguments, all losses, and the derivative of their sum."""
    torch = import_module("torch")
    loss: Loss = getattr(import_module("torch.nn.functional"), name)
    logits: Tensor = torch.tensor(outputs, requires_grad=True)
    numbers = {key: torch.tensor(value, dtype=torch.float64) for key, value in options.items() if key == "weight"}
    losses = loss(logits, torch.tensor(targets), reduction="none", **{**options, **numbers})
    losses.sum().backward()
    return {
        "loss": name,
        "options": options,
        "outputs": outputs.tolist(),
        "targets": targets.tolist(),
        "losses": losses.tolist(),
        "gradient": logits.grad.tolist(),
    }


def cases() -> list[object]:
    """Each loss with each kind of targets and each option, at outputs of size 1 and of size 1000."""
    rng = np.random.default_rng(12)
    small = rng.normal(size=(4, 3)).round(3)
    labels, soft = np.array([0, 2, 1, 2]), (rng.multinomial(20, np.full(3, 1 / 3), size=4) / 20).round(3)
    answers, numbers = (rng.integers(0, 5, size=(4, 3)) / 4).round(3), rng.normal(size=(4, 3)).round(3)
    found: list[object] = []
    for outputs in (small, (1000.0 * small).round(1)):
        for targets in (labels, soft):
            for options in (
                Options(),
                Options(label_smoothing=0.125),
                Options(weight=[0.5, 2.0, 0.0]),
                Options(label_smoothing=0.125, weight=[0.5, 2.0, 1.25]),
            ):
                found.append(case("cross_entropy", outputs, targets, **options))
        found += [
            case("binary_cross_entropy_with_logits", outputs, answers),
            case("binary_cross_entropy_with_logits", outputs[:, :1], np.array([[1.0], [0.0], [0.0], [1.0]])),
            case("l1_loss", outputs, np.where(np.arange(3) == 1, outputs, numbers)),
            case("huber_loss", outputs, numbers, delta=0.75),
            case("mse_loss", outputs, numbers),
        ]
    return found


if __name__ == "__main__":
    PATH.write_text("[\n" + ",\n".join(map(json.dumps, cases())) + "\n]\n", "utf-8")
