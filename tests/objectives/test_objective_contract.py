"""What every objective does besides its contract, which tests/testing/test_suites.py checks."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest

from minigrad.arrays import Float64Array, FloatArray
from minigrad.objectives import Objective, TargetKind, Targets
from tests.numeric import numeric_derivative, read_only
from tests.registry import OBJECTIVES

N, C = 5, 3
OUTPUTS = read_only(np.random.default_rng(1).normal(size=(N, C)))
LABELS = np.array([0, 2, 1, 1, 0])
PROBABILITIES = np.array([[0.2, 0.5, 0.3], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.25, 0.25, 0.5], [0.0, 1.0, 0.0]])
NUMBERS = np.random.default_rng(2).normal(size=(N, C))


def _cases() -> list[tuple[Objective, Targets]]:
    """Each objective with each sort of targets that it has a meaning for."""
    fitting: dict[TargetKind, list[Targets]] = {
        TargetKind.ANY: [LABELS, NUMBERS],
        TargetKind.ROWS: [NUMBERS],
        TargetKind.CLASSES: [LABELS, PROBABILITIES],
        TargetKind.BINARY: [PROBABILITIES],
    }
    return [(objective, targets) for objective in OBJECTIVES for targets in fitting[objective.target_kind]]


pytestmark = pytest.mark.parametrize(
    ("objective", "targets"), _cases(), ids=[f"{objective}-{targets.ndim}d" for objective, targets in _cases()]
)


def test_the_objective_is_frozen(objective: Objective, targets: Targets) -> None:
    del targets
    with pytest.raises(dataclasses.FrozenInstanceError):
        objective.__setattr__("target_kind", TargetKind.ANY)


def test_sample_gradients_are_the_derivatives_of_the_samples_own_values(objective: Objective, targets: Targets) -> None:
    prepared = objective.prepare(targets, OUTPUTS.shape)
    gradients = objective.sample_gradients(OUTPUTS, prepared)
    for sample in range(N):

        def own(row: Float64Array, sample: int = sample) -> float:
            moved = OUTPUTS.copy()
            moved[sample] = row
            return float(objective.sample_values(moved, prepared)[sample])

        np.testing.assert_allclose(gradients[sample], numeric_derivative(own, OUTPUTS[sample]), rtol=1e-9, atol=1e-11)


def test_one_sample_needs_no_first_axis(objective: Objective, targets: Targets) -> None:
    assert objective.value(OUTPUTS[1], targets[1]) == objective.value(OUTPUTS[1:2], targets[1:2])
    gradient = objective.gradient(OUTPUTS[1], targets[1])
    np.testing.assert_array_equal(gradient, objective.gradient(OUTPUTS[1:2], targets[1:2])[0])


def test_float32_values_are_added_up_in_float64(objective: Objective, targets: Targets) -> None:
    outputs = np.tile(OUTPUTS.astype(np.float32), (200, 1))
    prepared = objective.prepare(np.concatenate([targets] * 200), outputs.shape)
    exact = math.fsum(float(value) for value in objective.sample_values(outputs, prepared)) / len(outputs)
    assert float(objective.mean_values(outputs, prepared)) == pytest.approx(exact, rel=1e-14)


def test_nothing_is_written_to_or_kept(objective: Objective, targets: Targets) -> None:
    outputs, copy = OUTPUTS.copy(), targets.copy()
    prepared = objective.prepare(copy, outputs.shape)
    first = objective.value(outputs, copy), objective.gradient(outputs, copy)
    np.testing.assert_array_equal(outputs, OUTPUTS)
    np.testing.assert_array_equal(copy, targets)
    copy[...] = 0
    assert float(objective.mean_values(outputs, prepared)) == first[0]
    with pytest.raises(ValueError, match="read-only"):
        prepared[0] = 1


@pytest.mark.each("bad", [np.zeros((N, C + 1)), np.zeros((N + 1, C)), np.zeros((1, N, C)), np.zeros((N, 1))])
def test_rows_of_another_shape_are_refused(objective: Objective, targets: Targets, bad: FloatArray) -> None:
    del targets
    with pytest.raises(ValueError, match=r"`targets` must be .*rows of shape \(5, 3\), got \("):
        objective.value(OUTPUTS, bad)


def test_outputs_are_checked(objective: Objective, targets: Targets) -> None:
    with pytest.raises(ValueError, match="`outputs` must be finite, got nan"):
        objective.value(np.full((N, C), np.nan), targets)
    with pytest.raises(ValueError, match=r"`outputs` must have shape .* got \(1, 5, 3\)"):
        objective.value(OUTPUTS[np.newaxis], targets)
