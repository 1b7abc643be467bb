"""A run that is kept in a file goes on from there as if it had never been interrupted."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, final

import numpy as np
import pytest
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import FloatArray
from minigrad.training.recording.validation_data import ValidationData
from minigrad.training.resuming.stored_state import StoredState, rebuilt, stored
from tests.training.helpers import CLASSES, FEATURES, StopAfter, digits, make_data

X, T = make_data(n=12)
HELD_OUT = make_data(1, 9)


def _network(seed: int = 0) -> mg.Network:
    layers = [mg.Dense(FEATURES, 4), mg.BatchNorm(4), mg.ReLU(), mg.Dropout(0.2), mg.Dense(4, CLASSES)]
    return mg.Sequential(layers, rng=seed)


def _trainer(seed: int = 0, optimizer: mg.Adam | None = None) -> mg.Trainer[mg.AdamState]:
    return mg.Trainer(_network(seed), mg.SoftmaxCrossEntropy(), optimizer or mg.Adam(0.1), rng=seed)


def _resumed(path: Path) -> mg.Trainer[mg.AdamState]:
    """Into a network with other weights."""
    return mg.Trainer.resume(path, _network(5), mg.SoftmaxCrossEntropy(), mg.Adam(0.1))


def test_each_file_of_a_run_ends_like_the_run(tmp_path: Path) -> None:
    """Also with a callback that has a memory, and from a file that was read and written again before."""
    every = mg.Checkpoint(tmp_path / "run.npz", every_batches=1, keep=None)
    callbacks: list[mg.AnyCallback] = [mg.EarlyStopping(patience=2), every]
    whole = _trainer()
    whole.fit(X, T, epochs=4, batch_size=5, validation_data=HELD_OUT, callbacks=callbacks)
    files = sorted(tmp_path.glob("run-*.npz"), key=lambda path: int(path.stem.split("-")[1]))
    assert [int(path.stem.split("-")[1]) for path in files] == list(range(1, len(files) + 1))
    assert len(files) >= 9
    expected = whole.save(tmp_path / "whole.npz").read_bytes()
    for number, path in enumerate(files):
        trainer = _resumed(_resumed(path).save(path))
        left = 4 - len(trainer.history)
        trainer.fit(X, T, epochs=left, batch_size=5, validation_data=HELD_OUT, callbacks=callbacks)
        assert trainer.save(tmp_path / "end.npz").read_bytes() == expected, f"from file {number}"


def test_the_newest_files_are_kept_and_that_of_the_best_epoch(tmp_path: Path) -> None:
    """The best file has the weights of the epoch with the lowest loss."""
    trainer, thetas = _trainer(), list[FloatArray]()
    callback = mg.Checkpoint(tmp_path / "run.npz", every=2, keep=2, best="validation_loss")
    trainer.fit(
        X,
        T,
        epochs=9,
        batch_size=5,
        validation_data=HELD_OUT,
        callbacks=[callback],
        callback=lambda _: thetas.append(trainer.network.theta.copy()),
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["run-6.npz", "run-8.npz", "run-best.npz"]
    best = int(trainer.history.validation_loss.argmin())
    assert len(_resumed(tmp_path / "run-best.npz").history) == best + 1
    np.testing.assert_array_equal(_resumed(tmp_path / "run-best.npz").network.theta, thetas[best])
    with pytest.raises(ValueError, match="'validation_loss' is measured on validation data only"):
        trainer.fit(X, T, callbacks=[callback])


def test_weights_that_somebody_set_and_draws_that_somebody_made_are_saved(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    trainer = mg.Trainer(_network(), mg.SoftmaxCrossEntropy(), mg.Adam(0.1), rng=rng)
    trainer.fit(X, T, batch_size=5)
    trainer.network.theta = 2.0 * trainer.network.theta
    rng.random(7)
    again = _resumed(trainer.save(tmp_path / "run.npz"))
    np.testing.assert_array_equal(again.network.theta, trainer.network.theta)
    assert digits(again.fit(X, T, batch_size=5)) == digits(trainer.fit(X, T, batch_size=5))


def test_numpy_opens_the_file_and_there_is_no_pickle_in_it(tmp_path: Path) -> None:
    trainer = _trainer()
    trainer.fit(X, T)
    with np.load(trainer.save(tmp_path / "run.npz"), allow_pickle=False) as arrays:
        np.testing.assert_array_equal(arrays["dense1.weight"], trainer.network.parameters["dense1.weight"])
        np.testing.assert_array_equal(arrays["optimizer.first_moment"], trainer.state.first_moment)


def _saved(folder: Path) -> Path:
    """A run that was interrupted within its second epoch."""
    trainer = _trainer()
    trainer.fit(X, T, epochs=2, batch_size=5, callbacks=[StopAfter(4)])
    return trainer.save(folder / "run.npz")


@final
@dataclass(frozen=True)
class Interrupt(mg.Callback):
    """Presses Ctrl-C after so many batches, if it is armed."""

    batches: int = field(default=0, repr=False)

    @override
    def init(self) -> mg.NoState:
        return mg.NoState()

    @override
    def on_batch_end(self, run: mg.TrainingRun, state: mg.NoState) -> mg.NoState:
        if run.batches_seen == self.batches:
            raise KeyboardInterrupt
        return state


OTHER_PARTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "network": (
        lambda path: mg.Trainer.resume(path, mg.SimpleNet(4, 3), mg.SoftmaxCrossEntropy(), mg.Adam(0.1)),
        "`network` is <SimpleNet of 12 parameters: .*>, in the file <Sequential of",
    ),
    "dtype": (
        lambda path: mg.Trainer.resume(
            path,
            mg.Sequential(_network().layers, dtype=np.float32),
            mg.SoftmaxCrossEntropy(),
            mg.Adam(0.1),
        ),
        "dense1.weight is float64 in the file and float32 in the network",
    ),
    "objective": (
        lambda path: mg.Trainer.resume(path, _network(), mg.MeanSquaredError(), mg.Adam(0.1)),
        r"`objective` is MeanSquaredError\(\), in the file SoftmaxCrossEntropy\(",
    ),
    "optimizer": (
        lambda path: mg.Trainer.resume(path, _network(), mg.SoftmaxCrossEntropy(), mg.Adam(0.2)),
        r"`optimizer` is Adam\(learning_rate=0.2, .*, in the file Adam\(learning_rate=0.1",
    ),
    "penalty": (
        lambda path: mg.Trainer.resume(path, _network(), mg.SoftmaxCrossEntropy(), mg.Adam(0.1), penalty=mg.L2(0.1)),
        r"`penalty` is L2\(.*\), in the file None",
    ),
    "more samples": (lambda path: _resumed(path).fit(np.vstack([X, X]), [*T, *T], batch_size=5), "`x`, `t` must be wh"),
    "other targets": (lambda path: _resumed(path).fit(X, (T + 1) % CLASSES, batch_size=5), "`t` must be what the unf"),
    "batch size": (lambda path: _resumed(path).fit(X, T), "`batch_size` must be what .*, of which 1 batches are done"),
    "weights": (
        lambda path: _resumed(path).fit(X, T, batch_size=5, sample_weight=np.ones(12)),
        "`sample_weight` must be what the unfinished epoch began with",
    ),
}


@pytest.mark.each("part", OTHER_PARTS)
def test_what_is_not_what_it_was_is_refused_by_name(part: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    resume, message = OTHER_PARTS[part]
    path = _saved(tmp_path_factory.mktemp("run"))
    with pytest.raises(ValueError, match=message):
        resume(path)


OTHER_FITS: dict[str, tuple[Callable[[Path], object], str]] = {
    "x": (lambda path: _fit(path, x=X + 1.0), "run.npz is of another fit: `x` is another one; pass the same again, or"),
    "batch_size": (lambda path: _fit(path, batch_size=4), "`batch_size` was 5 and is 4; pass the same again, or remov"),
    "metrics": (lambda path: _fit(path, metrics=[mg.TopKAccuracy(2)]), r"`metrics` was \(\) and is \('top_2_accuracy'"),
    "validation": (lambda path: _fit(path, validation_data=(X, T)), "`validation_data` is another one"),
    "callbacks": (lambda path: _fit(path, callbacks=[mg.Progress()]), "`callbacks` are others"),
    "rng": (lambda path: _fit(path, rng=np.random.MT19937(0)), "`rng` was a PCG64 and is a MT19937"),
}


def _fit(
    path: Path,
    *,
    x: FloatArray = X,
    epochs: int = 3,
    batch_size: int = 5,
    metrics: list[mg.Metric] | None = None,
    validation_data: ValidationData | None = None,
    callbacks: list[mg.AnyCallback] | None = None,
    rng: mg.Rng = 0,
) -> mg.Trainer[mg.AdamState]:
    trainer = mg.Trainer(_network(), mg.SoftmaxCrossEntropy(), mg.Adam(0.1), rng=rng)
    trainer.fit(
        x,
        T,
        epochs=epochs,
        batch_size=batch_size,
        metrics=metrics,
        validation_data=validation_data,
        callbacks=callbacks or [Interrupt()],
        backup=path,
        backup_every=2,
    )
    return trainer


def _interrupted(folder: Path) -> Path:
    """The backup of a fit of three epochs, interrupted by the keyboard after its fifth batch."""
    path = folder / "run.npz"
    with pytest.raises(KeyboardInterrupt):
        _fit(path, callbacks=[Interrupt(5)])
    return path


@pytest.mark.each("part", OTHER_FITS)
def test_the_backup_of_another_fit_is_refused_by_name(part: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    fit, message = OTHER_FITS[part]
    path = _interrupted(tmp_path_factory.mktemp("run"))
    before = path.read_bytes()
    with pytest.raises(ValueError, match=message):
        fit(path)
    assert path.read_bytes() == before


def test_an_interrupt_by_the_keyboard_writes_the_backup_and_the_end_removes_it(tmp_path: Path) -> None:
    """The epochs count from the beginning of the fit that was interrupted."""
    path = _interrupted(tmp_path)
    trainer, whole = _fit(path), _trainer()
    assert trainer.state.steps == 9
    whole.fit(X, T, epochs=3, batch_size=5)
    assert digits(trainer.history) == digits(whole.history)
    assert not path.exists()


def test_a_trainer_that_was_not_within_a_fit_is_no_backup(tmp_path: Path) -> None:
    trainer = _trainer()
    trainer.fit(X, T)
    with pytest.raises(ValueError, match=r"`backup`: .* holds a trainer that was not within a fit; take another file"):
        trainer.fit(X, T, backup=trainer.save(tmp_path / "run.npz"))


def test_a_full_disk_ends_the_fit_and_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, trainer, whole = tmp_path / "run.npz", _trainer(), _trainer()
    real, calls = os.replace, list[object]()

    def replace(source: str, target: str) -> None:
        calls.append(target)
        if len(calls) == 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(OSError, match="No space left on device"):
        trainer.fit(X, T, epochs=3, batch_size=5, backup=path, backup_every=1)
    assert [each.name for each in tmp_path.iterdir()] == ["run.npz"]
    whole.fit(X, T, epochs=3, batch_size=5)
    again = _trainer()
    again.fit(X, T, epochs=3, batch_size=5, backup=path)  # from the file of the second batch
    trainer.fit(X, T, epochs=3, batch_size=5)  # from the third, in the same process
    assert digits(again.history) == digits(trainer.history) == digits(whole.history)
    with pytest.raises(FileNotFoundError):
        trainer.save(tmp_path / "no folder here" / "run.npz")


class Own(NamedTuple):
    number: float
    parts: tuple[FloatArray, tuple[int, float]]


def test_a_state_comes_back_with_its_types() -> None:
    """numpy's float32 is no float to Python, but behaves otherwise in sums."""
    single: float = np.float32(0.1)  # type: ignore[assignment]
    state = Own(np.inf, (np.array([1.0, np.nan], np.float32), (3, single)))
    template = Own(0.0, (np.zeros(2, np.float32), (0, 0.0)))
    again = rebuilt(template, stored(state), shapes=True)
    array, (three, number) = again.parts
    assert (type(again), again.number, three, number) == (Own, np.inf, 3, single)
    assert [str(type(each)) for each in (again.number, three, number)] == [str(float), str(int), str(np.float32)]
    assert array.dtype == np.float32
    np.testing.assert_array_equal(array, np.array([1.0, np.nan]))
    with pytest.raises(ValueError, match=r"parts.0 is \(2,\) of float32, not \(3,\) of float64"):
        rebuilt(Own(0.0, (np.zeros(3), (0, 0.0))), stored(state), shapes=True)
    with pytest.raises(ValueError, match="it is no state of a Own: expected a list, got int"):
        rebuilt(template, StoredState(7, {}), shapes=True)
    with pytest.raises(TypeError, match="a state that is kept in a file has arrays, numbers and tuples of such, got "):
        stored(("text",))  # type: ignore[arg-type]
