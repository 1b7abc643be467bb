"""Tensors of torch, as far as the tables ask for them, and functions of them."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Protocol, TypeAlias

from minigrad.arrays import Float64Array


class Tensor(Protocol):
    """What is asked of a tensor."""

    T: Tensor

    def sum(self) -> Tensor:
        """Of all entries."""

    def abs(self) -> Tensor:
        """Of each entry."""

    def detach(self) -> Tensor:
        """Without its history."""

    def numpy(self) -> Float64Array:
        """As an array."""

    def __neg__(self) -> Tensor: ...
    def __add__(self, other: Tensor | float) -> Tensor: ...
    def __sub__(self, other: Tensor | float) -> Tensor: ...
    def __mul__(self, other: Tensor | float) -> Tensor: ...
    def __rmul__(self, other: float) -> Tensor: ...
    def __truediv__(self, other: Tensor | float) -> Tensor: ...
    def __pow__(self, other: float) -> Tensor: ...
    def __matmul__(self, other: Tensor) -> Tensor: ...
    def __getitem__(self, index: object) -> Tensor: ...


Functional: TypeAlias = Callable[[Tensor], Tensor]


Row: TypeAlias = tuple[str, Functional, float, float, tuple[int, ...]]
"""A function whose entries are summed, the bounds of its points, and the shape of its argument."""


def weights_of_four(torch: ModuleType) -> Tensor:
    """1, 2, 3 and 4, so that no two entries are alike."""
    made: Tensor = torch.arange(1.0, 5.0, dtype=torch.float64)
    return made


def number(x: Tensor, value: float) -> Tensor:
    """This value, with the shape of a tensor and without a derivative."""
    return x.detach() * 0.0 + value
