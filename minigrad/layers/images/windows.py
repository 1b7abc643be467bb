"""Windows that slide over images: how many there are, what each holds, and the way back.

Images are (..., samples, channels, height, width). The functions here bring the samples to the end of the memory,
(..., channels, height, width, samples), so that numpy copies and adds long runs; what layers return are views of that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias, final

import numpy as np
from numpy.lib.stride_tricks import as_strided

from minigrad.arguments import require_array, require_count, shown
from minigrad.arrays import FloatArray, Shape

Size: TypeAlias = int | tuple[int, int]
"""One number for height and width alike, or one for each."""

Pair: TypeAlias = tuple[int, int]


def as_size(name: str, value: object, *, minimum: int = 1) -> Size:
    """A whole number, or a pair of them.

    >>> as_size("stride", [2, 0])
    Traceback (most recent call last):
        ...
    ValueError: `stride` must be a whole number of at least 1, got 0
    """
    if not isinstance(value, (tuple, list)):
        return require_count(name, value, minimum=minimum)
    if len(value) != 2:
        raise ValueError(f"`{name}` must be one whole number, or two for height and width, got {shown(value)}")
    return require_count(name, value[0], minimum=minimum), require_count(name, value[1], minimum=minimum)


def as_pair(size: Size) -> Pair:
    """The size for height and width."""
    return size if isinstance(size, tuple) else (size, size)


def require_images(inputs: FloatArray, layer: object, n_channels: int | None = None) -> None:
    """Raise unless ``inputs`` are images, with ``n_channels`` channels if that is given."""
    require_array("inputs", inputs)
    if inputs.ndim < 4 or n_channels not in (None, inputs.shape[-3]):
        channels = "channels" if n_channels is None else n_channels
        hint = ""
        if inputs.ndim >= 4 and inputs.shape[-1] == n_channels:
            hint = "; put the channels before height and width with np.moveaxis(x, -1, -3)"
        elif inputs.ndim >= 4 and n_channels == 1:
            hint = "; images without channels get them by x[:, np.newaxis]"
        raise ValueError(
            f"`inputs` of {layer} must have shape (..., samples, {channels}, height, width), got {inputs.shape}{hint}"
        )


def samples_last(images: FloatArray) -> FloatArray:
    """(..., samples, channels, height, width) -> (..., channels, height, width, samples), contiguous."""
    return np.ascontiguousarray(_last(images))


def samples_first(images: FloatArray) -> FloatArray:
    """The way back, as a view."""
    leading = images.ndim - 4
    return images.transpose(*range(leading), leading + 3, leading, leading + 1, leading + 2)


def _last(images: FloatArray) -> FloatArray:
    leading = images.ndim - 4
    return images.transpose(*range(leading), leading + 1, leading + 2, leading + 3, leading)


@final
class Windows(NamedTuple):
    """A window that slides over images.

    Attributes:
        size: its height and width.
        stride: the distance from one place to the next, down and to the right.
        padding: how many rows are added above and below the image, and columns at its left and right.
    """

    size: Pair
    stride: Pair
    padding: Pair

    def padded(self, images: FloatArray, fill: float = 0.0) -> FloatArray:
        """Images with samples last and ``fill`` around them; not copied where they are so already."""
        (down, right), moved = self.padding, _last(images)
        if not down and not right:
            return np.ascontiguousarray(moved)
        *leading, height, width, samples = moved.shape
        frame: FloatArray = np.full((*leading, height + 2 * down, width + 2 * right, samples), fill, images.dtype)
        frame[..., down : down + height, right : right + width, :] = moved
        return frame

    def unpadded(self, images: FloatArray) -> FloatArray:
        """The view of padded images without what was added."""
        (down, right), (height, width) = self.padding, images.shape[-3:-1]
        return images[..., down : height - down, right : width - right, :]

    def output_size(self, height: int, width: int) -> Pair:
        """How many windows there are, one below the other and side by side, in images of this size.

        Raises:
            ValueError: the window is larger than the images with their padding.
        """
        return self._places(height + 2 * self.padding[0], width + 2 * self.padding[1])

    def _places(self, height: int, width: int) -> Pair:
        """The same for padded images."""
        (tall, wide), (down, right) = self.size, self.stride
        if tall > height or wide > width:
            raise ValueError(
                f"`kernel_size` must fit into the inputs with their padding, {(height, width)}, got {self.size}"
            )
        return (height - tall) // down + 1, (width - wide) // right + 1

    def over(self, images: FloatArray) -> FloatArray:
        """What the windows hold, as a view of padded images: (..., channels, window height, window width, places down,
        places to the right, samples)."""
        *leading, height, width, samples = images.shape
        *steps, down, right, along = images.strides
        return as_strided(
            images,
            (*leading, *self.size, *self._places(height, width), samples),
            (*steps, down, right, down * self.stride[0], right * self.stride[1], along),
        )

    def sum_of(self, parts: Iterable[FloatArray], images: FloatArray, leading: Shape) -> FloatArray:
        """The other way: images without padding, in which ``parts`` are added up; samples first.

        Args:
            parts: one array for each place of the window, as :meth:`parts` gives them.
            images: the padded images.
            leading: the leading axes of the parts, which may be more than those of the images.
        """
        total: FloatArray = np.zeros((*leading, *images.shape[-4:]), images.dtype)
        for place, part in zip(self.parts(self.over(total)), parts, strict=True):
            place += part
        return samples_first(self.unpadded(total))

    def parts(self, windows: FloatArray) -> Iterator[FloatArray]:
        """What is at one place of the window, in all windows: row by row, each (..., channels, places down, places to
        the right, samples)."""
        for row in range(self.size[0]):
            for column in range(self.size[1]):
                yield windows[..., row, column, :, :, :]
