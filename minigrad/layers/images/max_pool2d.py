"""The largest number in each window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from minigrad.arrays import FloatArray
from minigrad.layers.images.pooling import Pooling


@final
@dataclass(frozen=True)
class MaxPool2D(Pooling):
    """The largest number in each window, of each channel by itself; padding is never the largest.

    Derivative: d_outputs at the place of the largest number; where several are equal, at the first, row by row, as in
    PyTorch. There the outputs have a kink.

    Args:
        kernel_size: height and width of the window: one number for both, or two.
        stride: from one window to the next; by default the size of the window, so that they do not overlap.
        padding: rows and columns added at each side, at most half the window: one number, or two.

    Raises:
        TypeError, ValueError: a wrong argument; in ``forward``, inputs that do not fit.

    >>> outputs, pullback = MaxPool2D(2).forward({}, np.array([[[[1.0, 5.0, 2.0, 2.0], [3.0, 4.0, 0.0, 2.0]]]]))
    >>> outputs
    array([[[[5., 2.]]]])
    >>> pullback(np.array([[[[10.0, 20.0]]]]))[1]
    array([[[[ 0., 10., 20.,  0.],
             [ 0.,  0.,  0.,  0.]]]])

    Source: Saitoh (2016), Deep Learning from Scratch, section 7.3.
    """

    fill: ClassVar[float] = -np.inf
    structure_is_tested: ClassVar[bool] = True

    @override
    def pool(self, parts: list[FloatArray]) -> FloatArray:
        largest: FloatArray = np.maximum(parts[0], parts[-1])
        for part in parts[1:-1]:
            np.maximum(largest, part, out=largest)
        return largest

    @override
    def pull_back(self, parts: list[FloatArray], outputs: FloatArray, d_outputs: FloatArray) -> Iterator[FloatArray]:
        left = np.ones(outputs.shape, np.bool_)
        for part in parts:
            chosen = (part == outputs) & left
            left ^= chosen
            yield np.where(chosen, d_outputs, 0.0)
