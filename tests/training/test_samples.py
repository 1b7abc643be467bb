"""An objective sample by sample, at outputs where many samples are saturated."""

from __future__ import annotations

import numpy as np
import pytest

from minigrad.arrays import Float64Array, FloatArray
from minigrad.objectives import MeanSquaredError, SoftmaxCrossEntropy
from minigrad.training.verifying.samples import examine_samples
from tests.training.helpers import Broken, Change

RNG = np.random.default_rng(0)
LABELS = RNG.integers(0, 4, 60)
LOGITS = RNG.normal(size=(60, 4)) * np.geomspace(0.1, 1000.0, 60)[:, np.newaxis]
CONFIDENT = LOGITS.copy()
CONFIDENT[np.arange(60), LABELS] = LOGITS.max(axis=1) + np.geomspace(1.0, 2000.0, 60)


@pytest.mark.parametrize("outputs", [LOGITS, CONFIDENT], ids=["any", "confident"])
def test_the_right_gradient_passes_in_every_sample_however_confident(outputs: Float64Array) -> None:
    evidence = examine_samples(SoftmaxCrossEntropy(), outputs, LABELS)
    assert evidence.claimed.size == 2 * len(outputs)
    assert evidence.passed.all()
    assert not evidence.failed.any()


def test_squared_errors_pass() -> None:
    evidence = examine_samples(MeanSquaredError(), LOGITS, RNG.normal(size=LOGITS.shape))
    assert evidence.passed.all()


def _one_class(gradient: FloatArray) -> FloatArray:
    changed = gradient.copy()
    changed[..., 2] *= 1.01
    return changed


@pytest.mark.parametrize("change", [lambda g: 1.01 * g, np.negative, np.zeros_like, _one_class], ids=range(4))
def test_a_wrong_one_fails_although_all_samples_are_saturated(change: Change) -> None:
    """Right by more than 100: the slopes are below 1e-50. Brought down to 1, the same outputs are not saturated."""
    assert np.abs(SoftmaxCrossEntropy().gradient(CONFIDENT[40:], LABELS[40:])).max() < 1e-50
    evidence = examine_samples(Broken(change), CONFIDENT[40:], LABELS[40:])
    assert not evidence.failed[: evidence.claimed.size // 2].any()
    assert evidence.failed[evidence.claimed.size // 2 :].any()
