"""``network.save`` and ``network.load``: all numbers come back, another network's file is refused by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from minigrad.archive import write_archive
from minigrad.layers import Dense, Tanh
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
