"""Convolution as one matrix product: the windows become the columns of a matrix (im2col)."""

from __future__ import annotations

from typing import NamedTuple, final

from minigrad.arrays import FloatArray, sum_to_shape
from minigrad.layers.images.windows import Windows, samples_first, samples_last


@final
class Convolution(NamedTuple):
    """Images convolved with filters, and the derivatives.

    Attributes:
        windows: the size of the filters, their stride, and the padding.
        inputs: (..., samples, channels, height, width).
        padded: the same with zeros around them, samples last.
        weight: (..., channels of the outputs, channels, window height, window width).
        columns: (..., numbers in a window, windows of all samples).
        outputs: (..., samples, channels of the outputs, height, width), without a bias.
    """

    windows: Windows
    inputs: FloatArray
    padded: FloatArray
    weight: FloatArray
    columns: FloatArray
    outputs: FloatArray

    @staticmethod
    def of(windows: Windows, weight: FloatArray, inputs: FloatArray) -> Convolution:
        """The convolution; leading axes of weight and inputs broadcast."""
        padded = windows.padded(inputs)
        over = windows.over(padded)
        rows = _rows(weight)
        columns = over.reshape(*over.shape[:-6], rows.shape[-1], -1)
        flat = rows @ columns
        outputs = samples_first(flat.reshape(*flat.shape[:-1], *over.shape[-3:]))
        return Convolution(windows, inputs, padded, weight, columns, outputs)

    def d_weight(self, d_outputs: FloatArray) -> FloatArray:
        """The derivative with respect to the weight."""
        product = _flat(d_outputs) @ self.columns.swapaxes(-1, -2)
        return sum_to_shape(product, _rows(self.weight).shape).reshape(self.weight.shape)

    def d_inputs(self, d_outputs: FloatArray) -> FloatArray:
        """The derivative with respect to the inputs."""
        columns: FloatArray = _rows(self.weight).swapaxes(-1, -2) @ _flat(d_outputs)
        *leading, _, _ = columns.shape
        *_, channels, tall, wide = self.weight.shape
        over = columns.reshape(*leading, channels, tall, wide, *d_outputs.shape[-2:], -1)
        return sum_to_shape(
            self.windows.sum_of(self.windows.parts(over), self.padded, tuple(leading)), self.inputs.shape
        )


def _rows(weight: FloatArray) -> FloatArray:
    """One row for each filter: (..., channels of the outputs, numbers in a window)."""
    return weight.reshape(*weight.shape[:-3], -1)


def _flat(d_outputs: FloatArray) -> FloatArray:
    """(..., samples, channels, height, width) -> (..., channels, windows of all samples)."""
    moved = samples_last(d_outputs)
    return moved.reshape(*moved.shape[:-3], -1)
