"""What users write (``tests/typing/ok_own_parts.py``): each keeps its contract, and together they train, are verified
and are resumed exactly."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import final

import numpy as np
import pytest
from typing_extensions import override

import minigrad as mg
from minigrad.testing import check_layer, check_optimizer
from tests.typing.ok_own_parts import (
    AverageOfEpochs,
    AverageState,
    GaussianDropout,
    InverseRoot,
    RunningScale,
    SmoothL1,
)

PARTS = (GaussianDropout, RunningScale, InverseRoot, AverageOfEpochs, SmoothL1)
PENALTY = {"dense*.weight": SmoothL1(0.01)}
X = 5.0 * np.random.default_rng(0).normal(size=(40, 4))
T = np.random.default_rng(1).integers(3, size=40)

Trainer = mg.Trainer[mg.ScheduledState[mg.AdamState]]


@pytest.mark.each("part", PARTS)
def test_each_is_fifteen_lines(part: type[object]) -> None:
    lines = [line.strip() for line in inspect.getsource(part).splitlines()]
    assert len([line for line in lines if line and not line.startswith(("@", ")", "self,"))]) <= 15


@pytest.mark.each(("layer", "clauses"), [(GaussianDropout(0.3), 20), (RunningScale(), 12)])
def test_the_layers_keep_their_contract(layer: mg.Layer, clauses: int) -> None:
    result = check_layer(layer)
    assert result.not_run == ()
    assert len(result.kept) > clauses


def test_the_schedule_keeps_the_contract_of_the_optimizer() -> None:
    assert len(check_optimizer(mg.Scheduled(mg.Adam(0.2), InverseRoot())).kept) == 8


def test_the_slopes_of_the_penalty_are_derivatives() -> None:
    penalty, theta = SmoothL1(0.5), np.array([[-2.0, 0.05], [1.5, 3.0]])
    report = mg.check_gradient(lambda x: float(penalty.element_values(x).sum()), penalty.element_slopes, theta)
    assert report.passed, report


def _network(seed: int = 0) -> mg.Network:
    layers = [RunningScale(), mg.Dense(4, 5), mg.Tanh(), GaussianDropout(0.1), mg.Dense(5, 3)]
    return mg.Sequential(layers, rng=seed)


OPTIMIZER = mg.Scheduled(mg.Adam(0.05), InverseRoot())


def _trainer() -> Trainer:
    return mg.Trainer(_network(), mg.SoftmaxCrossEntropy(), OPTIMIZER, penalty=PENALTY, rng=0)


def test_they_train_and_are_verified_in_training_too() -> None:
    trainer = _trainer()
    history = trainer.fit(X, T, epochs=6, batch_size=10)
    assert history.loss[-1] < history.loss[0]
    assert float(trainer.network.state[0]) == pytest.approx(5.0, rel=0.2)
    for training in (None, 3):
        assert trainer.verify_gradient(X, T, training=training).passed


def _remembered(path: Path) -> dict[str, mg.FloatArray]:
    """What callbacks remember, by its name in a file."""
    with np.load(path) as file:
        return {name: file[name] for name in file.files if name.startswith("callback")}


def test_they_resume_exactly_from_within_an_epoch(tmp_path: Path) -> None:
    """Also the memory of the callback, which is in the files of a fit that goes on."""
    callbacks: list[mg.AnyCallback] = [AverageOfEpochs(), mg.Checkpoint(tmp_path / "run.npz", every_batches=5)]
    whole = _trainer()
    whole.fit(X, T, epochs=4, batch_size=10, callbacks=callbacks)
    expected, last = whole.save(tmp_path / "whole.npz").read_bytes(), _remembered(tmp_path / "run-15.npz")
    resumed = mg.Trainer.resume(
        tmp_path / "run-5.npz", _network(7), mg.SoftmaxCrossEntropy(), OPTIMIZER, penalty=PENALTY
    )
    (tmp_path / "run-15.npz").unlink()
    resumed.fit(X, T, epochs=3, batch_size=10, callbacks=callbacks)
    assert resumed.save(tmp_path / "end.npz").read_bytes() == expected
    again = _remembered(tmp_path / "run-15.npz")
    assert any(array.shape == (resumed.network.theta.size,) for array in last.values()), list(last)
    assert again.keys() == last.keys()
    for name, array in last.items():
        np.testing.assert_array_equal(again[name], array, err_msg=name)


def test_the_callback_averages_over_epochs_and_ends_the_fit() -> None:
    trainer, seen = _trainer(), list[AverageState]()

    @final
    class Watched(mg.Callback[AverageState]):
        """Notes what the other one remembers."""

        @override
        def init(self) -> AverageState:
            return AverageOfEpochs().init()

        @override
        def on_epoch_end(self, run: mg.TrainingRun, state: AverageState) -> AverageState:
            seen.append(AverageOfEpochs().on_epoch_end(run, state))
            return seen[-1]

    thetas = list[mg.FloatArray]()
    trainer.fit(
        X, T, epochs=3, callback=lambda record: thetas.append(trainer.network.theta.copy()), callbacks=[Watched()]
    )
    np.testing.assert_allclose(seen[-1].theta, np.mean(thetas, axis=0))
    assert trainer.fit(X, T // 3, epochs=100, callbacks=[AverageOfEpochs()]).loss[-1] < 0.1
    assert trainer.stop_reason == "the loss is below 0.1"
