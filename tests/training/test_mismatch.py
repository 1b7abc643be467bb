"""The error that ends a training on a wrong gradient: it travels between processes and leaves the evidence in a
file."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path

import numpy as np
import pytest

from minigrad.networks import SimpleNet
from minigrad.optimizers import Adam
from minigrad.training import GradientMismatchError, Mismatch, Trainer
from tests.training.helpers import CLASSES, FEATURES, Broken, make_data

X, T = make_data()


def _caught() -> GradientMismatchError:
    objective = Broken(lambda gradient: np.asarray(1.01 * gradient))
    trainer = Trainer(SimpleNet(FEATURES, CLASSES, rng=0), objective, Adam(0.1), verify_every=1, rng=0)
    with pytest.raises(GradientMismatchError) as caught:
        trainer.fit(X, T, batch_size=5)
    return caught.value


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_it_survives_pickling_and_writes_one_file_however_often_it_is_copied(folder: Path) -> None:
    error = _caught()
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(twin) is GradientMismatchError
        assert str(twin) == str(error)
        assert (twin.where, twin.path) == ("epoch 1, batch 1", error.path)
        np.testing.assert_array_equal(twin.mismatch.theta, error.mismatch.theta)
        np.testing.assert_array_equal(twin.report.analytic, error.report.analytic)
    assert list(folder.iterdir()) == [error.path]


def test_the_file_holds_the_first_batch_in_the_order_that_the_seed_draws(folder: Path) -> None:
    error = _caught()
    assert error.path is not None
    assert str(error.path) in str(error)
    batch = np.random.default_rng(0).permutation(len(X))[:5]
    kept = Mismatch.load(error.path)
    np.testing.assert_array_equal(kept.x, X[batch])
    np.testing.assert_array_equal(kept.t, T[batch])


def test_a_disk_that_takes_nothing_does_not_hide_the_mismatch(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    error = _caught()
    assert error.path is None
    assert "could not be written" in str(error)
    assert error.mismatch.x.shape == (5, FEATURES)
