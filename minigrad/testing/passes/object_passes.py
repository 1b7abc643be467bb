"""Passes that are methods of one object, which keeps parameters and their gradients."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import AnyArray, Float64Array, Shape
from minigrad.testing.discovery.signatures import required
from minigrad.testing.passes.base import INPUT_SHAPES, Arrays, CannotVaryError, Function, Passes, gradient_of


@final
@dataclass(frozen=True)
class ObjectPasses(Passes):
    """An object with ``forward(x)`` and ``backward(dout)``.

    Its parameters are arrays of float64 with their gradients beside them: ``W`` and ``dW``, or in ``params`` and
    ``grads``, lists or dictionaries. They are changed where they are, and put back.
    """

    layer: object
    forward_pass: Function
    backward_pass: Function

    @override
    def needs_cotangent(self) -> bool:
        return bool(required(self.backward_pass))

    @override
    def shapes(self) -> tuple[Shape, ...]:
        widths = [array.shape[0] for array in self._attributes().values() if array.ndim == 2]
        return (*((5, width) for width in widths), *INPUT_SHAPES)

    @override
    def arrays(self, x: Float64Array) -> dict[str, Float64Array]:
        outputs = self.forward({"x": x})
        try:
            self._call_backward(np.ones_like(outputs, dtype=np.float64))
        except KeyboardInterrupt:
            raise
        except BaseException:
            return {"x": x}  # comparing the gradients will meet it again
        return {"x": x, **{name: array.copy() for name, (array, _) in self._parameters().items()}}

    @override
    def forward(self, arrays: Arrays) -> AnyArray:
        with self._holding(arrays):
            return np.array(self.forward_pass(arrays["x"].copy()), dtype=np.float64)

    @override
    def backward(self, arrays: Arrays, cotangent: Float64Array) -> dict[str, AnyArray]:
        with self._holding(arrays):
            self._reset()
            self.forward_pass(arrays["x"].copy())
            d_x = gradient_of("x", self._call_backward(cotangent.copy()))
            parameters = self._parameters()
            return {"x": d_x, **{name: np.array(parameters[name][1]) for name in arrays if name in parameters}}

    def _call_backward(self, cotangent: Float64Array) -> object:
        alone = cotangent.ndim == 0 and not self.needs_cotangent()
        return self.backward_pass() if alone else self.backward_pass(cotangent)

    def _reset(self) -> None:
        reset = getattr(self.layer, "zero_grad", None)
        if callable(reset) and not required(reset):
            reset()

    def _attributes(self) -> dict[str, Float64Array]:
        """All arrays that may be parameters."""
        own: dict[str, object] = dict(vars(self.layer)) if hasattr(self.layer, "__dict__") else {}
        for name, value in _members(own.get("params")):
            own[f"params[{name}]"] = value
        return {name: value for name, value in own.items() if isinstance(value, np.ndarray)}

    def _parameters(self) -> dict[str, tuple[Float64Array, AnyArray]]:
        """Each parameter with its gradient; an array that has two names counts once."""
        own: dict[str, object] = dict(vars(self.layer)) if hasattr(self.layer, "__dict__") else {}
        listed = {f"params[{name}]": value for name, value in _members(own.get("grads"))}
        found: dict[str, tuple[Float64Array, AnyArray]] = {}
        for name, array in self._attributes().items():
            names = (f"d{name}", f"d_{name}", f"grad_{name}", f"{name}_grad")
            gradient = listed.get(name, next((own[each] for each in names if each in own), None))
            known = any(array is each for each, _ in found.values())
            if isinstance(gradient, np.ndarray) and not known:
                if array.dtype != np.float64:
                    raise CannotVaryError(
                        f"the parameter {name} must be of dtype float64 to be checked, got {array.dtype}"
                    )
                found[name] = (array, gradient)
        return found

    @contextmanager
    def _holding(self, arrays: Arrays) -> Iterator[None]:
        """With these numbers in the parameters."""
        held = {name: array for name, array in self._attributes().items() if name in arrays and name != "x"}
        before = {name: array.copy() for name, array in held.items()}
        try:
            for name, array in held.items():
                array[...] = arrays[name]
            yield
        finally:
            for name, array in held.items():
                array[...] = before[name]


def _members(value: object) -> Iterator[tuple[str, object]]:
    """Names and arrays of a list or dictionary."""
    if isinstance(value, dict):
        yield from ((repr(name), each) for name, each in value.items())
    elif isinstance(value, (list, tuple)):
        yield from ((str(number), each) for number, each in enumerate(value))
