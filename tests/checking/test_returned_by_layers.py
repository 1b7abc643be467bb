"""A layer under check may return anything; what it must return is said by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import numpy as np
import pytest
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import FloatArray


class Doubling(mg.Layer):
    """y = 2 x, with a pullback that returns something."""

    def __init__(self, returned: Callable[[FloatArray], object]) -> None:
        self.returned = returned

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}

    @override
    def forward(self, params: mg.Params, inputs: FloatArray) -> tuple[FloatArray, mg.Pullback]:
        return 2.0 * inputs, cast(mg.Pullback, self.returned)


def test_what_it_must_return_passes() -> None:
    assert mg.verify_layer(Doubling(lambda d_outputs: ({}, 2.0 * d_outputs)), np.ones((2, 3)), rng=0).passed


@pytest.mark.parametrize(
    "returned",
    [
        lambda d_outputs: 2.0 * d_outputs,
        lambda d_outputs: (2.0 * d_outputs,),
        lambda d_outputs: (None, 2.0 * d_outputs),
    ],
    ids=["an array", "one thing", "no dict"],
)
def test_a_pullback_that_does_not_return_two_things(returned: Callable[[FloatArray], object]) -> None:
    expected = "the pullback of Doubling must return a tuple of a dict of derivatives by name and d_inputs, got "
    with pytest.raises(TypeError, match=expected):
        mg.verify_layer(Doubling(returned), np.ones((2, 3)), rng=0)


def test_a_pullback_that_returns_words() -> None:
    with pytest.raises(
        TypeError, match=r"^d_inputs from the pullback of Doubling must be an array of real numbers, got"
    ):
        mg.verify_layer(Doubling(lambda d_outputs: ({}, np.array(["a", "b"]))), np.ones((2, 3)), rng=0)


class Listing(Doubling):
    """Initialises a list."""

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return cast(dict[str, FloatArray], [np.ones(2)])


def test_parameters_without_names() -> None:
    with pytest.raises(TypeError, match=r"Listing\.initialize must return a dict of arrays by name, got "):
        mg.verify_layer(Listing(lambda d_outputs: ({}, 2.0 * d_outputs)), np.ones((2, 3)), rng=0)


def ignoring(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
    """As the book's SoftmaxWithLoss does."""
    return {}, np.full_like(d_outputs, 2.0)


def overwriting(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
    """As the book's Relu does."""
    d_outputs *= 2.0
    return {}, d_outputs


def clipping(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
    """Right where no cotangent is large."""
    return {}, np.clip(2.0 * d_outputs, -4.5, 4.5)


@pytest.mark.each(
    "pullback, message",
    [
        (ignoring, "not linear: pullback returns the same for every d_outputs: it ignores it"),
        (overwriting, "writes into its argument: pullback changed the array passed to it"),
        (clipping, "not linear: pullback(-2 d_outputs) differs from -2 pullback(d_outputs)"),
    ],
)
def test_a_pullback_must_be_linear_and_leave_its_argument_alone(
    pullback: Callable[[FloatArray], object], message: str
) -> None:
    report = mg.verify_layer(Doubling(pullback), np.ones((2, 3)), rng=0)
    assert report.verdict.name == "FAIL"
    assert any(str(finding).startswith(message) for finding in report.findings), report


def test_the_report_says_which_sides_were_compared() -> None:
    report = mg.verify_layer(mg.Dense(3, 2), np.ones((4, 3)), rng=0)
    assert report.notes[-1].startswith("compared: slopes of the values of forward with the pullback for a random")
