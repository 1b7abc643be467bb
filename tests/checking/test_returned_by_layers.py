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
