"""What happens in an epoch: which samples are visited, which step each batch makes, and how often all are evaluated."""

from __future__ import annotations

from itertools import chain

import numpy as np
import pytest

from minigrad.networks import SimpleNet
from minigrad.objectives import SoftmaxCrossEntropy
from minigrad.optimizers import Adam, GradientDescent
from minigrad.training import EpochRecord, Trainer
from minigrad.training.verifying.batch_gradient import GradientKind
from tests.training.helpers import (
    CLASSES,
    FEATURES,
    N,
    Watching,
    digits,
    make_data,
    numbered_rows,
    weight_gradient_by_hand,
)

X, T = make_data()


def _watched(objective: Watching, gradient: GradientKind = "analytic", n: int = N) -> None:
    trainer = Trainer(SimpleNet(FEATURES, CLASSES, rng=0), objective, GradientDescent(0.1), gradient=gradient, rng=0)
    trainer.fit(X[:n], numbered_rows(n), epochs=3, batch_size=5)


def test_each_epoch_visits_each_sample_once_and_the_rest_make_a_smaller_batch() -> None:
    objective = Watching()
    _watched(objective)
    assert [len(batch) for batch in objective.differentiated] == 3 * [5, 5, 5, 5, 2]
    epochs = [list(chain(*objective.differentiated[i : i + 5])) for i in (0, 5, 10)]
    assert all(sorted(epoch) == list(range(N)) for epoch in epochs)
    assert len({tuple(epoch) for epoch in [*epochs, list(range(N))]}) == 4  # three new orders


def test_each_epoch_is_evaluated_once_on_all_samples() -> None:
    objective = Watching()
    _watched(objective)
    assert objective.evaluated == 3 * [list(range(N))]


def test_validation_data_are_evaluated_once_in_each_epoch_and_never_trained_on() -> None:
    objective = Watching()
    trainer = Trainer(SimpleNet(FEATURES, CLASSES, rng=0), objective, GradientDescent(0.1), rng=0)
    validation = make_data(1, 7).x, numbered_rows(7, first=100)
    trainer.fit(X, numbered_rows(), epochs=2, batch_size=5, validation_data=validation)
    assert sorted(objective.evaluated) == sorted(2 * [list(range(N)), list(range(100, 107))])
    assert max(max(batch) for batch in objective.differentiated) < N


def test_validation_data_do_not_change_what_is_learned() -> None:
    plain, validated = (
        Trainer(SimpleNet(FEATURES, CLASSES, rng=0), SoftmaxCrossEntropy(), Adam(0.1), rng=0) for _ in range(2)
    )
    plain.fit(X, T, epochs=2, batch_size=5)
    validated.fit(X, T, epochs=2, batch_size=5, validation_data=make_data(1, 7))
    np.testing.assert_array_equal(plain.network.theta, validated.network.theta)


def test_values_alone_are_asked_for_where_the_gradient_is_numeric() -> None:
    objective = Watching()
    _watched(objective, "numeric", n=6)
    assert objective.differentiated == []


def _order(batch_size: int | None, epochs: int) -> list[list[int]]:
    """The batches that rng=0 draws, as seen by an objective."""
    objective = Watching()
    trainer = Trainer(SimpleNet(FEATURES, CLASSES, rng=0), objective, GradientDescent(0.1), rng=0)
    trainer.fit(X, numbered_rows(), epochs=epochs, batch_size=batch_size)
    return objective.differentiated


@pytest.mark.parametrize("batch_size", [1, 5, 21, 22, 100, None])
def test_training_is_the_loop_that_one_would_write_by_hand(batch_size: int | None) -> None:
    """A step is the learning rate times the gradient of the mean over the batch's *own* samples, in the last batch
    too."""
    network = SimpleNet(FEATURES, CLASSES, rng=7)
    weight = network.weight.astype(np.float64)
    Trainer(network, SoftmaxCrossEntropy(), GradientDescent(0.5), rng=0).fit(X, T, epochs=2, batch_size=batch_size)
    for batch in _order(batch_size, 2):
        weight = weight - 0.5 * weight_gradient_by_hand(weight, X[batch], T[batch])
    np.testing.assert_allclose(network.weight, weight, rtol=1e-12, atol=1e-14)


def test_without_a_batch_size_all_samples_make_one_batch_in_their_own_order() -> None:
    assert _order(None, 2) == 2 * [list(range(N))]


def test_one_sample_is_enough() -> None:
    network = SimpleNet(FEATURES, CLASSES, rng=7)
    weight = network.weight.astype(np.float64)
    history = Trainer(network, SoftmaxCrossEntropy(), GradientDescent(0.5), rng=0).fit(X[0], T[0])
    expected = weight - 0.5 * weight_gradient_by_hand(weight, X[:1], T[:1])
    np.testing.assert_allclose(network.weight, expected, rtol=1e-12, atol=1e-14)
    assert len(history) == 1


def test_the_callback_sees_each_record_as_it_comes_and_the_theta_that_it_is_about() -> None:
    trainer = Trainer(SimpleNet(FEATURES, CLASSES, rng=0), SoftmaxCrossEntropy(), GradientDescent(0.5), rng=0)
    seen: list[tuple[EpochRecord, float]] = []
    history = trainer.fit(
        X, T, epochs=4, batch_size=5, callback=lambda record: seen.append((record, trainer.evaluate(X, T).loss))
    )
    assert tuple(record for record, _ in seen) == history.records
    assert [record.loss for record, _ in seen] == [loss for _, loss in seen]


def test_stop_iteration_ends_the_training_after_that_epoch() -> None:
    def stop(record: EpochRecord) -> None:
        if record.epoch == 2:
            raise StopIteration

    stopped, short = (
        Trainer(SimpleNet(FEATURES, CLASSES, rng=0), SoftmaxCrossEntropy(), Adam(0.1), rng=0) for _ in range(2)
    )
    history = stopped.fit(X, T, epochs=10, batch_size=5, callback=stop)
    assert digits(history) == digits(short.fit(X, T, epochs=2, batch_size=5))
    np.testing.assert_array_equal(stopped.network.theta, short.network.theta)
    assert len(stopped.history) == 2


def test_other_exceptions_of_the_callback_go_through_and_the_epoch_stays() -> None:
    def fail(record: EpochRecord) -> None:
        raise RuntimeError(f"disk full in epoch {record.epoch}")

    trainer = Trainer(SimpleNet(FEATURES, CLASSES, rng=0), SoftmaxCrossEntropy(), Adam(0.1), rng=0)
    with pytest.raises(RuntimeError, match="disk full in epoch 1"):
        trainer.fit(X, T, epochs=3, callback=fail)
    assert [record.epoch for record in trainer.history.records] == [1]
