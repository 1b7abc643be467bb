"""The arrays of a network's layers, parameters or states, in one vector."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minigrad.arrays import FloatArray, as_float_array
from minigrad.layers.base import Layer
from minigrad.layout import Block, Layout


class LayerArrays(NamedTuple):
    """Named arrays of layers in one vector."""

    layout: Layout
    blocks: tuple[tuple[Block, ...], ...]
    """The places of those of each layer, under its own names for them."""
    vector: FloatArray
    """Their initial values, in float64."""

    @staticmethod
    def of(names: Sequence[str], arrays: Sequence[Mapping[str, npt.ArrayLike]]) -> LayerArrays:
        """The arrays that each layer has drawn, named ``"dense1.weight"``."""
        own = [
            {key: as_float_array(f"{name}.{key}", value) for key, value in given.items()}
            for name, given in zip(names, arrays, strict=True)
        ]
        flat = {f"{name}.{key}": value for name, given in zip(names, own, strict=True) for key, value in given.items()}
        layout = Layout.of(flat)
        blocks = tuple(
            tuple(Block(key, layout.slices[f"{name}.{key}"], value.shape) for key, value in given.items())
            for name, given in zip(names, own, strict=True)
        )
        return LayerArrays(layout, blocks, layout.flatten(flat) if flat else np.zeros(0))

    def split(self, vector: FloatArray) -> tuple[dict[str, FloatArray], ...]:
        """A vector (..., size) as one dict of views for each layer."""
        leading = vector.shape[:-1]
        layers = [
            {block.name: vector[..., block.place].reshape(leading + block.shape) for block in blocks}
            for blocks in self.blocks
        ]
        return tuple(layers)

    def join(
        self, derivatives: Sequence[Mapping[str, FloatArray]], theta: FloatArray, layers: Sequence[Layer]
    ) -> FloatArray:
        """The inverse of :meth:`split` for derivatives: one new vector, in the shape and dtype of ``theta``.

        Raises:
            ValueError: a derivative is missing, or has another shape than the array; ``layers`` are for the message.
        """
        joined: FloatArray = np.empty(theta.shape, theta.dtype)
        leading = theta.shape[:-1]
        for layer, own, blocks in zip(layers, derivatives, self.blocks, strict=True):
            for block in blocks:
                part, shape = own.get(block.name), leading + block.shape
                if part is None or part.shape != shape:
                    found = "none" if part is None else str(part.shape)
                    raise ValueError(
                        f"{layer}: the derivative with respect to {block.name!r} must have shape {shape}, got {found}"
                    )
                joined[..., block.place] = part.reshape(*leading, -1) if leading else part.ravel()
        return joined

    def renewed(self, arrays: Sequence[Mapping[str, FloatArray]], vector: FloatArray) -> FloatArray:
        """``vector`` with new values for the arrays that are given: a new vector, unless there are none."""
        if not any(arrays):
            return vector
        joined = vector.copy()
        for own, blocks in zip(arrays, self.blocks, strict=True):
            for block in blocks:
                if block.name in own:
                    joined[block.place] = own[block.name].reshape(-1)
        return joined
