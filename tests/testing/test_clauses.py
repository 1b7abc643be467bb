"""Clauses as data: names, expected failures, one report for each cause, and what could not be run."""

from __future__ import annotations

import re
from unittest import SkipTest

import numpy as np
import pytest
from typing_extensions import override

from minigrad.arrays import FloatArray
from minigrad.layers import Layer, Params, Pullback, ReLU
from minigrad.objectives import MeanSquaredError
from minigrad.testing import Clause, ContractError, ContractResult, check_layer, check_objective, layer_clauses

FLOAT32 = "float32 stays float32"


class Table(Layer):
    """Multiplies with a table in float64."""

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        table = np.linspace(1.0, 2.0, inputs.shape[-1])
        return inputs * table, lambda d_outputs: ({}, d_outputs * table)


class Untold(Layer):
    """Raises whatever it is asked."""

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        raise RuntimeError("out of paper")


def _named(name: str, clauses: tuple[Clause, ...]) -> Clause:
    return next(clause for clause in clauses if str(clause) == name)


def test_names_are_told_apart_and_ids_for_pytest() -> None:
    names = [str(clause) for clause in layer_clauses(ReLU())]
    assert len(set(names)) == len(names) == 12
    assert all(name == name.strip() and len(name) < 90 for name in names)


def test_a_clause_runs_by_itself_and_says_what_to_do() -> None:
    clauses = layer_clauses(Table())
    _named("the pullback is the derivative of forward", clauses)()
    with pytest.raises(
        ContractError,
        match=r"(?s)Table\(\) breaks its contract:\n  - float32 .*float64\n    What to do: .*inputs\.dtype",
    ):
        _named(FLOAT32, clauses)()


def test_an_expected_failure_needs_a_reason_and_a_clause() -> None:
    with pytest.raises(ValueError, match="`expected_failures` must give a reason for 'float32 stays float32', got ' '"):
        check_layer(Table(), expected_failures={FLOAT32: " "})
    with pytest.raises(
        ValueError, match="`expected_failures` must name clauses of this contract, got 'float16'; they are: initialize"
    ):
        check_layer(Table(), expected_failures={"float16": "later"})
    with pytest.raises(TypeError, match="`expected_failures` must map names of clauses to reasons"):
        check_layer(Table(), expected_failures=[FLOAT32])  # type: ignore[arg-type]  # what the test is about


def test_an_expected_failure_is_said() -> None:
    result = check_layer(Table(), expected_failures={FLOAT32: "the table is float64"})
    assert isinstance(result, ContractResult)
    assert result.expected == ("float32 stays float32 (the table is float64)",)
    assert repr(result).endswith("(11 clauses); expected to fail: float32 stays float32 (the table is float64)")
    _named(FLOAT32, layer_clauses(Table(), expected_failures={FLOAT32: "the table is float64"}))()


def test_an_expected_failure_that_passes_is_an_error() -> None:
    reason = {FLOAT32: "the table is float64"}
    complaint = (
        r'float32 stays float32: kept, though a failure was expected \("the table is float64"\)\n.*take it '
        r"out of `expected_failures`"
    )
    with pytest.raises(ContractError, match=complaint):
        check_layer(ReLU(), expected_failures=reason)
    with pytest.raises(ContractError, match=complaint):
        _named(FLOAT32, layer_clauses(ReLU(), expected_failures=reason))()


def test_one_cause_is_reported_once_and_what_was_not_run_is_said() -> None:
    with pytest.raises(ContractError) as caught:
        check_layer(Untold())
    assert len(caught.value.broken) == 1
    assert str(caught.value).count("out of paper") == 1
    place = r"\(in forward, line \d+ of test_clauses.py\)"
    assert re.match(
        f"forward returns outputs and a pullback: RuntimeError: out of paper {place}", caught.value.broken[0]
    )
    (left_out,) = caught.value.not_run
    assert left_out.count(";") == 8
    assert left_out.endswith('(since "forward returns outputs and a pullback" is broken)')
    assert "  not run: the same call gives" in str(caught.value)


def test_a_clause_by_itself_is_skipped_with_the_name_of_the_broken_one() -> None:
    with pytest.raises(SkipTest, match='not run, since "forward returns outputs and a pullback" is broken'):
        _named(FLOAT32, layer_clauses(Untold()))()


def test_what_cannot_be_tried_stands_in_nobodys_way() -> None:
    """Without two samples it is not known whether they touch each other; stacks are tried nevertheless."""
    clauses = layer_clauses(Doubled(), np.ones((1, 3)))
    with pytest.raises(SkipTest, match="not run: one sample was given; pass two or more"):
        _named("samples do not touch each other", clauses)()
    _named("stacked parameters and inputs give stacked outputs", clauses)()


def test_what_cannot_be_tried_is_said() -> None:
    result = check_layer(ReLU(), np.ones((1, 3)), expected_failures=None)
    assert result.not_run == ()  # an elementwise layer is tried on its numbers, however few samples
    result = check_layer(Doubled(), np.ones((1, 3)))
    assert result.not_run == ("samples do not touch each other (one sample was given; pass two or more)",)
    assert "; not run: samples do not touch each other (one sample" in repr(result)


class Doubled(Layer):
    """2 x, without a word about itself."""

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        return 2 * inputs, lambda d_outputs: ({}, 2 * d_outputs)


def test_a_result_says_what_was_looked_at() -> None:
    assert repr(check_objective(MeanSquaredError())) == "MeanSquaredError() keeps its contract (9 clauses)"
