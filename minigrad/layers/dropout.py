"""Dropout: in training, some inputs are set to zero at random."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_array, require_count, require_fraction
from minigrad.arrays import FloatArray, IntArray
from minigrad.layers.base import Layer, Params, Pullback
from minigrad.layers.derivatives import require_outputs_shape


@final
@dataclass(frozen=True)
class Dropout(Layer):
    """In training, each input is 0 with probability ``rate``, and divided by 1 - rate otherwise; in use, outputs are
    inputs.

    The division keeps the expected value, so that nothing is left to do in use ("inverted" dropout). The mask is drawn
    anew for each batch of training, by :meth:`in_training`. Derivative: d_outputs, with the same mask and division.

    Args:
        rate: the probability of 0, in [0, 1).
        input_axes: how many axes a sample has; 3 for channels, height and width.

    Raises:
        TypeError, ValueError: ``rate`` is no number in [0, 1), or ``input_axes`` no whole number of at least 1.

    >>> Dropout(0.5).forward({}, np.ones((1, 6)))[0]
    array([[1., 1., 1., 1., 1., 1.]])
    >>> Dropout(0.5).in_training(np.random.default_rng(1)).forward({}, np.ones((1, 6)))[0]
    array([[2., 0., 0., 2., 0., 0.]])

    Source: Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov (2014), Dropout: a simple way to prevent neural
    networks from overfitting, section 4; the division: section 10.
    """

    elementwise: ClassVar[bool] = True
    structure_is_tested: ClassVar[bool] = True

    rate: float = 0.5
    input_axes: int = field(default=1, kw_only=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rate", require_fraction("rate", self.rate))
        object.__setattr__(self, "input_axes", require_count("input_axes", self.input_axes))

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        del rng
        return {}

    def in_training(self, rng: np.random.Generator) -> DropoutMask:
        """The layer with one mask, for one batch."""
        return DropoutMask(self.rate, int(rng.integers(2**63)), input_axes=self.input_axes)

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        del params
        require_array("inputs", inputs)

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            require_outputs_shape(d_outputs, inputs)
            return {}, d_outputs.astype(inputs.dtype, copy=False)

        return inputs, pullback


@final
@dataclass(frozen=True)
class DropoutMask(Layer):
    """A :class:`Dropout` in training, with its mask fixed: a function of ``key`` and of the shape of the batch.

    Stacked copies of inputs get one mask, so that a loss in training is a function of the parameters alone.

    Args:
        rate, input_axes: as there.
        key: the seed of the mask.
    """

    structure_is_tested: ClassVar[bool] = True

    rate: float
    key: int
    input_axes: int = field(default=1, kw_only=True)

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        del rng
        return {}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        del params
        require_array("inputs", inputs)
        if inputs.ndim <= self.input_axes:
            raise ValueError(
                f"`inputs` of Dropout must have an axis of samples and {self.input_axes} of each sample, got shape "
                f"{inputs.shape}"
            )
        factors = self._factors(inputs)

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            require_outputs_shape(d_outputs, inputs)
            d_inputs: FloatArray = d_outputs * factors
            return {}, d_inputs.astype(inputs.dtype, copy=False)

        return inputs * factors, pullback

    def forward_columns(
        self, params: Params, inputs: FloatArray, column: IntArray, contents: FloatArray
    ) -> tuple[IntArray, FloatArray]:
        """Each column has a mask of its own."""
        del params
        return column, contents * np.moveaxis(self._factors(inputs)[:, column], 0, 1)

    def _factors(self, inputs: FloatArray) -> FloatArray:
        """0 or 1 / (1 - rate) for each input of a batch. Drawn in single precision whatever the dtype of the inputs,
        which makes no difference to a mask but its time."""
        shape = inputs.shape[-1 - self.input_axes :]
        drawn = np.random.default_rng(self.key).random(shape, dtype=np.float32)
        factors: FloatArray = (drawn >= self.rate).astype(inputs.dtype)
        factors /= 1.0 - self.rate
        return factors
