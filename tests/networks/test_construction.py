"""Building networks: names, seeds, dtypes, and lists of layers that make no network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import final

import numpy as np
import pytest
from typing_extensions import override

from minigrad.arrays import FloatArray, Rng
from minigrad.layers import Dense, Layer, Params, Pullback, ReLU, Sigmoid
from minigrad.networks import Sequential, SimpleNet, TwoLayerNet


@final
@dataclass(frozen=True)
class Half(Layer):
    """Keeps every second feature, and does not say so."""

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            d_inputs = np.zeros_like(inputs)
            d_inputs[..., ::2] = d_outputs
            return {}, d_inputs

        return inputs[..., ::2], pullback


@final
@dataclass(frozen=True)
class Transposed(Layer):
    """Gives the derivative by its parameter in the wrong shape."""

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"scale": np.ones((1, 3))}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        return inputs * params["scale"], lambda d_outputs: ({"scale": np.ones((3, 1))}, d_outputs)


def test_parameters_are_named_by_layer_and_number() -> None:
    network = Sequential([Dense(2, 3), ReLU(), Dense(3, 3, bias=False), Sigmoid(), Dense(3, 1)], rng=0)
    assert network.layout.names == ("dense1.weight", "dense1.bias", "dense2.weight", "dense3.weight", "dense3.bias")
    assert network.layout.name(2) == "dense1.weight[0, 2]"
    assert {name: value.shape for name, value in network.parameters.items()}["dense2.weight"] == (3, 3)


@pytest.mark.parametrize(
    ("layers", "message"),
    [
        ([], "`layers` must hold at least one layer, got none"),
        ([ReLU()], "`layers` must have at least one parameter between them, got none"),
        (
            [Dense(2, 3), ReLU(), Dense(4, 1)],
            r"`layers\[2\]` must take the 3 features that `layers\[0\]` gives, got Dense\(.*\) with n_inputs=4",
        ),
    ],
)
def test_layers_that_make_no_network(layers: list[Layer], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Sequential(layers)


def test_a_class_in_place_of_a_layer() -> None:
    layers: Sequence[Layer] = [Dense(2, 3), ReLU]  # type: ignore[list-item]  # the mistake under test
    with pytest.raises(TypeError, match=r"`layers\[1\]` must be a Layer, got <class .*ReLU'>; call it: ReLU\(...\)"):
        Sequential(layers)


def test_any_iterable_of_layers_will_do() -> None:
    layers = [Dense(2, 3), ReLU(), Dense(3, 1)]
    for given in (iter(layers), tuple(layers), (layer for layer in layers)):
        assert Sequential(given, rng=0).layers == tuple(layers)
    with pytest.raises(ValueError, match="`layers` must hold at least one layer, got none"):
        Sequential(iter(()))


def test_a_layer_without_brackets() -> None:
    with pytest.raises(
        TypeError, match=r"`layers` must be a sequence of layers, got Dense\(.*put it in brackets: \[Dense\("
    ):
        Sequential(Dense(2, 3))  # type: ignore[arg-type]  # the mistake under test


def test_a_users_layer_may_change_the_width() -> None:
    assert Sequential([Dense(2, 6), Half(), Dense(3, 1)], rng=0).predict([1.0, 2.0]).shape == (1,)


def test_a_derivative_of_the_wrong_shape_is_not_broadcast() -> None:
    _, pullback = Sequential([Transposed()]).pullback(np.ones(3), np.ones((2, 3)))
    with pytest.raises(
        ValueError,
        match=r"Transposed\(\): the derivative with respect to 'scale' must have shape \(1, 3\), got \(3, 1\)",
    ):
        pullback(np.ones((2, 3)))


def test_a_derivative_that_is_missing_is_named() -> None:
    @final
    @dataclass(frozen=True)
    class Forgetful(Layer):
        @override
        def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
            return {"scale": np.ones(3)}

        @override
        def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
            return inputs * params["scale"], lambda d_outputs: ({}, d_outputs * params["scale"])

    _, pullback = Sequential([Forgetful()]).pullback(np.ones(3), np.ones((2, 3)))
    with pytest.raises(ValueError, match=r"the derivative with respect to 'scale' must have shape \(3,\), got none"):
        pullback(np.ones((2, 3)))


@pytest.mark.parametrize("rng", [0, [1, 2], np.random.SeedSequence(3)], ids=str)
def test_same_seed_same_network(rng: Rng) -> None:
    np.testing.assert_array_equal(TwoLayerNet(4, 5, 3, rng=rng).theta, TwoLayerNet(4, 5, 3, rng=rng).theta)


def test_no_seed_draws_anew_and_leaves_the_global_generator_alone() -> None:
    before = np.random.get_state(legacy=False)["state"]["pos"]  # noqa: NPY002 (the generator that must not matter)
    assert not np.array_equal(SimpleNet().theta, SimpleNet().theta)
    assert np.random.get_state(legacy=False)["state"]["pos"] == before  # noqa: NPY002 (the generator that must not matter)


def test_float32_networks() -> None:
    network = SimpleNet(rng=0, dtype=np.float32)
    assert network.theta.dtype == network.predict([0.6, 0.9]).dtype == np.float32
    with pytest.raises(ValueError, match="`theta` must be finite, got inf"):
        network.theta = np.full(6, 1e300)
    with pytest.raises(TypeError, match=r"`dtype` must be numpy\.float64 or numpy\.float32"):
        SimpleNet(dtype=np.int64)  # type: ignore[arg-type]  # the mistake under test


def test_simple_net_is_the_articles() -> None:
    network = SimpleNet(rng=0)
    assert network.predict([0.6, 0.9]).shape == (3,)
    assert (network.weight.shape, list(network.parameters)) == ((2, 3), ["dense1.weight"])
    network.weight = np.arange(6).reshape(2, 3)
    np.testing.assert_array_equal(network.theta, np.arange(6.0))
    with pytest.raises(ValueError, match=r"`params\['dense1.weight'\]` must have shape \(2, 3\)"):
        network.weight = np.ones((3, 2))


def test_setting_the_weight_keeps_the_bias() -> None:
    network = SimpleNet(2, 3, bias=True)
    network.theta = np.arange(9.0)
    network.weight = np.zeros((2, 3))
    np.testing.assert_array_equal(network.parameters["dense1.bias"], [6.0, 7.0, 8.0])


def test_standard_normal_weights() -> None:
    assert float(SimpleNet(200, 100, rng=0).theta.std()) == pytest.approx(1.0, rel=0.02)
    assert float(SimpleNet(200, 100, scale=0.01, rng=0).theta.std()) == pytest.approx(0.01, rel=0.02)


def test_repr_says_what_it_is() -> None:
    assert repr(SimpleNet(rng=0)).startswith("<SimpleNet of 6 parameters: Dense(n_inputs=2, n_outputs=3, bias=False")
