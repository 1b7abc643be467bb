"""``Architecture``: the layers of a network, and the places of their arrays in two vectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import final

import numpy.typing as npt

from minigrad.arrays import FloatArray, as_float_array
from minigrad.layers.base import Layer
from minigrad.networks.composition import Composition
from minigrad.networks.layer_arrays import LayerArrays


@final
@dataclass(frozen=True)
class Architecture:
    """A network without the values of its parameters.

    Attributes:
        composition: the layers, with what each offers.
        parameters: the places of what is trained, in the vector theta.
        states: the places of what layers remember, in the vector of the state.
        axes: how many axes a sample has.
        width: how many features a sample has, if the layers say so.
    """

    composition: Composition
    parameters: LayerArrays
    states: LayerArrays
    axes: int
    width: int | None

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The layers, in the order in which they are applied."""
        return self.composition.layers

    def split(self, theta: FloatArray, state: FloatArray) -> tuple[dict[str, FloatArray], ...]:
        """theta (..., P) as one dict of views for each layer, with the arrays that it remembers."""
        own = self.parameters.split(theta)
        if not self.states.layout.names:
            return own
        kept = self.states.split(state.astype(theta.dtype, copy=False))
        return tuple({**mine, **more} for mine, more in zip(own, kept, strict=True))

    def join(self, derivatives: Sequence[Mapping[str, FloatArray]], theta: FloatArray) -> FloatArray:
        """One vector from derivatives with respect to parameters, one dict a layer; shape and dtype of ``theta``."""
        return self.parameters.join(derivatives, theta, self.layers)

    def learned(self, arrays: Sequence[Mapping[str, FloatArray]], state: FloatArray) -> FloatArray:
        """``state`` with what layers have learned, one dict for each layer: a new vector, unless there is nothing."""
        return self.states.renewed(arrays, state)

    def as_samples(self, name: str, x: npt.ArrayLike) -> tuple[FloatArray, bool]:
        """A copy of samples (n_samples, n_features), or with more axes; one sample becomes one row, and that is said.

        Args:
            name: the caller's name for ``x``, for messages.
            x: the samples, or one of them.

        Raises:
            TypeError, ValueError: ``x`` is not numeric, not finite, or of another shape than the layers take.
        """
        array = as_float_array(name, x)
        if array.ndim not in (self.axes, self.axes + 1):
            raise ValueError(self._wrong_axes(name, array))
        if self.width is not None and array.shape[-1] != self.width:
            raise ValueError(
                f"`{name}` must have {self.width} features for each sample, shape (n_samples, {self.width}), got "
                f"{array.shape}"
            )
        return (array, False) if array.ndim == self.axes + 1 else (array[None], True)

    def _wrong_axes(self, name: str, array: FloatArray) -> str:
        if self.axes > 1:
            axes = "channels, height, width" if self.axes == 3 else "..."
            return (
                f"`{name}` must have {self.axes} axes for each sample, and one for the samples before them, got "
                f"{array.shape}; arrange the numbers of each with {name}.reshape(len({name}), {axes})"
            )
        return (
            f"`{name}` must have shape (n_features,) or (n_samples, n_features), got {array.shape}; "
            f"flatten each sample with {name}.reshape(len({name}), -1)"
        )
