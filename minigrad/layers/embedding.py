"""The embedding: each symbol stands for a row of a table, which is learned."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_array, require_count, require_instance
from minigrad.arrays import FloatArray, IntArray, Shape, anywhere, sum_to_shape
from minigrad.layers.base import Layer, Params, Pullback
from minigrad.layers.derivatives import require_outputs_shape
from minigrad.layers.initializers import Initializer, Normal
from minigrad.layers.own_params import own_params


@final
@dataclass(frozen=True)
class Embedding(Layer):
    """outputs[n, step] = table[inputs[n, step]]: (..., samples, steps) -> (..., samples, steps, n_features).

    Symbols are whole numbers from 0 to n_symbols - 1. They come as floats, as all data do; single precision holds those
    below 2**24 exactly. Derivative: d_table[s] is the sum of d_outputs where the symbol is s. With respect to the
    inputs there is none; it is returned as 0. ``Flatten(2)`` makes one row of features of a sample.

    Args:
        n_symbols: how many symbols there are.
        n_features: how many numbers stand for one.
        initializer: how the table is drawn.

    Raises:
        TypeError, ValueError: a wrong argument; in ``forward``, inputs that are no symbols.

    >>> outputs, pullback = Embedding(3, 2).forward(
    ...     {"table": np.array([[0.0, 0.1], [1.0, 1.1], [2.0, 2.1]])}, np.array([[2.0, 0.0, 2.0]]))
    >>> outputs.tolist()
    [[[2.0, 2.1], [0.0, 0.1], [2.0, 2.1]]]
    >>> pullback(np.ones((1, 3, 2)))[0]["table"].tolist()
    [[1.0, 1.0], [0.0, 0.0], [2.0, 2.0]]

    Source: Bengio, Ducharme, Vincent and Jauvin (2003), A neural probabilistic language model, section 2.
    """

    structure_is_tested: ClassVar[bool] = True

    n_symbols: int
    n_features: int
    initializer: Initializer = field(default=Normal(1.0), kw_only=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "n_symbols", require_count("n_symbols", self.n_symbols))
        object.__setattr__(self, "n_features", require_count("n_features", self.n_features))
        if self.n_symbols * self.n_features > sys.maxsize // 8:
            raise ValueError(
                f"`n_symbols` times `n_features` must fit into memory, got {self.n_symbols} times {self.n_features}"
            )
        require_instance("initializer", self.initializer, Initializer)

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"table": self.initializer.sample(rng, self.n_symbols, self.n_features)}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        (table,) = own_params(self, params, {"table": (self.n_symbols, self.n_features)})
        rows, places, shape = _below_each_other(table, self._symbols(inputs))
        outputs: FloatArray = rows[places]

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            require_outputs_shape(d_outputs, outputs)
            d_rows = np.zeros_like(rows)
            np.add.at(d_rows, places, d_outputs)
            return {"table": sum_to_shape(d_rows.reshape(shape), table.shape)}, np.zeros_like(inputs)

        return outputs, pullback

    def _symbols(self, inputs: FloatArray) -> IntArray:
        """The inputs as integers; raises unless they are symbols."""
        require_array("inputs", inputs)
        if inputs.ndim < 2:
            raise ValueError(f"`inputs` of {self} must have shape (..., samples, steps), got {inputs.shape}")
        with np.errstate(invalid="ignore"):  # NaN and infinity are no whole numbers, as the next line finds
            symbols = inputs.astype(np.int64)
        wrong = (symbols != inputs) | (symbols < 0) | (symbols >= self.n_symbols)
        if anywhere(wrong):
            raise ValueError(
                f"`inputs` of {self} must be whole numbers from 0 to {self.n_symbols - 1}, got {inputs[wrong][0]}"
            )
        return symbols


def _below_each_other(table: FloatArray, symbols: IntArray) -> tuple[FloatArray, IntArray, Shape]:
    """The rows of all copies of a table, which of them the symbols of each copy take, and the copies' shape."""
    if table.ndim == 2:
        return table, symbols, table.shape
    leading = np.broadcast_shapes(table.shape[:-2], symbols.shape[:-2])
    shape = leading + table.shape[-2:]
    rows = np.broadcast_to(table, shape).reshape(-1, shape[-1])
    first = shape[-2] * np.arange(len(rows) // shape[-2]).reshape(*leading, 1, 1)
    return rows, symbols + first, shape
