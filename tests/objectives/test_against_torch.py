"""Values and gradients are those of PyTorch's losses, which ``tests/references/objectives.py`` wrote down."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypedDict

import numpy as np
import pytest

from minigrad.arrays import Float64Array
from minigrad.objectives import (
    BinaryCrossEntropy,
    Huber,
    MeanAbsoluteError,
    MeanSquaredError,
    Objective,
    SoftmaxCrossEntropy,
)
from tests.references.objectives import PATH

WEIGHTS = np.array([0.5, 3.0, 0.0, 1.25])


class Options(TypedDict, total=False):
    """The arguments of PyTorch's loss."""

    label_smoothing: float
    weight: list[float]
    delta: float


class Reference(TypedDict):
    """One case as the script writes it."""

    loss: str
    options: Options
    outputs: list[list[float]]
    targets: list[list[float]] | list[int]
    losses: list[float] | list[list[float]]
    gradient: list[list[float]]


def _cross_entropy(options: Options) -> Objective:
    weights = tuple(options["weight"]) if "weight" in options else None
    return SoftmaxCrossEntropy(options.get("label_smoothing", 0.0), weights)


MAKE: dict[str, Callable[[Options], Objective]] = {
    "cross_entropy": _cross_entropy,
    "binary_cross_entropy_with_logits": lambda options: BinaryCrossEntropy(),
    "l1_loss": lambda options: MeanAbsoluteError(),
    "huber_loss": lambda options: Huber(options["delta"]),
    "mse_loss": lambda options: MeanSquaredError(),
}

REFERENCES: list[Reference] = json.loads(PATH.read_text("utf-8"))


def _name(reference: Reference) -> str:
    targets, size = np.ndim(reference["targets"]), np.abs(reference["outputs"]).max()
    return f"{reference['loss']}, {reference['options']}, {targets} axes of targets, outputs up to {size}"


@pytest.mark.each("name", list(map(_name, REFERENCES)))
def test_values_and_gradients(name: str) -> None:
    case = next(case for case in REFERENCES if _name(case) == name)
    objective = MAKE[case["loss"]](case["options"])
    losses = _of_samples(np.array(case["losses"]))
    features = 1 if case["loss"] == "cross_entropy" else len(case["gradient"][0])  # PyTorch's gradient is of the sum
    gradients = np.array(case["gradient"]) / features
    outputs, targets = np.array(case["outputs"]), case["targets"]
    assert objective.value(outputs, targets) == pytest.approx(losses.mean(), rel=1e-12)
    _require_close(objective.gradient(outputs, targets), gradients / 4)
    assert objective.value(outputs, targets, weights=WEIGHTS) == pytest.approx(WEIGHTS @ losses / 4, rel=1e-12)
    weighted = WEIGHTS[:, np.newaxis] * gradients / 4
    _require_close(objective.gradient(outputs, targets, weights=WEIGHTS), weighted)


def _of_samples(losses: Float64Array) -> Float64Array:
    means: Float64Array = losses if losses.ndim == 1 else losses.mean(axis=1)
    return means


def _require_close(found: object, expected: Float64Array) -> None:
    np.testing.assert_allclose(np.asarray(found), expected, rtol=1e-12, atol=1e-16 * max(1.0, np.abs(expected).max()))


def test_binary_labels_are_rows_of_zero_and_one() -> None:
    case = next(case for case in REFERENCES if len(case["outputs"][0]) == 1)
    assert BinaryCrossEntropy().value(case["outputs"], [1, 0, 0, 1]) == pytest.approx(
        np.mean(case["losses"]), rel=1e-14
    )
