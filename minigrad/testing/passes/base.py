"""The abstract ``Passes``: a forward and a backward pass in plain numpy."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import TypeAlias, final

import numpy as np

from minigrad.arrays import AnyArray, Float64Array, Shape

Function: TypeAlias = Callable[..., object]  # type: ignore[explicit-any]  # nothing is known of a user's function
Arrays: TypeAlias = Mapping[str, Float64Array]

INPUT_SHAPES: tuple[Shape, ...] = (
    (5, 4),
    (5, 3),
    (5, 2),
    (4,),
    (2, 3, 8, 8),
    (2, 1, 8, 8),
    (5, 1),
    (5, 5),
    (5, 6),
    (5, 8),
    (5, 10),
    (),
)
"""Shapes of an input, tried in this order: a batch of rows, one row, a batch of images."""


@final
class CannotVaryError(TypeError):
    """A parameter cannot be changed by a small step."""


class Passes(ABC):
    """One layer: outputs = forward(arrays), and the gradient of sum(c * outputs) from backward(c)."""

    @abstractmethod
    def needs_cotangent(self) -> bool:
        """Whether backward takes c; a loss may assume that it is 1."""

    @abstractmethod
    def shapes(self) -> tuple[Shape, ...]:
        """The shapes of the input that are tried."""

    @abstractmethod
    def arrays(self, x: Float64Array) -> dict[str, Float64Array]:
        """The input x and all parameters, by name."""

    @abstractmethod
    def forward(self, arrays: Arrays) -> AnyArray:
        """The outputs for these arrays."""

    @abstractmethod
    def backward(self, arrays: Arrays, cotangent: Float64Array) -> dict[str, AnyArray]:
        """The gradient of sum(cotangent * outputs) with respect to each array."""


def gradient_of(name: str, value: object) -> AnyArray:
    """The gradient with respect to ``name`` from a backward pass; raises unless it is an array of numbers."""
    if isinstance(value, (tuple, list)) and value and isinstance(value[0], np.ndarray):
        value = value[0]
    array: AnyArray = np.array(value)
    if array.dtype.kind not in "fiu":
        raise TypeError(f"the backward pass must return the gradient with respect to {name}, got {value!r}")
    return array
