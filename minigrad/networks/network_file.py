"""Parameters and state of a network as named arrays in a file, compared with a network's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple, cast

import numpy as np

from minigrad.arrays import AnyArray, FloatArray, FloatType, everywhere
from minigrad.layout import Layout

STATE: Final = "state."
"""The beginning of the names of what layers remember; no parameter begins so, since layers are numbered."""

_SHOWN = 5
"""How many differences a message lists."""


class Kept(NamedTuple):
    """The two vectors of a network."""

    theta: FloatArray
    state: FloatArray


def to_arrays(parameters: Mapping[str, FloatArray], state: Mapping[str, FloatArray]) -> dict[str, AnyArray]:
    """All arrays of a network by the names that they have in a file.

    >>> list(to_arrays({"dense1.weight": np.zeros((2, 3))}, {"batchnorm1.mean": np.zeros(3)}))
    ['dense1.weight', 'state.batchnorm1.mean']
    """
    return {**parameters, **{f"{STATE}{name}": array for name, array in state.items()}}


def from_arrays(
    path: Path, arrays: Mapping[str, AnyArray], layout: Layout, state_layout: Layout, dtype: FloatType
) -> Kept:
    """The inverse of :func:`to_arrays`, for a network of these layouts.

    Raises:
        ValueError: names, shapes or dtypes are not those of the network, or a number is not finite.
    """
    differences = list(_differences(arrays, _shapes(layout, state_layout), dtype))
    if differences:
        more = f"; and {len(differences) - _SHOWN} more" if len(differences) > _SHOWN else ""
        raise ValueError(f"{path}: the arrays are not those of this network: {'; '.join(differences[:_SHOWN])}{more}")
    return Kept(_vector(arrays, layout, "", dtype), _vector(arrays, state_layout, STATE, dtype))


def _shapes(layout: Layout, state_layout: Layout) -> dict[str, tuple[int, ...]]:
    own = dict(zip(layout.names, layout.shapes, strict=True))
    return own | {f"{STATE}{name}": shape for name, shape in zip(state_layout.names, state_layout.shapes, strict=True)}


def _differences(
    arrays: Mapping[str, AnyArray], shapes: Mapping[str, tuple[int, ...]], dtype: FloatType
) -> Iterator[str]:
    for name, shape in shapes.items():
        if name not in arrays:
            yield f"{name} is missing in the file"
        elif arrays[name].shape != shape:
            yield f"{name} has the shape {arrays[name].shape} in the file and {shape} in the network"
        elif arrays[name].dtype != dtype:
            yield f"{name} is {arrays[name].dtype} in the file and {np.dtype(dtype).name} in the network"
        elif not everywhere(np.isfinite(cast("FloatArray", arrays[name]))):
            yield f"{name} has a number in the file that is not finite"
    yield from (f"{name} is in the file only" for name in arrays if name not in shapes)


def _vector(arrays: Mapping[str, AnyArray], layout: Layout, prefix: str, dtype: FloatType) -> FloatArray:
    parts = [cast("FloatArray", arrays[f"{prefix}{name}"]).reshape(-1) for name in layout.names]
    return np.concatenate([np.empty(0, dtype), *parts])
