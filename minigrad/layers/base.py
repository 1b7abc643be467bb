"""The abstract ``Layer``: a frozen description of a function, which keeps neither parameters nor results of a call.

``outputs, pullback = layer.forward(params, inputs)`` and later ``d_params, d_inputs = pullback(d_outputs)``: what the
derivative needs is kept in the pullback, so one layer serves many calls, threads and sets of parameters at once.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import ClassVar, TypeAlias

import numpy as np

from minigrad.arrays import FloatArray

Params: TypeAlias = Mapping[str, FloatArray]
"""The arrays of one layer by name; each may carry leading axes for stacked copies, as in (K, n_inputs, n_outputs)."""

Pullback: TypeAlias = Callable[[FloatArray], tuple[dict[str, FloatArray], FloatArray]]
"""From dL/d(outputs) to (dL/d(params), dL/d(inputs)), each with the shape and dtype of the array it is taken with
respect to."""


class Layer(ABC):
    """A differentiable function of named arrays and of inputs (..., samples, features), or with other axes for each
    sample (``input_axes``).

    A subclass is a ``@final @dataclass(frozen=True)`` with two methods. These work on the last two axes, let leading
    axes broadcast, do not write to their arguments and keep nothing of a call. Optional declarations: ``n_inputs`` and
    ``n_outputs``, which a network compares with the neighbouring layers; ``elementwise``; ``mixes_samples``; and what
    makes numeric gradients fast (:mod:`minigrad.layers.reach`); a training mode and a state
    (:mod:`minigrad.layers.stages`). Networks rely on all of this, and :func:`minigrad.testing.check_layer` checks it.

    A whole layer, y = s * x with one learned number s:

    >>> from dataclasses import dataclass
    >>> from minigrad.arrays import sum_to_shape
    >>> @dataclass(frozen=True)
    ... class Scale(Layer):
    ...     def initialize(self, rng):
    ...         return {"scale": np.ones(1)}
    ...     def forward(self, params, inputs):
    ...         scale = params["scale"][..., np.newaxis, :]
    ...         def pullback(d_outputs):
    ...             d_scale = (d_outputs * inputs).sum(axis=-2)
    ...             return {"scale": sum_to_shape(d_scale, params["scale"].shape)}, d_outputs * scale
    ...         return inputs * scale, pullback
    >>> outputs, pullback = Scale().forward({"scale": np.array([3.0])}, np.array([[1.0, 2.0]]))
    >>> pullback(np.ones((1, 2)))
    ({'scale': array([3.])}, array([[3., 3.]]))
    """

    structure_is_tested: ClassVar[bool] = False
    """Whether tests cover what the class declares about its structure. Numeric gradients then compare fewer samples
    with it; everything that it declares must be right for each element."""

    @property
    def elementwise(self) -> bool:
        """Whether each output depends on the input in the same place only, and on no parameter. A class may write
        ``elementwise = True``."""
        return False

    @property
    def mixes_samples(self) -> bool:
        """Whether a sample's outputs depend on the other samples too, as in a batch normalisation, which takes means
        over axis -2. A class may write ``mixes_samples = True``."""
        return False

    @property
    def input_axes(self) -> int:
        """How many axes one sample has on its way in: 1 for features, 3 for channels, height and width. A class may
        write ``input_axes = 3``. Of no meaning in a layer that is ``elementwise``."""
        return 1

    @abstractmethod
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        """New float64 parameters by name, drawn from ``rng``; an empty dict for a layer without parameters."""

    @abstractmethod
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        """The outputs, and the pullback: from dL/d(outputs) to the derivatives with respect to the parameters and
        inputs.

        Args:
            params: the arrays that ``initialize`` names, each with any leading axes.
            inputs: (..., samples, features), of the same dtype.

        Returns:
            outputs (..., samples, features of the output), and the pullback. The pullback takes dL/d(outputs) in the
            shape of the outputs; it may be called any number of times, from any thread, and always returns the same
            result. Where the parameters are stacked and the inputs are not, dL/d(inputs) is not used.
        """
