"""Where each named parameter lies in one flat vector theta.

Optimisers and differentiators see the vector, layers see arrays with names, and reports turn an index into a name
again.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import final

import numpy as np
import numpy.typing as npt

from minigrad.arguments import as_items, as_names, as_shape, require_distinct, require_instance, require_integer
from minigrad.arrays import FloatArray, Shape, as_float_array


@final
@dataclass(frozen=True)
class ParameterLayout:
    """Names and shapes of parameters, in the order in which they follow each other in theta.

    Args:
        names: such as ``"dense1.weight"``, all different.
        shapes: one shape for each name.

    >>> layout = ParameterLayout(("weight", "bias"), ((2, 3), (3,)))
    >>> layout.size, layout.name(2), layout.name(7)
    (9, 'weight[0, 2]', 'bias[1]')
    >>> layout.unflatten(np.arange(9.0))["bias"]
    array([6., 7., 8.])
    >>> layout.flatten({"bias": [1, 2, 3], "weight": np.zeros((2, 3))})
    array([0., 0., 0., 0., 0., 0., 1., 2., 3.])
    """

    names: tuple[str, ...]
    shapes: tuple[Shape, ...]

    def __post_init__(self) -> None:
        # Lists will do, but what is kept can be hashed, and compares with the shape of an array.
        object.__setattr__(self, "names", as_names("names", self.names))
        object.__setattr__(self, "shapes", _as_shapes(self.shapes))
        if len(self.names) != len(self.shapes):
            raise ValueError(
                f"`shapes` must have one entry for each of {len(self.names)} names, got {len(self.shapes)}"
            )
        require_distinct("names", self.names)

    @property
    def size(self) -> int:
        """The length of theta."""
        return self._starts[-1]

    @cached_property
    def slices(self) -> dict[str, slice[int, int, None]]:
        """The stretch of theta that each name occupies."""
        return {name: slice(*ends) for name, ends in zip(self.names, pairwise(self._starts), strict=True)}

    def flatten(self, params: Mapping[str, npt.ArrayLike]) -> FloatArray:
        """One vector from named arrays, the inverse of :meth:`unflatten`.

        Args:
            params: an array for each name, in its shape; all may carry the same leading axes, as in (K, 2, 3).

        Returns:
            (size,), or (K, size): a fresh array.

        Raises:
            ValueError: a name that is missing or unknown, an array of another shape.
        """
        require_instance("params", params, Mapping)
        self._require_names(params)
        parts = [
            self._flat_part(name, shape, params[name]) for name, shape in zip(self.names, self.shapes, strict=True)
        ]
        leading = {part.shape[:-1] for part in parts}
        if len(leading) > 1:
            raise ValueError(f"the arrays of `params` must share their leading axes, got {sorted(leading)}")
        return np.concatenate(parts, axis=-1)

    def unflatten(self, theta: npt.ArrayLike) -> dict[str, FloatArray]:
        """Named arrays from one vector (size,), or from a stack (..., size).

        They are views of ``theta`` where it is an array of floating-point numbers, and of a copy where it is not.

        Raises:
            TypeError: ``theta`` is not an array of real numbers.
            ValueError: the last axis does not have this layout's size.
        """
        theta = _floating(theta)
        if theta.ndim == 0 or theta.shape[-1] != self.size:
            raise ValueError(f"`theta` must have shape (..., {self.size}), got {theta.shape}")
        leading = theta.shape[:-1]
        return {
            name: theta[..., part].reshape(leading + shape)
            for (name, part), shape in zip(self.slices.items(), self.shapes, strict=True)
        }

    def name(self, index: int) -> str:
        """The name of one element of theta: the parameter it belongs to, and its place in there.

        Raises:
            IndexError: ``index`` is not in [0, size).
        """
        require_integer("index", index)
        for name, shape, start in zip(self.names, self.shapes, self._starts[:-1], strict=True):
            if start <= index < start + math.prod(shape):
                place = ", ".join(str(int(i)) for i in np.unravel_index(index - start, shape))
                return f"{name}[{place}]" if shape else name
        raise IndexError(f"`index` must lie in [0, {self.size}), got {index}")

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(accumulate((math.prod(shape) for shape in self.shapes), initial=0))

    def _require_names(self, params: Mapping[str, npt.ArrayLike]) -> None:
        missing = [name for name in self.names if name not in params]
        unknown = [name for name in params if name not in self.slices]
        if missing or unknown:
            raise ValueError(f"`params` must have the names {list(self.names)}; missing {missing}, unknown {unknown}")

    def _flat_part(self, name: str, shape: Shape, value: npt.ArrayLike) -> FloatArray:
        array = as_float_array(f"params[{name!r}]", value)
        split = array.ndim - len(shape)
        if split < 0 or array.shape[split:] != shape:
            raise ValueError(
                f"`params[{name!r}]` must have shape {shape}, with leading axes or without, got {array.shape}"
            )
        return array.reshape(*array.shape[:split], math.prod(shape))


def _floating(theta: npt.ArrayLike) -> FloatArray:
    """``theta`` itself where it is a floating-point array: what a network computed may also be NaN or infinite."""
    if isinstance(theta, np.ndarray) and theta.dtype.kind == "f" and not isinstance(theta, np.ma.MaskedArray):
        return theta
    return as_float_array("theta", theta)


def _as_shapes(shapes: object) -> tuple[Shape, ...]:
    listed = as_items("shapes", shapes, "shapes")
    return tuple(as_shape(f"shapes[{index}]", shape) for index, shape in enumerate(listed))
