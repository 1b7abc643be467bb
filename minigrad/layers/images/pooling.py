"""The base of pooling layers: each channel by itself, one number for each window."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from minigrad.arrays import FloatArray, IntArray
from minigrad.layers.base import Layer, Params, Pullback
from minigrad.layers.derivatives import require_outputs_shape
from minigrad.layers.images.windows import (
    Size,
    Windows,
    as_pair,
    as_size,
    require_images,
    samples_first,
    samples_last,
)


@dataclass(frozen=True)
class Pooling(Layer):
    """A layer without parameters that makes one number of each window of each channel.

    A subclass writes the function of the numbers in a window, and its derivative. Both get one array for each place of
    the window, row by row, with that number of all windows.

    Args:
        kernel_size: height and width of the window: one number for both, or two.
        stride: from one window to the next; by default the size of the window, so that they do not overlap.
        padding: rows and columns added at each side, at most half the window: one number, or two.

    Raises:
        TypeError, ValueError: a wrong argument; in ``forward``, inputs that do not fit.
    """

    input_axes = 3
    fill: ClassVar[float] = 0.0
    """The number in the padding."""

    kernel_size: Size
    stride: Size | None = field(default=None, kw_only=True)
    padding: Size = field(default=0, kw_only=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kernel_size", as_size("kernel_size", self.kernel_size))
        if self.stride is not None:
            object.__setattr__(self, "stride", as_size("stride", self.stride))
        object.__setattr__(self, "padding", as_size("padding", self.padding, minimum=0))
        if any(2 * own > size for own, size in zip(as_pair(self.padding), as_pair(self.kernel_size), strict=True)):
            raise ValueError(f"`padding` must be at most half of `kernel_size`, {self.kernel_size}, got {self.padding}")

    @abstractmethod
    def pool(self, parts: list[FloatArray]) -> FloatArray:
        """The outputs, as a new array of the shape and dtype of each part."""

    @abstractmethod
    def pull_back(self, parts: list[FloatArray], outputs: FloatArray, d_outputs: FloatArray) -> Iterator[FloatArray]:
        """The derivatives with respect to the parts, one after the other, times ``d_outputs``."""

    @final
    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        del rng
        return {}

    @final
    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        del params
        require_images(inputs, self)
        windows = self._windows
        padded = windows.padded(inputs, self.fill)
        parts = list(windows.parts(windows.over(padded)))
        pooled = self.pool(parts)
        outputs = samples_first(pooled)

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            require_outputs_shape(d_outputs, outputs)
            d_parts = self.pull_back(parts, pooled, samples_last(d_outputs).astype(inputs.dtype, copy=False))
            return {}, windows.sum_of(d_parts, padded, inputs.shape[:-4])

        return outputs, pullback

    @final
    def forward_columns(
        self, params: Params, inputs: FloatArray, column: IntArray, contents: FloatArray
    ) -> tuple[IntArray, FloatArray]:
        """Each channel by itself."""
        del inputs
        outputs, _ = self.forward(params, contents[:, :, np.newaxis])
        return column, outputs[:, :, 0]

    @final
    def output_size(self, height: int, width: int) -> tuple[int, int]:
        """Height and width of the outputs for inputs of this size."""
        return self._windows.output_size(height, width)

    @property
    def _windows(self) -> Windows:
        size = as_pair(self.kernel_size)
        return Windows(size, size if self.stride is None else as_pair(self.stride), as_pair(self.padding))
