"""What a layer may declare about its structure, so that numeric gradients need not compute everything again.

A column is what all samples have in one place of their first axis: the numbers of one feature, (samples,), or the
images of one channel, (samples, height, width).

All of it is optional: a layer without it is given stacked copies of its parameters, and works as well, only slower.
What a layer declares is compared with ``forward`` on samples of elements, others each time: a mistake in all elements
becomes an error at once, one in a few of them sooner or later. A layer of your own declares in a few lines which column
of its outputs a parameter reaches:

>>> import numpy as np
>>> from dataclasses import dataclass
>>> from minigrad.layers import Layer
>>> @dataclass(frozen=True)
... class Scale(Layer):  # outputs = scale * inputs, one factor for each of three features
...     def initialize(self, rng):
...         return {"scale": np.ones(3)}
...     def forward(self, params, inputs):
...         scale = params["scale"][..., np.newaxis, :]
...         def pullback(d_outputs):
...             return {"scale": (d_outputs * inputs).sum(axis=-2)}, d_outputs * scale
...         return inputs * scale, pullback
...     def parameter_reach(self, inputs, name, index):
...         (feature,) = index
...         return feature, inputs.T[feature]
>>> import minigrad as mg
>>> x, t = [[1.0, 2.0, 3.0], [4.0, 0.0, 6.0]], [[0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
>>> risk = mg.EmpiricalRisk(mg.Sequential([Scale()]), mg.MeanSquaredError(), x, t)
>>> mg.CentralDifference().gradient(risk, [1.0, 1.0, 1.0]).round(6), risk.gradient([1.0, 1.0, 1.0])
(array([ 5.666667,  1.333333, 15.      ]), array([ 5.66666667,  1.33333333, 15.        ]))
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from minigrad.arrays import FloatArray, IntArray
from minigrad.layers.base import Params


@runtime_checkable
class ReachesOneColumn(Protocol):
    """A layer in which each parameter reaches one column of the outputs, in proportion to how far it moves."""

    def parameter_reach(
        self, inputs: FloatArray, name: str, index: tuple[IntArray, ...]
    ) -> tuple[IntArray, FloatArray]:
        """For k elements of the parameter ``name``: the column that each reaches, and how fast.

        Args:
            inputs: (samples, ...), what the layer gets.
            name: which parameter.
            index: the elements, as k indices for each axis of the parameter.

        Returns:
            columns (k,) and slopes (k, samples, ...): when element j moves by t, outputs[:, columns[j]] moves by t
            slopes[j].
        """


@runtime_checkable
class KeepsColumns(Protocol):
    """A layer that computes each column of its outputs from one column of its inputs, as a pooling or a batch
    normalisation does. One that is ``elementwise`` need not say so."""

    def forward_columns(
        self, params: Params, inputs: FloatArray, column: IntArray, contents: FloatArray
    ) -> tuple[IntArray, FloatArray]:
        """For k columns of the inputs with other contents: the columns of the outputs that they become.

        Args:
            params: the parameters of the layer.
            inputs: (samples, ...), of which one column is replaced at a time.
            column: (k,) which one; or (k, width), where several features are replaced together, which were one channel
                before they were flattened.
            contents: (k, samples, ...) what it becomes; or (k, samples, width).

        Returns:
            which columns of the outputs change, and their contents, in the same form.
        """


@runtime_checkable
class SpreadsOneColumn(Protocol):
    """A layer that is linear in its inputs, so that a moved column of these adds something to the outputs."""

    def input_spread(self, params: Params, column: IntArray, change: FloatArray) -> FloatArray:
        """What is added to the outputs when inputs[:, column[j]] moves by change[j]: a new array (k, samples, ...).

        Args:
            params: the parameters of the layer.
            column: (k,), or (k, width) as in :class:`KeepsColumns`.
            change: (k, samples, ...), or (k, samples, width).
        """
