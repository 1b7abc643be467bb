"""An objective of one's own takes ten lines, and its mistakes are named."""

from __future__ import annotations

from typing import ClassVar, final

import numpy as np
import pytest
from typing_extensions import override

from minigrad.arrays import FloatArray
from minigrad.objectives import Objective, TargetKind, Targets, as_labels
from tests.numeric import numeric_derivative
from tests.registry import OBJECTIVES


@final
class Hinge(Objective):
    """max(0, 1 - z_c + the largest other logit): labels, by index."""

    target_kind: ClassVar[TargetKind] = TargetKind.CLASSES

    @override
    def sample_values(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        values: FloatArray = np.maximum(0.0, 1.0 - self._margins(outputs, targets))
        return values

    @override
    def sample_gradients(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        rows, labels = np.arange(targets.size), as_labels(targets)
        others = outputs.copy()
        others[..., rows, labels] = -np.inf
        active: FloatArray = np.where(self._margins(outputs, targets) < 1.0, 1.0, 0.0)
        gradients: FloatArray = (others == others.max(axis=-1, keepdims=True)) * active[..., np.newaxis]
        gradients[..., rows, labels] = -active
        return gradients

    def _margins(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        rows, labels = np.arange(targets.size), as_labels(targets)
        others = outputs.copy()
        others[..., rows, labels] = -np.inf
        margins: FloatArray = outputs[..., rows, labels] - others.max(axis=-1)
        return margins


@final
class Forgetful(Objective):
    """Adds up over everything, and forgets the axis of samples."""

    @override
    def sample_values(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        return np.asarray(np.square(outputs - targets).sum())

    @override
    def sample_gradients(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        gradients: FloatArray = (outputs - targets).sum(axis=-1)
        return gradients


def test_labels_reach_a_users_objective_checked() -> None:
    outputs, labels = np.array([[2.0, 0.5, 0.1], [0.0, 1.0, 3.0]]), np.array([0, 1])
    assert Hinge().value(outputs, labels) == (0.0 + 3.0) / 2
    expected = numeric_derivative(lambda moved: Hinge().value(moved, labels), outputs)
    np.testing.assert_allclose(Hinge().gradient(outputs, labels), expected, atol=1e-11)
    with pytest.raises(ValueError, match=r"labels in \[0, 3\)"):
        Hinge().value(outputs, [0, 3])


def test_a_missing_axis_is_named() -> None:
    with pytest.raises(ValueError, match=r"Forgetful.sample_values must return an array of shape \(2,\), got \(\)"):
        Forgetful().value(np.zeros((2, 3)), np.ones((2, 3)))
    with pytest.raises(
        ValueError, match=r"Forgetful.sample_gradients must return an array of shape \(2, 3\), got \(2,\)"
    ):
        Forgetful().gradient(np.zeros((2, 3)), np.ones((2, 3)))


@pytest.mark.each("objective", OBJECTIVES)
def test_the_mean_keeps_the_digits_of_many_single_precision_values(objective: Objective) -> None:
    values = np.full((2, 2**20), np.float32(0.1))
    values[1] *= 2
    exact = float(np.float32(0.1))
    np.testing.assert_allclose(objective.mean(values), [exact, 2 * exact], rtol=1e-13)
    assert objective.mean(values).dtype == np.float64
