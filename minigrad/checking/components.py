"""The same verdict for a single layer or objective, with respect to everything that it can be differentiated by.

>>> import numpy as np
>>> import minigrad as mg
>>> verify_layer(mg.Dense(3, 2), np.ones((4, 3)), rng=0).verdict
<Verdict.PASS: 'pass'>
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import final

import numpy as np
import numpy.typing as npt

from minigrad.arrays import Float64Array, FloatArray, Rng, as_float_array
from minigrad.checking.check import check_gradient
from minigrad.checking.report import GradientReport
from minigrad.differentiators.lines import coordinate_name
from minigrad.layers.base import Layer
from minigrad.objectives.base import Objective

INPUTS = "inputs"


@final
@dataclass(frozen=True)
class Packing:
    """Named arrays as one vector: what a layer is differentiated by."""

    arrays: Mapping[str, FloatArray]

    def pack(self, arrays: Mapping[str, FloatArray]) -> Float64Array:
        """The arrays end to end, in the order of ``self.arrays``; each must have the shape that it has there."""
        for name, array in self.arrays.items():
            if name not in arrays or arrays[name].shape != array.shape:
                got = arrays[name].shape if name in arrays else "nothing"
                raise ValueError(f"the pullback must return a derivative of shape {array.shape} for `{name}`, got {got}")
        return np.concatenate([np.asarray(arrays[name], dtype=np.float64).reshape(-1) for name in self.arrays])

    def unpack(self, vector: FloatArray) -> dict[str, FloatArray]:
        """The inverse of :meth:`pack`."""
        result: dict[str, FloatArray] = {}
        start = 0
        for name, array in self.arrays.items():
            result[name] = np.array(vector[start : start + array.size], dtype=np.float64).reshape(array.shape)
            start += array.size
        return result

    def name(self, index: int) -> str:
        """``weight[0, 2]`` or ``inputs[1, 0]``."""
        for name, array in self.arrays.items():
            if index < array.size:
                return coordinate_name(array, index).replace("x", name, 1)
            index -= array.size
        raise IndexError(f"there is no entry {index}")


def verify_layer(
    layer: Layer, inputs: npt.ArrayLike, *, params: Mapping[str, npt.ArrayLike] | None = None, rng: Rng = None
) -> GradientReport:
    """Check a layer's pullback: the derivative by every parameter and by the inputs, for a random cotangent.

    What is differentiated is the sum of c * outputs, with c drawn at random: with c = 1 some errors cancel.

    Args:
        layer: what is checked.
        inputs: (samples, features).
        params: its parameters; freshly initialised by default.
        rng: for the parameters and c.

    Returns:
        one report for everything, with names such as ``weight[0, 2]`` and ``inputs[1, 0]``.
    """
    generator = np.random.default_rng(rng)
    given = layer.initialize(generator) if params is None else params
    arrays = {name: as_float_array(name, array, allow_empty=True).astype(np.float64) for name, array in given.items()}
    packing = Packing({**arrays, INPUTS: as_float_array(INPUTS, inputs).astype(np.float64)})
    cotangent = generator.normal(size=layer.forward(arrays, packing.arrays[INPUTS])[0].shape)

    def fun(vector: FloatArray) -> float:
        parts = packing.unpack(vector)
        outputs, _ = layer.forward({name: parts[name] for name in arrays}, parts[INPUTS])
        return float(np.sum(cotangent * outputs))

    def jac(vector: FloatArray) -> FloatArray:
        parts = packing.unpack(vector)
        _, pullback = layer.forward({name: parts[name] for name in arrays}, parts[INPUTS])
        d_params, d_inputs = pullback(cotangent.copy())
        return packing.pack({**d_params, INPUTS: d_inputs})

    return check_gradient(fun, jac, packing.pack(packing.arrays), names=packing.name, rng=generator)


def verify_objective(
    objective: Objective, outputs: npt.ArrayLike, targets: npt.ArrayLike, *, rng: Rng = None
) -> GradientReport:
    """Check that an objective's gradient is the derivative of its own value, at these outputs.

    Args:
        objective: what is checked.
        outputs: (samples, features).
        targets: labels (samples,) or rows (samples, features).
        rng: for the parts of the check that are random.

    >>> import minigrad as mg
    >>> verify_objective(mg.SoftmaxCrossEntropy(), [[0.3, 2.9, 4.0]], [1]).passed
    True
    """
    point = as_float_array("outputs", outputs).astype(np.float64)
    return check_gradient(
        lambda p: objective.value(p, targets), lambda p: objective.gradient(p, targets), point,
        names=lambda index: coordinate_name(point, index).replace("x", "outputs", 1), rng=rng,
    )
