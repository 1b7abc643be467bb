"""The parameters and inputs on which a layer is checked, and calls of it.

As in a network, a layer gets arrays that it could write into; each call gets new ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import final

import numpy as np

from minigrad.arrays import FloatArray
from minigrad.layers.base import Layer, Params, Pullback
from minigrad.layers.stages import TakesSymbols, initial_state
from minigrad.testing.clauses.comparing import copies
from minigrad.testing.clauses.contract_settings import CONTRACT
from minigrad.testing.clauses.layers.layer_results import Run


@final
@dataclass(frozen=True)
class LayerTrial:
    """What is needed to check a layer: parameters, inputs, and one call at a time.

    Attributes:
        layer: what is checked.
        given: samples to check it on; None for random ones.
        seed: of all random numbers, so that a clause gives the same result alone and among others.
        training: whether ``layer`` stands in for another one in training.
    """

    layer: Layer
    given: FloatArray | None
    seed: int
    training: bool = False

    @cached_property
    def params(self) -> dict[str, FloatArray]:
        """Initial parameters with small random changes, so that a bias is not 0."""
        rng = np.random.default_rng(self.seed)
        drawn = self.layer.initialize(rng)
        return {name: np.asarray(array + 0.01 * rng.normal(size=array.shape)) for name, array in drawn.items()}

    @cached_property
    def state(self) -> dict[str, FloatArray]:
        """What the layer remembers at first."""
        return initial_state(self.layer)

    def arrays(self, params: Params, inputs: FloatArray) -> dict[str, FloatArray]:
        """Copies of the parameters, and the state in the dtype of the inputs."""
        return copies(params) | {name: array.astype(inputs.dtype) for name, array in self.state.items()}

    @cached_property
    def inputs(self) -> FloatArray:
        """The given inputs, or random ones with as many features as the layer declares."""
        if self.given is not None:
            return self.given
        declared: object = getattr(self.layer, "n_inputs", CONTRACT.features)
        return self.random_inputs(int(declared) if isinstance(declared, (int, np.integer)) else CONTRACT.features)

    def random_inputs(self, features: int) -> FloatArray:
        """Random inputs with this many features, or channels: whole numbers where the layer takes symbols."""
        rng, more = np.random.default_rng(self.seed + 1), [CONTRACT.side] * (self.layer.input_axes - 1)
        shape = CONTRACT.layer_samples, features, *more
        if isinstance(self.layer, TakesSymbols):
            return rng.integers(self.layer.n_symbols, size=shape).astype(np.float64)
        return rng.normal(size=shape)

    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        """The result of ``forward`` on copies of the arrays."""
        return self.layer.forward(self.arrays(params, inputs), inputs.copy())

    def outputs(self, params: Params, inputs: FloatArray) -> FloatArray:
        """The outputs of ``forward`` on copies of the arrays."""
        return self.forward(params, inputs)[0].copy()  # a layer may reuse the array, which another clause checks

    def cotangent(self, outputs: FloatArray) -> FloatArray:
        """dL/d(outputs), the same for all outputs of one shape."""
        return np.random.default_rng(self.seed + 2).normal(size=outputs.shape).astype(outputs.dtype)

    def run(self, params: Params, inputs: FloatArray, cotangent: FloatArray | None = None) -> Run:
        """Outputs and derivatives, from one forward and one call of its pullback."""
        outputs, pullback = self.forward(params, inputs)
        kept = outputs.copy()
        return Run(kept, *pullback(self.cotangent(outputs) if cotangent is None else cotangent.copy()))
