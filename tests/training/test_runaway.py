"""Training that runs away ends with a message that says where and what to do, and with a theta that can still be
used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
import pytest
from typing_extensions import override

from minigrad.arrays import FloatArray, FloatType
from minigrad.errors import NonFiniteError
from minigrad.layers import Activation, ReLU
from minigrad.networks import Network, SimpleNet, TwoLayerNet
from minigrad.objectives import MeanSquaredError, Objective, SoftmaxCrossEntropy
from minigrad.optimizers import Adam, GradientDescent, Momentum, NoState, Optimizer
from minigrad.optimizers.base import State
from minigrad.training import Trainer, TrainingError
from minigrad.training.verifying.batch_gradient import GradientKind
from tests.training.helpers import CLASSES, FEATURES, Broken, digits, make_data

X, T = make_data()
ROWS = np.eye(CLASSES)[T]


# A linear network under squared error: each step multiplies the error by about -1e4, so 1e308 is passed within 80
# steps.


@final
@dataclass(frozen=True)
class Huge(Activation):
    """1e308 times 1e308."""

    @override
    def apply(self, inputs: FloatArray) -> FloatArray:
        return np.full_like(inputs, 1e308) * 1e308

    @override
    def pull_back(self, inputs: FloatArray, outputs: FloatArray, d_outputs: FloatArray) -> FloatArray:
        return d_outputs


def _spoilt(gradient: FloatArray) -> FloatArray:
    """Not a number for the second class."""
    return np.where(np.arange(CLASSES) == 1, np.nan, gradient)


@pytest.mark.parametrize("gradient", ["analytic", "numeric"])
def test_the_message_says_where_and_what_to_do(gradient: GradientKind) -> None:
    network = SimpleNet(FEATURES, CLASSES, rng=0)
    trainer = Trainer(network, MeanSquaredError(), GradientDescent(1e4), gradient=gradient, rng=0)
    with pytest.raises(
        TrainingError,
        match=r"(theta|the loss) became infinite or NaN in epoch \d+(, batch \d)?, "
        r"with GradientDescent\(learning_rate=10000.0\); use a smaller learning rate, or standardize x",
    ):
        trainer.fit(X, ROWS, epochs=100, batch_size=5)
    assert np.isfinite(network.theta).all()
    assert np.isfinite(trainer.history.loss).all()
    assert np.isfinite(trainer.predict(np.zeros(FEATURES))).all()


def test_the_place_is_where_it_happened() -> None:
    """A sample of 1e200 squares to infinity in its own batch, and nowhere before."""
    x = X.copy()
    x[17] = 1e200
    trainer = Trainer(SimpleNet(FEATURES, CLASSES, rng=0), MeanSquaredError(), GradientDescent(1.0), rng=0)
    order = np.random.default_rng(0).permutation(len(x)).tolist()
    place = order.index(17) // 5 + 1
    start = trainer.network.theta.copy()
    with pytest.raises(TrainingError, match=f"in epoch 1, batch {place}, with"):
        trainer.fit(x, ROWS, batch_size=5)
    assert len(trainer.history) == 0
    assert np.array_equal(trainer.network.theta, start) is (place == 1)
    assert np.isfinite(trainer.network.theta).all()


def _far(sample: int) -> FloatArray:
    x = X.copy()
    x[sample] = 1e200
    return x


FAULTS: dict[str, tuple[Trainer[NoState], FloatArray, str, str | None, str | None]] = {
    "layer": (
        Trainer(
            TwoLayerNet(FEATURES, 2, CLASSES, activation=Huge(), rng=0), SoftmaxCrossEntropy(), GradientDescent(0.1)
        ),
        X,
        r"shows first as inf in the outputs of layer 2 of 3, Huge\(\), for sample 0 \(step 1\)\. The network keeps the",
        "layer 2 of 3, Huge()",
        None,
    ),
    "loss": (
        Trainer(SimpleNet(FEATURES, CLASSES, rng=0), MeanSquaredError(), GradientDescent(0.1)),
        _far(3),
        r"shows first as inf in the loss of sample 3 \(step 1\)",
        None,
        None,
    ),
    "gradient": (
        Trainer(SimpleNet(FEATURES, CLASSES, rng=0), Broken(_spoilt), GradientDescent(0.1)),
        X,
        r"shows first as nan in the gradient with respect to dense1.weight\[0, 1\] \(step 1\)",
        None,
        "dense1.weight[0, 1]",
    ),
    "step": (
        Trainer(SimpleNet(FEATURES, CLASSES, rng=0), SoftmaxCrossEntropy(), GradientDescent(1e308)),
        1e3 * X,
        r"shows first as -?inf in the next value of dense1.weight\[\d, \d\] \(step 1\)",
        None,
        "dense1.weight",
    ),
}


@pytest.mark.each("where", FAULTS)
def test_the_message_names_the_first_number_that_is_not_finite(where: str) -> None:
    trainer, x, message, layer, parameter = FAULTS[where]
    start = trainer.network.theta.copy()
    t = ROWS if where == "loss" else T
    with pytest.raises(TrainingError, match=message) as caught:
        trainer.fit(x, t, batch_size=None)
    fault = caught.value.fault
    assert fault is not None
    assert (caught.value.step, fault.layer) == (1, layer)
    assert (fault.parameter or "").startswith(parameter or "")
    assert np.array_equal(trainer.network.theta, start)


def test_the_theta_that_is_kept_is_the_last_one_before() -> None:
    kept, short = (
        Trainer(SimpleNet(FEATURES, CLASSES, rng=0), MeanSquaredError(), Momentum(1e4), rng=0) for _ in range(2)
    )
    with pytest.raises(TrainingError):
        kept.fit(X, ROWS, epochs=1000, batch_size=None)
    epochs = len(kept.history)
    short.fit(X, ROWS, epochs=epochs, batch_size=None)
    assert digits(short.history) == digits(kept.history)
    # One batch an epoch: either theta overflowed, or the loss of the theta after did.
    with pytest.raises(TrainingError):
        short.fit(X, ROWS, epochs=1, batch_size=None)
    np.testing.assert_array_equal(short.network.theta, kept.network.theta)
    np.testing.assert_array_equal(short.state.velocity, kept.state.velocity)


def test_a_loss_that_overflows_after_the_last_batch_is_no_success() -> None:
    """Each step makes theta some 1e14 times as large; it is finite when its squared error is not any more."""
    trainer = Trainer(SimpleNet(FEATURES, CLASSES, rng=0), MeanSquaredError(), GradientDescent(1e14), rng=0)
    with pytest.raises(TrainingError, match=r"the loss became infinite or NaN in epoch 11, with GradientDescent"):
        trainer.fit(X, ROWS, epochs=20, batch_size=None)
    assert len(trainer.history) == 10


def test_the_methods_own_words_are_kept_as_the_cause() -> None:
    network = SimpleNet(FEATURES, CLASSES, rng=0)
    trainer = Trainer(network, MeanSquaredError(), GradientDescent(1e14), gradient="numeric", rng=0)
    with pytest.raises(TrainingError, match=r"in epoch \d, batch \d, with") as caught:
        trainer.fit(X, ROWS, epochs=5, batch_size=5)
    assert isinstance(caught.value.__cause__, NonFiniteError)


@pytest.mark.parametrize("rule", [GradientDescent(1e300), Momentum(1e300), Adam(1e300)])
def test_a_step_that_leaves_nothing_of_theta_is_no_success_though_all_is_finite(rule: Optimizer[State]) -> None:
    trainer = Trainer(SimpleNet(FEATURES, CLASSES, rng=0), SoftmaxCrossEntropy(), rule, rng=0)
    start = trainer.network.theta.copy()
    with pytest.raises(
        TrainingError, match=r"the largest parameter went from \S+ to \S+ in epoch 1, batch 1, with .*1e\+300"
    ):
        trainer.fit(X, T)
    assert np.array_equal(trainer.network.theta, start)


def test_a_runaway_validation_loss_is_reported_and_not_an_error() -> None:
    trainer = Trainer(SimpleNet(FEATURES, CLASSES, rng=0), MeanSquaredError(), GradientDescent(0.1), rng=0)
    history = trainer.fit(X, ROWS, validation_data=(1e200 * X, ROWS))
    assert np.isposinf(history.validation_loss).all()
    assert np.isfinite(history.loss).all()


def test_numpys_settings_are_the_callers_again() -> None:
    settings: list[object] = []
    with np.errstate(over="raise", invalid="warn", divide="print"):
        before = np.geterr()
        trainer = Trainer(SimpleNet(FEATURES, CLASSES, rng=0), MeanSquaredError(), GradientDescent(1e4), rng=0)
        trainer.fit(X, ROWS, epochs=1, callback=lambda _: settings.append(np.geterr()))
        with pytest.raises(TrainingError):
            trainer.fit(X, ROWS, epochs=100)
        assert np.geterr() == before == settings[0]


def _ends_finite(
    network: Network, objective: Objective, rule: Optimizer[State], how: GradientKind, size: int | None
) -> None:
    trainer = Trainer(network, objective, rule, gradient=how, rng=0)
    try:
        assert np.isfinite(trainer.fit(X, ROWS, epochs=3, batch_size=size).loss).all()
    except TrainingError:
        pass
    assert np.isfinite(network.theta).all()


def _networks(dtype: FloatType) -> list[Network]:
    return [
        SimpleNet(FEATURES, CLASSES, rng=0, dtype=dtype),
        TwoLayerNet(FEATURES, 5, CLASSES, rng=0, dtype=dtype),
        TwoLayerNet(FEATURES, 5, CLASSES, activation=ReLU(), rng=0, dtype=dtype),
    ]


@pytest.mark.parametrize("size", [5, None])
@pytest.mark.parametrize("rate", [1e30, 1e200, 1e307])
@pytest.mark.parametrize("objective", [MeanSquaredError(), SoftmaxCrossEntropy()])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_rates_beyond_all_measure_give_the_error_or_finite_losses_and_no_warning(
    dtype: FloatType, objective: Objective, rate: float, size: int | None
) -> None:
    """Warnings are errors in these tests, so none can escape."""
    for network in _networks(dtype):
        _ends_finite(network, objective, GradientDescent(rate), "analytic", size)
    for network in _networks(dtype):
        _ends_finite(network, objective, Momentum(rate), "analytic", size)
    for network in _networks(dtype):
        _ends_finite(network, objective, Adam(rate), "analytic", size)


@pytest.mark.parametrize("rate", [1e100, 1e200])
def test_far_out_the_numeric_gradient_accuses_no_layer(rate: float) -> None:
    _ends_finite(SimpleNet(FEATURES, CLASSES, rng=0), SoftmaxCrossEntropy(), Momentum(rate), "numeric", 5)


def test_infinity_against_nan_accuses_no_layer() -> None:
    network = TwoLayerNet(FEATURES, 5, CLASSES, activation=ReLU(), rng=0)
    _ends_finite(network, MeanSquaredError(), GradientDescent(1e200), "numeric", 5)
