"""Embedding: rows of a table, in stacks, and what is no symbol."""

from __future__ import annotations

import re

import numpy as np
import pytest

from minigrad.checking import check_gradient
from minigrad.layers import Dense, Embedding, Flatten
from minigrad.networks import EmpiricalRisk, Sequential
from minigrad.objectives import SoftmaxCrossEntropy

SYMBOLS = np.array([[0.0, 2.0, 2.0], [1.0, 0.0, 2.0]])


def test_stacks_of_tables_and_symbols_are_looked_up_each_by_itself() -> None:
    rng = np.random.default_rng(0)
    tables, symbols = rng.normal(size=(4, 3, 5)), rng.integers(3, size=(4, 2, 6)).astype(np.float64)
    outputs, pullback = Embedding(3, 5).forward({"table": tables}, symbols)
    d_outputs = rng.normal(size=outputs.shape)
    d_tables = pullback(d_outputs)[0]["table"]
    for table, own, rows, d_rows, d_table in zip(tables, symbols, outputs, d_outputs, d_tables, strict=True):
        np.testing.assert_array_equal(rows, table[own.astype(int)])
        one_hot = own.reshape(-1, 1) == np.arange(3)
        np.testing.assert_allclose(d_table, one_hot.T.astype(float) @ d_rows.reshape(-1, 5), rtol=1e-13)


def test_a_network_learns_its_table() -> None:
    network = Sequential([Embedding(3, 2), Flatten(2), Dense(6, 2)], rng=0)
    risk = EmpiricalRisk(network, SoftmaxCrossEntropy(), SYMBOLS, [0, 1])
    assert check_gradient(risk, risk.gradient, network.theta, names=network.layout).passed


@pytest.mark.each(("wrong", "got"), [(0.5, "0.5"), (3.0, "3.0"), (-1.0, "-1.0"), (np.nan, "nan"), (np.inf, "inf")])
def test_what_is_no_symbol_is_refused(wrong: float, got: str) -> None:
    inputs = SYMBOLS.copy()
    inputs[1, 1] = wrong
    text = f"`inputs` of {Embedding(3, 2)} must be whole numbers from 0 to 2, got {got}"
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        Embedding(3, 2).forward({"table": np.zeros((3, 2))}, inputs)


def test_one_sample_without_its_axis_is_refused() -> None:
    with pytest.raises(ValueError, match=r"must have shape \(..., samples, steps\), got \(3,\)"):
        Embedding(3, 2).forward({"table": np.zeros((3, 2))}, SYMBOLS[0])
