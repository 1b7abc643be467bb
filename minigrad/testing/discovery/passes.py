"""Forward and backward passes in plain numpy, as courses and books write them, behind one interface."""

from __future__ import annotations

import inspect
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeAlias, final

import numpy as np
from typing_extensions import override

from minigrad.arrays import AnyArray, Float64Array, Shape
from minigrad.testing.discovery.signatures import required

Function: TypeAlias = Callable[..., object]  # type: ignore[explicit-any]  # of a user's function nothing is known
Arrays: TypeAlias = Mapping[str, Float64Array]

INPUT_SHAPES: tuple[Shape, ...] = ((5, 4), (5, 3), (5, 2), (4,), (2, 3, 8, 8), (2, 1, 8, 8), (5, 1), (5, 5), (5, 6), (5, 8), (5, 10), ())
"""Shapes of an input, tried in this order: a batch of rows, one row, a batch of images."""

ROWS: dict[str, Shape] = {"w": (4, 3), "weight": (4, 3), "weights": (4, 3), "b": (3,), "bias": (3,), "gamma": (4,), "beta": (4,)}
"""Shapes of the usual parameters of a layer that takes an input of shape (5, 4), by their names in lower case."""


class Passes(ABC):
    """One layer: outputs = forward(arrays), and the gradient of sum(c * outputs) from backward(c)."""

    @abstractmethod
    def shapes(self) -> tuple[Shape, ...]:
        """Shapes of the input that are worth a try."""

    @abstractmethod
    def arrays(self, x: Float64Array) -> dict[str, Float64Array]:
        """The input x and all parameters, by name."""

    @abstractmethod
    def forward(self, arrays: Arrays) -> AnyArray:
        """The outputs for these arrays."""

    @abstractmethod
    def backward(self, arrays: Arrays, cotangent: Float64Array) -> dict[str, AnyArray]:
        """The gradient of sum(cotangent * outputs) with respect to each array."""


@final
@dataclass(frozen=True)
class FunctionPasses(Passes):
    """``out, cache = f_forward(x, w, b)`` and ``dx, dw, db = f_backward(dout, cache)``."""

    forward_pass: Function
    backward_pass: Function
    others: tuple[str, ...]

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


@final
@dataclass(frozen=True)
class ObjectPasses(Passes):
    """An object with ``forward(x)`` and ``backward(dout)``.

    Its parameters are arrays of float64 with their gradients beside them: ``W`` and ``dW``, or in ``params`` and ``grads``,
    lists or dictionaries. They are changed where they are, and put back.
    """

    layer: object
    forward_pass: Function
    backward_pass: Function

    @override
    def shapes(self) -> tuple[Shape, ...]:
        widths = [array.shape[0] for array in self._attributes().values() if array.ndim == 2]
        return (*((5, width) for width in widths), *INPUT_SHAPES)

    @override
    def arrays(self, x: Float64Array) -> dict[str, Float64Array]:
        outputs = self.forward({"x": x})
        self._call_backward(np.ones_like(outputs))
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
        """A loss may have a default for its only cotangent."""
        alone = cotangent.ndim == 0 and not required(self.backward_pass)
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
        return {name: value for name, value in own.items() if isinstance(value, np.ndarray) and value.dtype == np.float64}

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


def gradient_of(name: str, value: object) -> AnyArray:
    """What a backward pass returned with respect to ``name``, if it is an array of numbers."""
    if isinstance(value, (tuple, list)) and value and isinstance(value[0], np.ndarray):
        value = value[0]
    array: AnyArray = np.array(value)
    if array.dtype.kind not in "fiu":
        raise TypeError(f"the backward pass must return the gradient with respect to {name}, got {value!r}")
    return array


def _members(value: object) -> Iterator[tuple[str, object]]:
    """Names and arrays of a list or dictionary."""
    if isinstance(value, dict):
        yield from ((repr(name), each) for name, each in value.items())
    elif isinstance(value, (list, tuple)):
        yield from ((str(number), each) for number, each in enumerate(value))


def passes_of(forward: Function, backward: Function) -> FunctionPasses | str:
    """The passes that two functions make, or why they cannot be called."""
    needed = required(forward)
    unknown = [name for name in needed[1:] if name.lower() not in ROWS]
    if unknown or not inspect.signature(forward).parameters:
        return f"the forward pass needs {', '.join(needed) or 'no argument'}; give {', '.join(unknown) or 'it one'} a default"
    return FunctionPasses(forward, backward, tuple(needed[1:]))
