"""Callbacks: when they are asked, what they see, and how they end a fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, final

import numpy as np
import pytest
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import Float64Array
from tests.training.helpers import CLASSES, FEATURES, Broken, StopAfter, digits, make_data

X, T = make_data(n=12)
HELD_OUT = make_data(1, 9)


def _trainer(objective: mg.Objective | None = None) -> mg.Trainer[mg.AdamState]:
    network = mg.TwoLayerNet(FEATURES, 3, CLASSES, rng=0)
    return mg.Trainer(network, objective or mg.SoftmaxCrossEntropy(), mg.Adam(0.3), rng=0)


class Count(NamedTuple):
    moments: int


@final
@dataclass(frozen=True, eq=False)
class Witness(mg.Callback[Count]):
    """Notes what it sees; ``fails`` is the number of a moment that raises, once."""

    seen: list[tuple[object, ...]]
    fails: int = 0

    @override
    def init(self) -> Count:
        return Count(0)

    def _note(self, moment: str, run: mg.TrainingRun, state: Count) -> Count:
        own = run.network.theta.tobytes() == run.theta.tobytes()
        where = (run.epoch, run.batches, run.batches_seen, len(run.history), run.batch is not None)
        self.seen.append((moment, *where, state.moments, own))
        if len(self.seen) == self.fails:
            raise RuntimeError("disk full")
        return Count(state.moments + 1)

    @override
    def on_train_begin(self, run: mg.TrainingRun, state: Count) -> Count:
        return self._note("train begins", run, state)

    @override
    def on_batch_end(self, run: mg.TrainingRun, state: Count) -> Count:
        return self._note("batch", run, state)

    @override
    def on_epoch_end(self, run: mg.TrainingRun, state: Count) -> Count:
        return self._note("epoch", run, state)

    @override
    def on_train_end(self, run: mg.TrainingRun, state: Count) -> Count:
        return self._note("train ends", run, state)


MOMENTS = [  # epoch, batches of it, batches in all, records, with the batch; states and theta are added below
    ("train begins", 1, 0, 0, 0, False),
    ("batch", 1, 1, 1, 0, True),
    ("batch", 1, 2, 2, 0, True),
    ("epoch", 1, 0, 2, 1, False),
    ("batch", 2, 1, 3, 1, True),
    ("batch", 2, 2, 4, 1, True),
    ("epoch", 2, 0, 4, 2, False),
    ("train ends", 2, 0, 4, 2, False),
]


def test_each_moment_comes_in_its_turn_with_the_state_of_the_one_before() -> None:
    seen: list[tuple[object, ...]] = []
    trainer, plain = _trainer(), _trainer()
    trainer.fit(X, T, epochs=2, batch_size=6, callbacks=[Witness(seen)])
    plain.fit(X, T, epochs=2, batch_size=6)
    assert seen == [(*moment, count, True) for count, moment in enumerate(MOMENTS)]
    assert digits(trainer.history) == digits(plain.history)


@pytest.mark.parametrize("fails", range(2, 8))
def test_a_moment_that_failed_comes_again_with_the_state_that_it_had(fails: int) -> None:
    """The fit that goes on begins once more, which the state of this callback counts."""
    seen: list[tuple[object, ...]] = []
    trainer, plain, callback = _trainer(), _trainer(), Witness(seen, fails)
    with pytest.raises(RuntimeError, match="disk full"):
        trainer.fit(X, T, epochs=2, batch_size=6, callbacks=[callback])
    trainer.fit(X, T, epochs=2 - len(trainer.history) or 1, batch_size=6, callbacks=[callback])
    plain.fit(X, T, epochs=len(trainer.history), batch_size=6)
    expected = [(*moment, count, True) for count, moment in enumerate(MOMENTS)]
    again = [(*moment, count + 1, True) for count, moment in enumerate(MOMENTS)]
    assert seen[:fails] == expected[:fails]
    assert seen[fails][0] == "train begins"
    assert seen[fails + 1 : 8] == again[fails - 1 : 6]
    assert digits(trainer.history) == digits(plain.history)
    assert trainer.network.theta.tobytes() == plain.network.theta.tobytes()


def _course(epochs: int) -> tuple[mg.History, list[Float64Array]]:
    """The history of a run and its theta after each epoch."""
    trainer, thetas = _trainer(), list[Float64Array]()
    history = trainer.fit(
        X,
        T,
        epochs=epochs,
        batch_size=6,
        validation_data=HELD_OUT,
        callback=lambda _: thetas.append(trainer.network.theta.astype(np.float64)),
    )
    return history, thetas


def _stop_by_hand(losses: list[float], patience: int, min_delta: float) -> tuple[int, int]:
    """How many epochs run, and the number of the best one."""
    best, kept = 0, losses[0]
    for index, loss in enumerate(losses):
        if kept - loss > min_delta:
            best, kept = index, loss
        if index - best == patience:
            return index + 1, best + 1
    return len(losses), best + 1


@pytest.mark.each("patience", [1, 3, 100])
@pytest.mark.each("min_delta", [0.0, 0.05])
@pytest.mark.each("monitor", ["loss", "validation_loss"])
def test_early_stopping_ends_with_the_weights_of_the_best_epoch_also_where_it_did_not_fire(
    patience: int, min_delta: float, monitor: str
) -> None:
    course, thetas = _course(15)
    epochs, best = _stop_by_hand(course.column(monitor).tolist(), patience, min_delta)
    trainer = _trainer()
    stop = mg.EarlyStopping(monitor, patience=patience, min_delta=min_delta)
    trainer.fit(X, T, epochs=15, batch_size=6, validation_data=HELD_OUT, callbacks=[stop])
    assert len(trainer.history) == epochs
    np.testing.assert_array_equal(trainer.network.theta, thetas[best - 1])
    reason = f"{monitor} has not improved since epoch {best}, where it was {course.column(monitor)[best - 1]:.4g}"
    assert trainer.stop_reason == (reason if epochs - best == patience else None)


def test_early_stopping_knows_what_is_better_or_asks() -> None:
    course, thetas = _course(6)
    trainer = _trainer()
    trainer.fit(X, T, epochs=6, batch_size=6, callbacks=[mg.EarlyStopping("accuracy")])
    np.testing.assert_array_equal(trainer.network.theta, thetas[int(course.accuracy.argmax())])
    with pytest.raises(ValueError, match="`larger_is_better` must be True or False for 'mine', since the name does"):
        mg.EarlyStopping("mine")
    with pytest.raises(ValueError, match="'validation_loss' is measured on validation data only; pass `validation_da"):
        _trainer().fit(X, T, callbacks=[mg.EarlyStopping()])
    with pytest.raises(ValueError, match=r"there is no 'mine' in the history; it has epoch, loss, accuracy, valid"):
        _trainer().fit(X, T, callbacks=[mg.EarlyStopping("mine", larger_is_better=True)])


def test_early_stopping_does_not_wait_for_ever_for_a_number_that_is_not_defined() -> None:
    """A regression has no accuracy."""
    trainer = mg.Trainer(mg.SimpleNet(FEATURES, 1, rng=0), mg.MeanSquaredError(), mg.Adam(), rng=0)
    stop = mg.EarlyStopping("accuracy", patience=2)
    assert len(trainer.fit(X, T[:, np.newaxis], epochs=9, callbacks=[stop])) == 2
    assert trainer.stop_reason == "accuracy was NaN in all 2 evaluations"


def test_what_a_callback_remembers_of_a_fit_that_failed_is_not_for_other_data() -> None:
    """Else the fit would end with weights that were the best on those."""
    trainer, stop, records = _trainer(), mg.EarlyStopping("loss", patience=3), list[mg.EpochRecord]()

    def fail(record: mg.EpochRecord) -> None:
        records.append(record)
        if len(records) == 4:
            raise RuntimeError("disk full")

    with pytest.raises(RuntimeError, match="disk full"):
        trainer.fit(X, T, epochs=9, batch_size=6, callbacks=[stop], callback=fail)
    history = trainer.fit(50.0 * X, (T + 1) % CLASSES, epochs=4, batch_size=6, callbacks=[stop])
    assert history.loss.min() > min(record.loss for record in records)
    assert trainer.evaluate(50.0 * X, (T + 1) % CLASSES).loss == history.loss.min()


def test_a_fit_that_ends_within_an_epoch_is_finished_by_the_next_one() -> None:
    trainer, whole = _trainer(), _trainer()
    assert len(trainer.fit(X, T, epochs=3, batch_size=6, callbacks=[StopAfter(3)])) == 1
    assert (trainer.state.steps, trainer.stop_reason) == (3, "3 batches")
    trainer.fit(X, T, epochs=2, batch_size=6)
    whole.fit(X, T, epochs=3, batch_size=6)
    assert (trainer.stop_reason, digits(trainer.history)) == (None, digits(whole.history))


@final
@dataclass(frozen=True, eq=False)
class AsksWhere(mg.Callback):
    """Notes what it sees where it is asked for a reason to stop."""

    seen: list[tuple[int, int, bool]]

    @override
    def init(self) -> mg.NoState:
        return mg.NoState()

    @override
    def on_batch_end(self, run: mg.TrainingRun, state: mg.NoState) -> mg.NoState:
        return state

    @override
    def stop_reason(self, run: mg.TrainingRun, state: mg.NoState) -> None:
        self.seen.append((run.epoch, run.batches, run.batch is not None))


def test_a_reason_to_stop_is_asked_for_in_the_epoch_that_is_trained() -> None:
    seen: list[tuple[int, int, bool]] = []
    _trainer().fit(X, T, epochs=1, batch_size=6, callbacks=[AsksWhere(seen)])
    assert seen[:4] == [(0, 0, False), (1, 1, True), (1, 2, True), (1, 0, False)]


@final
@dataclass(frozen=True, eq=False)
class Losses(mg.Callback):
    """Computes the losses itself."""

    seen: list[tuple[float, float]]

    @override
    def init(self) -> mg.NoState:
        return mg.NoState()

    @override
    def on_epoch_end(self, run: mg.TrainingRun, state: mg.NoState) -> mg.NoState:
        assert run.validation is not None
        self.seen.append((run.data(run.theta), run.validation(run.theta)))
        return state


def test_a_callback_sees_the_losses_of_layers_with_what_they_remember_by_then() -> None:
    network, seen = mg.MultiLayerNet(FEATURES, [4], CLASSES, batch_norm=True, rng=0), list[tuple[float, float]]()
    trainer = mg.Trainer(network, mg.SoftmaxCrossEntropy(), mg.Adam(0.1), rng=0)
    history = trainer.fit(X, T, epochs=2, batch_size=6, validation_data=HELD_OUT, callbacks=[Losses(seen)])
    assert seen == list(zip(history.loss, history.validation_loss, strict=True))


def test_what_is_no_callback_or_returns_no_state_is_refused() -> None:
    with pytest.raises(TypeError, match=r"`callbacks\[0\]` must be of class Callback, got <class.*; call it: Progress"):
        _trainer().fit(X, T, callbacks=[mg.Progress])  # type: ignore[list-item]

    @final
    class Forgetful(mg.Callback):
        @override
        def init(self) -> mg.NoState:
            return mg.NoState()

        @override
        def on_epoch_end(self, run: mg.TrainingRun, state: mg.NoState) -> mg.NoState:
            return None  # type: ignore[return-value]

    trainer = _trainer()
    with pytest.raises(TypeError, match=r"Forgetful.on_epoch_end must return a NoState, got None"):
        trainer.fit(X, T, callbacks=[Forgetful()])
    assert len(trainer.history) == 1


def test_a_wrong_gradient_is_found_while_training() -> None:
    right, wrong = _trainer(), _trainer(Broken(lambda gradient: 1.01 * gradient))
    right.fit(X, T, batch_size=3, callbacks=[mg.VerifyGradient(2)])
    with pytest.raises(mg.GradientMismatchError, match="wrong gradient in epoch 1, after batch 2"):
        wrong.fit(X, T, batch_size=3, callbacks=[mg.VerifyGradient(2)])
