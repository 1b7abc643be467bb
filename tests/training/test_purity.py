"""What the caller passed is neither written to nor kept, and a float32 network stays in float32."""

from __future__ import annotations

import numpy as np
import pytest

from minigrad.arrays import FloatType
from minigrad.networks import SimpleNet, TwoLayerNet
from minigrad.objectives import SoftmaxCrossEntropy
from minigrad.optimizers import Adam, Clipped, Momentum
from minigrad.training import EpochRecord, Trainer
from minigrad.training.verifying.batch_gradient import GradientKind
from tests.optimizers.contract import flat
from tests.training.helpers import CLASSES, FEATURES, NETWORKS, TRAINERS, digits, make_data

X, T = make_data()


@pytest.mark.parametrize("gradient", ["analytic", "numeric"])
def test_read_only_arrays_will_do_and_stay_as_they_are(gradient: GradientKind) -> None:
    x, t = X.tobytes(), T.tobytes()
    assert not X.flags.writeable
    assert not T.flags.writeable
    trainer = Trainer(NETWORKS["TwoLayerNet"](), SoftmaxCrossEntropy(), Adam(0.1), gradient=gradient, rng=0)
    trainer.fit(X, T, epochs=2, batch_size=5, validation_data=(X, T))
    trainer.evaluate(X, T)
    trainer.predict(X)
    trainer.verify_gradient(X, T)
    assert (X.tobytes(), T.tobytes()) == (x, t)


def test_data_that_change_during_training_do_not_reach_it() -> None:
    x, t = X.copy(), T.copy()

    def spoil(record: EpochRecord) -> None:
        x.fill(record.epoch)
        t.fill(0)

    spoilt, clean = (TRAINERS["Adam"](NETWORKS["TwoLayerNet"](), 0) for _ in range(2))
    spoilt.fit(x, t, epochs=3, batch_size=5, validation_data=(x, t), callback=spoil)
    clean.fit(X, T, epochs=3, batch_size=5, validation_data=(X, T))
    assert spoilt.history == clean.history


def test_a_batch_of_all_samples_is_no_alias_either() -> None:
    x = X.copy()
    trainer = Trainer(SimpleNet(FEATURES, CLASSES, rng=0), SoftmaxCrossEntropy(), Adam(0.1), rng=0)
    trainer.fit(x, T, batch_size=None)
    x.fill(np.nan)
    trainer.fit(X, T, batch_size=None)
    assert np.isfinite(trainer.network.theta).all()


def test_a_theta_that_was_read_before_training_keeps_its_numbers() -> None:
    network = NETWORKS["TwoLayerNet"]()
    theta = network.theta
    numbers = theta.copy()
    TRAINERS["Momentum"](network, 0).fit(X, T, epochs=2)
    np.testing.assert_array_equal(theta, numbers)
    assert not np.array_equal(network.theta, numbers)


def test_lists_and_integers_are_welcome() -> None:
    from_arrays, from_lists = (TRAINERS["Adam"](NETWORKS["SimpleNet"](), 0) for _ in range(2))
    counts = np.round(3 * X).astype(np.int64)
    from_arrays.fit(counts.astype(np.float64), T, batch_size=5)
    from_lists.fit(counts.tolist(), T.tolist(), batch_size=5)
    assert digits(from_arrays.history) == digits(from_lists.history)


@pytest.mark.parametrize("gradient", ["analytic", "numeric"])
@pytest.mark.parametrize("data", [np.float32, np.float64])
def test_a_float32_network_stays_float32(gradient: GradientKind, data: FloatType) -> None:
    network = TwoLayerNet(FEATURES, 5, CLASSES, rng=3, dtype=np.float32)
    x = X.astype(np.float32) if data is np.float32 else X
    trainer = Trainer(network, SoftmaxCrossEntropy(), Adam(0.1), gradient=gradient, rng=0)
    trainer.fit(x, T, epochs=2, batch_size=5)
    assert network.theta.dtype == np.float32
    assert trainer.state.first_moment.dtype == trainer.state.second_moment.dtype == np.float32
    assert trainer.predict(x).dtype == np.float32
    assert trainer.analytic_gradient(x, T).dtype == np.float32


@pytest.mark.parametrize("rule", TRAINERS)
def test_every_optimizers_memory_stays_float32(rule: str) -> None:
    trainer = TRAINERS[rule](NETWORKS["TwoLayerNet in float32"](), 0)
    trainer.fit(X, T, epochs=2, batch_size=5)
    assert {value.dtype for value in flat(trainer.state) if isinstance(value, np.ndarray)} <= {np.dtype(np.float32)}
    assert trainer.network.theta.dtype == np.float32


def test_float32_learns_what_float64_learns() -> None:
    double, single = (TRAINERS["Momentum"](NETWORKS[name](), 0) for name in ("TwoLayerNet", "TwoLayerNet in float32"))
    for trainer in (double, single):
        trainer.fit(X, T, epochs=5, batch_size=5)
    np.testing.assert_allclose(single.history.loss, double.history.loss, rtol=1e-5)


@pytest.mark.parametrize("part", ["network", "objective", "optimizer", "differentiator"])
def test_a_part_cannot_be_exchanged_under_the_optimizers_memory(part: str) -> None:
    trainer = Trainer(SimpleNet(FEATURES, CLASSES, rng=0), SoftmaxCrossEntropy(), Adam(0.1), rng=0)
    with pytest.raises(
        AttributeError, match=f"`{part}` of a Trainer cannot be set; make a new Trainer of the same network"
    ):
        setattr(trainer, part, getattr(trainer, part))


def test_the_state_that_is_shown_cannot_be_written_to_and_is_no_window() -> None:
    """After one step from zero moments m = (1 - beta1) g; further steps leave what was read alone."""
    trainer = Trainer(SimpleNet(FEATURES, CLASSES, rng=0), SoftmaxCrossEntropy(), Adam(0.1), rng=0)
    gradient = trainer.analytic_gradient(X, T)
    trainer.fit(X, T, batch_size=None)
    state = trainer.state
    with pytest.raises(ValueError, match="read-only"):
        state.first_moment[0] = 7.0
    trainer.fit(X, T, batch_size=None)
    np.testing.assert_allclose(state.first_moment, 0.1 * gradient, rtol=1e-12)
    assert (state.steps, trainer.state.steps) == (1, 2)


def test_the_state_of_a_wrapped_optimizer_is_read_only_too() -> None:
    trainer = Trainer(
        SimpleNet(FEATURES, CLASSES, rng=0), SoftmaxCrossEntropy(), Clipped(Momentum(0.1), max_norm=1.0), rng=0
    )
    trainer.fit(X, T)
    arrays = [value for value in flat(trainer.state) if isinstance(value, np.ndarray)]
    assert arrays
    assert not any(array.flags.writeable for array in arrays)


def test_a_trainer_says_what_it_is_made_of() -> None:
    trainer = Trainer(SimpleNet(FEATURES, CLASSES, rng=0), SoftmaxCrossEntropy(), Adam(0.1), verify_every=7, rng=0)
    trainer.fit(X, T, epochs=2)
    text = repr(trainer)
    for part in (
        "SimpleNet of 12 parameters",
        "SoftmaxCrossEntropy",
        "Adam(learning_rate=0.1",
        "CentralDifference(order=2",
    ):
        assert part in text
    assert text.endswith("gradient='analytic', verify_every=7; 2 epochs so far)")
