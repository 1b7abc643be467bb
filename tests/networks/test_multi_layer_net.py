"""MultiLayerNet: which layers, with which parameters, and that it learns."""

from __future__ import annotations

import numpy as np

from minigrad.layers import BatchNorm, Dense, Dropout, LayerNorm, Normal, ReLU, Tanh
from minigrad.networks import MultiLayerNet, Sequential, TwoLayerNet


def test_the_layers_are_those_of_the_book_in_its_order() -> None:
    net = MultiLayerNet(4, [6, 5], 3, batch_norm=True, dropout=0.1)
    kinds = [Dense, BatchNorm, ReLU, Dropout]
    assert [type(layer) for layer in net.layers] == [*kinds, *kinds, Dense]
    assert "dense1.bias" not in net.layout.names
    assert "dense3.bias" in net.layout.names
    assert net.state_layout.size == 2 * (6 + 5)


def test_with_one_hidden_layer_it_is_a_two_layer_net() -> None:
    ours = MultiLayerNet(4, [6], 3, activation=Tanh(), initializer=Normal(0.1), rng=0)
    theirs = TwoLayerNet(4, 6, 3, activation=Tanh(), initializer=Normal(0.1), rng=0)
    assert ours.layout.names == theirs.layout.names
    np.testing.assert_array_equal(ours.theta, theirs.theta)
    assert MultiLayerNet(4, [], 3).layout == Sequential([Dense(4, 3)]).layout


def test_weights_start_as_he_says() -> None:
    weight = MultiLayerNet(200, [300], 3, rng=0).parameters["dense1.weight"]
    assert abs(float(weight.std()) / np.sqrt(2 / 200) - 1.0) < 0.02  # 60,000 draws: standard error 0.3 %


def test_an_activation_with_parameters_has_its_own_in_each_place() -> None:
    names = MultiLayerNet(4, [6, 6], 3, activation=LayerNorm(6)).layout.names
    assert {"layernorm1.scale", "layernorm2.scale"} < set(names)
