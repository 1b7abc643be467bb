"""Passes that are two functions: ``f_forward`` and ``f_backward``."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import AnyArray, Float64Array, Shape
from minigrad.testing.discovery.signatures import required
from minigrad.testing.passes.base import INPUT_SHAPES, Arrays, Function, Passes, gradient_of

ROWS: dict[str, Shape] = {
    "w": (4, 3),
    "weight": (4, 3),
    "weights": (4, 3),
    "b": (3,),
    "bias": (3,),
    "gamma": (4,),
    "beta": (4,),
}
"""Shapes of the usual parameters of a layer that takes an input of shape (5, 4), by their names in lower case."""


@final
@dataclass(frozen=True)
class FunctionPasses(Passes):
    """``out, cache = f_forward(x, w, b)`` and ``dx, dw, db = f_backward(dout, cache)``."""

    forward_pass: Function
    backward_pass: Function
    others: tuple[str, ...]

    @override
    def needs_cotangent(self) -> bool:
        return True

    @override
    def shapes(self) -> tuple[Shape, ...]:
        return INPUT_SHAPES[:1] if self.others else INPUT_SHAPES

    @override
    def arrays(self, x: Float64Array) -> dict[str, Float64Array]:
        rng = np.random.default_rng(1)
        return {"x": x, **{name: rng.normal(size=ROWS[name.lower()]) for name in self.others}}

    @override
    def forward(self, arrays: Arrays) -> AnyArray:
        return np.array(self._run(arrays)[0], dtype=np.float64)

    @override
    def backward(self, arrays: Arrays, cotangent: Float64Array) -> dict[str, AnyArray]:
        result = self.backward_pass(cotangent.copy(), self._run(arrays)[1])
        parts = result if isinstance(result, (tuple, list)) else (result,)
        return {name: gradient_of(name, part) for name, part in zip(arrays, parts, strict=False)}

    def _run(self, arrays: Arrays) -> tuple[object, object]:
        result = self.forward_pass(*(array.copy() for array in arrays.values()))
        if isinstance(result, tuple) and len(result) == 2:
            return result[0], result[1]
        return result, arrays["x"].copy()


def passes_of(forward: Function, backward: Function) -> FunctionPasses | str:
    """The passes that two functions make, or why they cannot be called."""
    needed = required(forward)
    unknown = [name for name in needed[1:] if name.lower() not in ROWS]
    if unknown or not inspect.signature(forward).parameters:
        return (
            f"the forward pass needs {', '.join(needed) or 'no argument'}; give {', '.join(unknown) or 'it one'} "
            "a default"
        )
    return FunctionPasses(forward, backward, tuple(needed[1:]))
