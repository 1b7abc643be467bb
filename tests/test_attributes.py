"""Attributes of networks and trainers: misspelt ones are refused, and copies keep working."""

from __future__ import annotations

from copy import copy, deepcopy

import numpy as np
import pytest

import minigrad as mg
from tests.good_calls import T, X, make_trainer

# --- attributes that nobody reads
# --------------------------------------------------------------------------------------


@pytest.mark.each("network", [mg.SimpleNet(), mg.TwoLayerNet(2, 3, 4), mg.Sequential([mg.Dense(2, 3)])])
@pytest.mark.each("name", ["bias", "layers", "weights"])
def test_unknown_attributes_of_networks_are_refused(network: mg.Network, name: str) -> None:
    with pytest.raises(
        AttributeError, match=f"`{name}` of a {type(network).__name__} cannot be set; what can be set: state, theta"
    ):
        setattr(network, name, 1.0)


@pytest.mark.each("name", ["learning_rate", "optimizer", "epochs"])
def test_unknown_attributes_of_trainers_are_refused(name: str) -> None:
    with pytest.raises(
        AttributeError, match=f"`{name}` of a Trainer cannot be set; make a new Trainer of the same network"
    ):
        setattr(make_trainer(), name, 0.5)


def test_networks_and_trainers_can_still_be_copied() -> None:
    trainer = deepcopy(make_trainer())
    trainer.fit(X, T)
    assert not np.array_equal(trainer.network.theta, make_trainer().network.theta)


def test_networks_of_ones_own_have_attributes_of_their_own() -> None:
    class Own(mg.Network):
        def __init__(self, width: int) -> None:
            super().__init__([mg.Dense(width, 2)], rng=0, dtype=np.float64)
            self.width = width

    network = Own(3)
    network.width = 4
    assert network.width == 4


# --- one layer in two places
# -------------------------------------------------------------------------------------------


def test_parameters_are_shared_by_the_same_object_and_not_by_a_copy() -> None:
    dense, relu = mg.Dense(3, 3), mg.ReLU()
    assert mg.Sequential([dense, relu, dense], rng=0).theta.size == 12
    network = mg.Sequential([dense, relu, copy(dense), relu], rng=0)
    assert network.theta.size == 24
