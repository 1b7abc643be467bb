"""One trainer at work: a second ``fit`` is refused before anything is changed, everything else goes on."""

from __future__ import annotations

import pickle
from copy import deepcopy
from threading import Event, Thread

import numpy as np
import pytest

from minigrad import Adam, EpochRecord, SimpleNet, SoftmaxCrossEntropy, Trainer
from minigrad.optimizers import AdamState

X, T = np.array([[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([0, 1, 1])
REFUSED = r"this trainer is training already, .*; use one trainer, with a network of its own, for each thread"


def _trainer() -> Trainer[AdamState]:
    return Trainer(SimpleNet(2, 2, rng=0), SoftmaxCrossEntropy(), Adam(), rng=0)


def test_a_second_thread_is_refused_and_the_first_gives_what_it_gives_alone() -> None:
    trainer, alone = _trainer(), _trainer()
    inside, tried = Event(), Event()

    def wait(record: EpochRecord) -> None:
        del record
        inside.set()
        tried.wait(10.0)

    thread = Thread(target=lambda: trainer.fit(X, T, epochs=3, callback=wait))
    thread.start()
    inside.wait(10.0)
    with pytest.raises(RuntimeError, match=REFUSED):
        trainer.fit(X, T, epochs=5)
    tried.set()
    thread.join(10.0)
    alone.fit(X, T, epochs=3)
    assert trainer.history == alone.history
    np.testing.assert_array_equal(trainer.network.theta, alone.network.theta)


def test_a_callback_may_look_but_not_train() -> None:
    trainer = _trainer()

    def look(record: EpochRecord) -> None:
        assert trainer.evaluate(X, T).loss == record.loss
        assert trainer.verify_gradient(X, T).passed
        with pytest.raises(RuntimeError, match=REFUSED):
            trainer.fit(X, T)

    assert len(trainer.fit(X, T, epochs=2, callback=look)) == len(trainer.history) == 2


def test_copies_that_a_callback_makes_can_be_trained() -> None:
    trainer, copies = _trainer(), list[Trainer[AdamState]]()

    def copy(record: EpochRecord) -> None:
        del record
        copies.extend([deepcopy(trainer), pickle.loads(pickle.dumps(trainer))])

    trainer.fit(X, T, callback=copy)
    trainer.fit(X, T)
    for each in copies:
        each.fit(X, T)
        np.testing.assert_array_equal(each.network.theta, trainer.network.theta)


def test_after_an_exception_the_trainer_is_free() -> None:
    trainer = _trainer()

    def fail(record: EpochRecord) -> None:
        raise KeyError(record.epoch)

    with pytest.raises(KeyError):
        trainer.fit(X, T, callback=fail)
    assert [record.epoch for record in trainer.fit(X, T).records] == [2]
