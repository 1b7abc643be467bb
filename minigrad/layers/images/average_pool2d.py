"""The mean of each window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, final

from typing_extensions import override

from minigrad.arrays import FloatArray
from minigrad.layers.images.pooling import Pooling


@final
@dataclass(frozen=True)
class AveragePool2D(Pooling):
    """The mean of each window, of each channel by itself; zeros in the padding count, as in PyTorch.

    Derivative: each number in a window gets d_outputs / (height * width of the window).

    Args:
        kernel_size: height and width of the window: one number for both, or two.
        stride: from one window to the next; by default the size of the window, so that they do not overlap.
        padding: rows and columns added at each side, at most half the window: one number, or two.

    Raises:
        TypeError, ValueError: a wrong argument; in ``forward``, inputs that do not fit.

    >>> import numpy as np
    >>> AveragePool2D(2).forward({}, np.array([[[[1.0, 5.0, 2.0, 2.0], [3.0, 3.0, 0.0, 2.0]]]]))[0]
    array([[[[3. , 1.5]]]])

    Source: LeCun, Bottou, Bengio and Haffner (1998), Gradient-based learning applied to document recognition, section
    2, without the trained factor and bias.
    """

    structure_is_tested: ClassVar[bool] = True

    @override
    def pool(self, parts: list[FloatArray]) -> FloatArray:
        total = parts[0].copy()
        for part in parts[1:]:
            total += part
        total /= len(parts)
        return total

    @override
    def pull_back(self, parts: list[FloatArray], outputs: FloatArray, d_outputs: FloatArray) -> Iterator[FloatArray]:
        share = d_outputs / len(parts)
        for _ in parts:
            yield share
