"""Same seed, same result, bit for bit; a second ``fit`` goes on where the first one ended."""

from __future__ import annotations

import numpy as np
import pytest

from minigrad.networks import SimpleNet, TwoLayerNet
from minigrad.objectives import SoftmaxCrossEntropy
from minigrad.optimizers import Adam, GradientDescent
from minigrad.training import History, Trainer
from tests.optimizers.contract import flat
from tests.training.helpers import CLASSES, FEATURES, NETWORKS, TRAINERS, AnyTrainer, digits, make_data

X, T = make_data()


def _same(a: AnyTrainer, b: AnyTrainer) -> bool:
    """Bit for bit: theta, the optimizer's memory, and all losses."""
    states = list(zip(flat(a.state), flat(b.state), strict=True))
    return (
        a.network.theta.tobytes() == b.network.theta.tobytes()
        and all(np.asarray(mine).tobytes() == np.asarray(other).tobytes() for mine, other in states)
        and digits(a.history) == digits(b.history)
    )


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("rule", TRAINERS)
def test_same_seed_same_result(network: str, rule: str) -> None:
    one, other = (TRAINERS[rule](NETWORKS[network](), 3) for _ in range(2))
    for trainer in (one, other):
        trainer.fit(X, T, epochs=3, batch_size=5)
    assert _same(one, other)


@pytest.mark.parametrize("rule", TRAINERS)
def test_another_seed_another_order_another_result(rule: str) -> None:
    one, other = (TRAINERS[rule](NETWORKS["TwoLayerNet"](), seed) for seed in (3, 4))
    for trainer in (one, other):
        trainer.fit(X, T, epochs=3, batch_size=5)
    assert not _same(one, other)


@pytest.mark.parametrize("batch_size", [5, None])
@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("rule", TRAINERS)
def test_two_fits_of_two_epochs_are_one_of_four(network: str, rule: str, batch_size: int | None) -> None:
    at_once, in_two = (TRAINERS[rule](NETWORKS[network](), 3) for _ in range(2))
    at_once.fit(X, T, epochs=4, batch_size=batch_size)
    first = in_two.fit(X, T, epochs=2, batch_size=batch_size)
    second = in_two.fit(X, T, epochs=2, batch_size=batch_size)
    assert _same(at_once, in_two)
    assert [record.epoch for record in second.records] == [3, 4]  # each call returns its own epochs, counted on
    assert digits(History(first.records + second.records)) == digits(in_two.history)


def test_evaluating_verifying_and_predicting_in_between_change_nothing() -> None:
    busy, quiet = (TRAINERS["Adam"](NETWORKS["TwoLayerNet"](), 3) for _ in range(2))
    for trainer in (busy, quiet):
        for _ in range(2):
            trainer.fit(X, T, epochs=1, batch_size=5)
            if trainer is busy:
                trainer.evaluate(X, T)
                trainer.verify_gradient(X, T)
                trainer.numeric_gradient(X, T)
                trainer.predict(X)
    assert _same(busy, quiet)


def test_the_state_counts_the_steps_of_all_fits() -> None:
    trainer = Trainer(SimpleNet(FEATURES, CLASSES, rng=0), SoftmaxCrossEntropy(), Adam(0.1), rng=0)
    assert trainer.state.steps == 0
    assert len(trainer.history) == 0
    trainer.fit(X, T, epochs=2, batch_size=5)  # 5 batches each
    assert trainer.state.steps == 10
    trainer.fit(X, T, epochs=1, batch_size=None)
    assert trainer.state.steps == 11


def test_every_kind_of_rng_is_taken() -> None:
    thetas = []
    for rng in (7, np.random.SeedSequence(7), np.random.PCG64(7), np.random.default_rng(7)):
        trainer = Trainer(SimpleNet(FEATURES, CLASSES, rng=0), SoftmaxCrossEntropy(), GradientDescent(0.5), rng=rng)
        trainer.fit(X, T, batch_size=5)
        thetas.append(trainer.network.theta.tobytes())
    assert len(set(thetas)) == 1


def test_numpys_global_generator_plays_no_part() -> None:
    np.random.seed(1)  # noqa: NPY002 (the generator that must not matter)
    before = np.random.get_state(legacy=False)  # noqa: NPY002 (the generator that must not matter)
    trainer = Trainer(TwoLayerNet(FEATURES, 3, CLASSES), SoftmaxCrossEntropy(), Adam(0.1))
    trainer.fit(X, T, batch_size=5)
    trainer.verify_gradient(X, T)
    after = np.random.get_state(legacy=False)  # noqa: NPY002 (the generator that must not matter)
    assert str(before) == str(after)
