"""The summary of a network: its rows are counted by hand, and text and HTML have the same cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import final

import numpy as np
import pytest
from typing_extensions import override

from minigrad.arrays import FloatArray, sum_to_shape
from minigrad.layers import Dense, Layer, Params, Pullback, ReLU
from minigrad.networks import Network, Sequential, SimpleNet, TwoLayerNet
from tests.html_cells import read_html
from tests.registry import NETWORKS

HEADINGS = ["layer", "parameter", "shape", "numbers"]


@final
@dataclass(frozen=True)
class Shift(Layer):
    """A layer whose parameter has a name that is markup, and no axes."""

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"<b>&amp;": np.zeros(())}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        (shift,) = params.values()

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            return {"<b>&amp;": sum_to_shape(d_outputs, shift.shape)}, d_outputs

        return inputs + shift[..., np.newaxis, np.newaxis], pullback


def shown(network: Network) -> list[list[str]]:
    """The rows in the HTML, without headings."""
    head, *rows = read_html(network._repr_html_()).rows
    assert head == HEADINGS
    return rows


def test_a_network_of_two_layers() -> None:
    """4 * 5 weights and 5 biases, then 5 * 3 and 3: 43 numbers."""
    assert shown(TwoLayerNet(4, 5, 3, activation=ReLU(), rng=0)) == [
        ["Dense", "dense1.weight", "(4, 5)", "20"],
        ["", "dense1.bias", "(5,)", "5"],
        ["ReLU", "", "", "0"],
        ["Dense", "dense2.weight", "(5, 3)", "15"],
        ["", "dense2.bias", "(3,)", "3"],
        ["total", "", "", "43"],
    ]


def test_without_a_bias_there_is_one_row_and_the_total() -> None:
    assert shown(SimpleNet()) == [["Dense", "dense1.weight", "(2, 3)", "6"], ["total", "", "", "6"]]


@pytest.mark.parametrize(("dtype", "name"), [(np.float64, "float64"), (np.float32, "float32")])
def test_the_line_above_names_the_kind_the_size_and_the_dtype(
    dtype: type[np.float64] | type[np.float32], name: str
) -> None:
    network = SimpleNet(4, 3, bias=True, dtype=dtype)
    assert read_html(network._repr_html_()).texts("caption") == [f"SimpleNet: 15 parameters, {name}"]
    assert network.summary().startswith(f"SimpleNet: 15 parameters, {name}\n")


def test_names_are_escaped() -> None:
    network = Sequential([Dense(2, 2, bias=False), Shift()])
    assert shown(network)[1] == ["Shift", "shift1.<b>&amp;", "()", "1"]
    assert "shift1.<b>&amp;" in network.summary()


@pytest.mark.parametrize("network", NETWORKS, ids=repr)
def test_text_and_html_have_the_same_cells(network: Network) -> None:
    _, head, *lines = network.summary().splitlines()
    starts = [head.index(name) for name in HEADINGS[:3]]
    cells = [
        [line[a:b].strip() for a, b in zip(starts, [*starts[1:], len(head) - 7], strict=True)] + [line.split()[-1]]
        for line in lines
    ]
    assert cells == shown(network)


@pytest.mark.parametrize("network", NETWORKS, ids=repr)
def test_the_numbers_add_up(network: Network) -> None:
    *rows, total = shown(network)
    assert sum(int(row[3]) for row in rows) == int(total[3]) == network.theta.size
    for _, name, shape, numbers in rows:
        sizes = [int(size) for size in re.findall(r"\d+", shape)]
        assert int(numbers) == (int(np.prod(sizes)) if name else 0)
        assert not name or network.parameters[name].shape == tuple(sizes)
