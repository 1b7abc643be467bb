"""Where named arrays lie in one flat vector.

Optimisers and differentiators see the vector, layers see arrays with names, and reports turn an index into a name
again.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import final

import numpy as np
import numpy.typing as npt

from minigrad.arguments import as_items, as_names, as_shape, require_distinct, require_instance, require_integer
from minigrad.arrays import AnyArray, Float64Array, FloatArray, Shape, as_float_array
from minigrad.layout.block import Block


@final
@dataclass(frozen=True)
class Layout:
    """Names and shapes of arrays, in the order in which they follow each other in one vector.

    Args:
        names: such as ``"dense1.weight"``, all different.
        shapes: one shape for each name.

    >>> layout = Layout(("weight", "bias"), ((2, 3), (3,)))
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

    @staticmethod
    def of(arrays: Mapping[str, AnyArray]) -> Layout:
        """The layout of these arrays, in their order.

        >>> Layout.of({"weight": np.zeros((2, 3)), "bias": np.zeros(3)}).shapes
        ((2, 3), (3,))
        """
        return Layout(tuple(arrays), tuple(array.shape for array in arrays.values()))

    @cached_property
    def size(self) -> int:
        """The length of the vector."""
        return sum(math.prod(shape) for shape in self.shapes)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The place of each array, in their order."""
        starts = accumulate((math.prod(shape) for shape in self.shapes), initial=0)
        return tuple(map(Block.at, self.names, starts, self.shapes))

    @cached_property
    def slices(self) -> dict[str, slice[int, int, None]]:
        """The stretch of the vector that each name occupies."""
        return {block.name: block.place for block in self.blocks}

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

    def join(self, arrays: Mapping[str, AnyArray], source: str) -> Float64Array:
        """One vector (size,) from what ``source`` returned: unlike :meth:`flatten`, with NaN and with arrays left over.

        Args:
            arrays: an array for each name, and possibly others.
            source: what returned them, for the message, such as ``"the pullback"``.

        Raises:
            ValueError: an array is missing or has another shape.
        """
        for name, shape in zip(self.names, self.shapes, strict=True):
            got = arrays[name].shape if name in arrays else "nothing"
            if got != shape:
                raise ValueError(f"{source} must return a gradient of shape {shape} with respect to {name}, got {got}")
        return np.concatenate([np.asarray(arrays[name], dtype=np.float64).reshape(-1) for name in self.names])

    def name(self, index: int) -> str:
        """The name of one element of the vector: the array it belongs to, and its place in there.

        Raises:
            IndexError: ``index`` is not in [0, size).
        """
        require_integer("index", index)
        if not 0 <= index < self.size:
            raise IndexError(f"`index` must lie in [0, {self.size}), got {index}")
        block = next(block for block in self.blocks if index < block.place.stop)
        return block.entry_name(index - block.place.start)

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
