"""``network.save`` and ``network.load``: all numbers come back, another network's file is refused by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import final

import numpy as np
import pytest
from typing_extensions import override

from minigrad.archive import write_archive
from minigrad.arrays import FloatArray
from minigrad.layers import Chain, Dense, Layer, Params, Pullback, Residual, Tanh
from minigrad.models import Model
from minigrad.networks import Network, Sequential, SimpleNet, TwoLayerNet
from tests.registry import NETWORKS


@pytest.mark.each("network", NETWORKS)
def test_every_number_comes_back(tmp_path: Path, network: Network) -> None:
    other = Sequential(network.layers, rng=99, dtype=network.dtype)
    x = np.random.default_rng(0).normal(size=(3, 4))
    assert not np.array_equal(other.theta, network.theta)
    other.load(network.save(tmp_path / "net.npz"))
    np.testing.assert_array_equal(other.theta, network.theta, strict=True)
    np.testing.assert_array_equal(other.predict(x), network.predict(x), strict=True)
    with np.load(tmp_path / "net.npz") as arrays:
        for name, value in network.parameters.items():
            np.testing.assert_array_equal(arrays[name], value, strict=True)


@final
@dataclass(frozen=True)
class Centred(Layer):
    """inputs minus a mean that is remembered."""

    width: int

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}

    def initial_state(self) -> dict[str, FloatArray]:
        return {"mean": np.zeros(self.width)}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        return inputs - params["mean"][..., np.newaxis, :], lambda d_outputs: ({}, d_outputs)


def centred(mean: float) -> Network:
    shared = Dense(4, 4)
    network = Sequential([Centred(4), shared, Tanh(), Residual(Chain((Centred(4), Dense(4, 4)))), shared], rng=0)
    network.state = np.full(8, mean)
    return network


def test_what_layers_remember_is_kept_too(tmp_path: Path) -> None:
    """In layers within layers as well, and with parameters that are shared."""
    network, x = centred(3.0), np.ones((2, 4))
    other = Sequential(centred(0.0).layers, rng=1)
    other.load(network.save(tmp_path / "a.npz"))
    model = Model.load(Model(network).save(tmp_path / "b.npz"), layers=[Centred])
    for found in (other, model.network):
        np.testing.assert_array_equal(found.state, np.full(8, 3.0))
        np.testing.assert_array_equal(found.predict(x), network.predict(x))
    assert model.network.layout == network.layout
    without_state = Sequential(centred(0.0).layers[1:], rng=0)
    with pytest.raises(ValueError, match=r"network: state\.centred1\.mean is in the file only$"):
        without_state.load(tmp_path / "a.npz")


def with_infinity(path: Path) -> Path:
    network = TwoLayerNet(4, 5, 3, rng=0)
    bias = np.array([0.0, np.inf, 0.0])
    return write_archive(path, "network", {}, {**network.parameters, "dense2.bias": bias})


WRONG: list[tuple[Callable[[Path], Path], str]] = [
    (
        TwoLayerNet(4, 6, 3, rng=0).save,
        r"the arrays are not those of this network: dense1\.weight has the shape \(4, 6\) in the file and \(4, 5\) in "
        r"the network; dense1\.bias has the shape \(6,\) in the file and \(5,\) in the network; dense2\.weight has",
    ),
    (TwoLayerNet(4, 5, 3, rng=0, dtype=np.float32).save, "weight is float32 in the file and float64 in the network"),
    (SimpleNet(4, 5, rng=0).save, "dense1.bias is missing in the file; dense2.weight is missing in the file"),
    (
        Sequential([Dense(4, 5), Tanh(), Dense(5, 3), Dense(3, 3)], rng=0).save,
        r"network: dense3\.weight is in the file only; dense3\.bias is in the file only$",
    ),
    (with_infinity, r"dense2\.bias has a number in the file that is not finite"),
    (Model(TwoLayerNet(4, 5, 3, rng=0)).save, r"holds a model, not a network; open it with Model\.load\(path\)"),
]


@pytest.mark.each(("save", "message"), WRONG)
def test_another_file_changes_nothing(tmp_path: Path, save: Callable[[Path], Path], message: str) -> None:
    path = save(tmp_path / "other.npz")
    network = TwoLayerNet(4, 5, 3, rng=1)
    before = network.theta.copy()
    with pytest.raises(ValueError, match=message) as caught:
        network.load(path)
    assert str(caught.value).startswith(f"{path}: ")
    np.testing.assert_array_equal(network.theta, before)
