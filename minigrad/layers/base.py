"""What a layer is: a frozen description of a function, which keeps neither parameters nor memories of a call.

``outputs, pullback = layer.forward(params, inputs)`` and later ``d_params, d_inputs = pullback(d_outputs)``: what the
derivative needs lives in the pullback, so one layer serves many calls, threads and sets of parameters at once.
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
"""From dL/d(outputs) to (dL/d(params), dL/d(inputs)), each with the shape and dtype of what it is the derivative by."""


class Layer(ABC):
    """A differentiable function of named arrays and of inputs (..., samples, features).

    A subclass is a ``@final @dataclass(frozen=True)`` and writes two methods. It works on the last two axes only and
    lets leading axes broadcast; it writes to nothing that it is given and keeps nothing of a call. It may declare more:
    ``n_inputs`` and ``n_outputs``, so that a network refuses layers that do not fit; ``elementwise = True`` where each
    output depends on the input in the same place only; ``mixes_samples = True`` where it depends on other samples too,
    as in a batch normalisation; and what makes numeric gradients fast, see :mod:`minigrad.layers.reach`. All of
    this is promised, and :func:`minigrad.testing.check_layer` checks each promise; networks rely on them.

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

    elementwise: ClassVar[bool] = False
    """Whether each output depends on the input in the same place only, and on no parameter."""

    mixes_samples: ClassVar[bool] = False
    """Whether a sample's outputs depend on the other samples too, as in a batch normalisation, which takes means over
    axis -2."""

    structure_is_tested: ClassVar[bool] = False
    """Whether tests cover what the class declares about its structure. Numeric gradients then compare fewer samples
    with it; everything that it declares must be right for each element."""

    @abstractmethod
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        """Fresh float64 parameters by name, drawn from ``rng``; an empty dict where there are none."""

    @abstractmethod
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        """The outputs, and the function that carries a derivative by the outputs back to the parameters and inputs.

        Args:
            params: the arrays that ``initialize`` names, each with any leading axes.
            inputs: (..., samples, features), of the same dtype.

        Returns:
            outputs (..., samples, features of the output), and the pullback. The pullback takes dL/d(outputs) in the
            shape of the outputs; it may be called any number of times, from any thread, and always gives the same
            answer. Where the parameters are stacked and the inputs are not, dL/d(inputs) is not used.
        """
