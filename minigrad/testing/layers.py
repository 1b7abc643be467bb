"""The contract of a layer, as one line of a test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
import numpy.typing as npt

from minigrad.arguments import as_generator, require_instance
from minigrad.arrays import FloatArray, Rng, as_float_array, require_rows
from minigrad.checking.components import verify_layer
from minigrad.layers.base import Layer
from minigrad.testing.contract import Clause, like, locked, require, same

SAMPLES = 5
FEATURES = 4


def check_layer(layer: Layer, inputs: npt.ArrayLike | None = None, *, rng: Rng = 0) -> None:
    """Check everything that a :class:`~minigrad.Layer` promises.

    Its pullback is the derivative of its own forward; it writes to nothing; the same call gives the same answer; it keeps
    float32; it treats samples one by one; stacked parameters give stacked results.

    Args:
        layer: what is checked.
        inputs: (samples, features) to check it on; random ones by default, with the layer's ``n_inputs`` features if it
            has that field, and 4 if not.
        rng: for parameters, inputs and cotangents.

    Raises:
        ContractError: the message lists every broken clause, a wrong derivative with its report.

    >>> import minigrad as mg
    >>> check_layer(mg.Dense(4, 3))
    """
    require_instance("layer", layer, Layer)
    generator = as_generator("rng", rng)
    features = getattr(layer, "n_inputs", FEATURES)
    given = generator.normal(size=(SAMPLES, features)) if inputs is None else as_float_array("inputs", inputs)
    require_rows("inputs", given)
    trial = _Trial(layer, {n: locked(a) for n, a in layer.initialize(generator).items()}, locked(given.astype(np.float64)), generator)
    clauses: list[Clause] = [
        ("writes to nothing that it is given", trial.purity),
        ("the same call gives the same answer", trial.repeatability),
        ("derivatives have the shape and dtype of what they are by", trial.shapes),
        ("float32 stays float32", trial.single),
        ("samples do not touch each other", trial.independence),
        ("stacked parameters give stacked outputs", trial.stacking),
        ("the pullback is the derivative of forward", trial.derivative),
    ]
    require(layer, clauses)


@final
@dataclass(frozen=True)
class _Trial:
    layer: Layer
    params: dict[str, FloatArray]
    inputs: FloatArray
    rng: np.random.Generator

    def purity(self) -> str | None:
        outputs, pullback = self.layer.forward(self.params, self.inputs)
        pullback(locked(np.ones_like(outputs)))
        return None

    def repeatability(self) -> str | None:
        (one, pullback), (two, _) = (self.layer.forward(self.params, self.inputs) for _ in range(2))
        cotangent = locked(self.rng.normal(size=one.shape))
        first, again = pullback(cotangent), pullback(cotangent)
        changed = [same(f"d_{name} of two calls", first[0][name], again[0][name]) for name in first[0]]
        return next(filter(None, [same("outputs of two calls", one, two), *changed, same("d_inputs", first[1], again[1])]), None)

    def shapes(self) -> str | None:
        return self._derivatives_like(self.params, self.inputs)

    def single(self) -> str | None:
        params = {name: array.astype(np.float32) for name, array in self.params.items()}
        inputs = self.inputs.astype(np.float32)
        outputs, _ = self.layer.forward(params, inputs)
        if outputs.dtype != np.float32:
            return f"outputs are {outputs.dtype}"
        return self._derivatives_like(params, inputs)

    def independence(self) -> str | None:
        whole, _ = self.layer.forward(self.params, self.inputs)
        part, _ = self.layer.forward(self.params, self.inputs[1:2])
        return same("outputs of a sample alone and among others", whole[1:2], part, rtol=1e-12)

    def stacking(self) -> str | None:
        copies = {name: np.stack([array, 2.0 * array]) for name, array in self.params.items()}
        inputs = np.stack([self.inputs, 0.5 * self.inputs])
        stacked, _ = self.layer.forward(copies, inputs)
        alone, _ = self.layer.forward({name: array[1] for name, array in copies.items()}, inputs[1])
        return same("outputs of the second copy and of the same alone", stacked[1], alone, rtol=1e-12)

    def derivative(self) -> str | None:
        report = verify_layer(self.layer, self.inputs, params=self.params, rng=self.rng)
        return None if report.passed else str(report)

    def _derivatives_like(self, params: dict[str, FloatArray], inputs: FloatArray) -> str | None:
        outputs, pullback = self.layer.forward(params, inputs)
        d_params, d_inputs = pullback(np.ones_like(outputs))
        if set(d_params) != set(params):
            return f"derivatives are returned for {sorted(d_params)}, parameters are {sorted(params)}"
        wrong = [like(f"d_{name}", d_params[name], array) for name, array in params.items()]
        return next(filter(None, [*wrong, like("d_inputs", d_inputs, inputs)]), None)
