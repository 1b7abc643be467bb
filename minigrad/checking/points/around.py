"""Random points near x, at which a derivative can be checked besides."""

from __future__ import annotations

from typing import TypeVar, cast, overload

import numpy as np
import numpy.typing as npt

from minigrad.arguments import as_generator, require_count, require_positive
from minigrad.arrays import EPSILON, Float64Array, FloatArray, Rng, as_float_array
from minigrad.checking.direction_lengths import direction_lengths
from minigrad.probes.lines import CoordinateLines
from minigrad.probes.origin import Bounds, Origin, StructureBounds, as_origin
from minigrad.structures import Structure
from minigrad.structures.structure_types import Named

NamedT = TypeVar("NamedT", bound="Named")
"""The type of a structure with names, such as a dict; of a list of arrays the points are lists."""


@overload
def around(
    x: NamedT, n: int, rng: Rng = None, *, scale: float = 0.1, bounds: StructureBounds = None
) -> list[NamedT]: ...
@overload
def around(
    x: npt.ArrayLike, n: int, rng: Rng = None, *, scale: float = 0.1, bounds: Bounds = None
) -> list[FloatArray]: ...
def around(
    x: object, n: int, rng: Rng = None, *, scale: float = 0.1, bounds: StructureBounds = None
) -> list[FloatArray] | list[NamedT]:
    r"""``n`` random points near x, for the ``points`` of a check: x + scale * length * z with z from a normal
    distribution.

    The length of an entry is \|x_i|, but at least a tenth of the typical \|x_j|, or of 1 where that is smaller; all
    are 1 where x is 0. A step that would cross a bound is taken to the other side, and cut off at the bound there.

    Args:
        x: an array of any shape, or a :mod:`structure <minigrad.structures>`; the points are like it.
        n: how many points.
        rng: a generator or its seed.
        scale: the standard deviation of a step, in lengths.
        bounds: (lower, upper), never crossed.

    Raises:
        TypeError, ValueError: an argument is not what it should be.

    >>> [point.round(2) for point in around([10.0, 1.0], 2, rng=0)]
    [array([10.13,  0.99]), array([10.64,  1.01])]
    """
    require_count("n", n)
    spread = require_positive("scale", scale)
    generator = as_generator("rng", rng)
    structure = Structure.of_point("x", x)
    if structure is not None:
        origin = as_origin(structure, bounds)
        vectors = _drawn(origin, n, spread, generator)
        return cast("list[NamedT]", [structure.build_given(vector.reshape(-1)) for vector in vectors])
    point = as_float_array("x", cast("npt.ArrayLike", x))
    own = as_origin(point, cast("Bounds", bounds))
    return [array.astype(point.dtype) for array in _drawn(own, n, spread, generator)]


def _drawn(origin: Origin, n: int, spread: float, rng: np.random.Generator) -> list[Float64Array]:
    """The points in double precision."""
    length = spread * direction_lengths(CoordinateLines.all(origin).geometry()).reshape(origin.x.shape)
    steps = length * rng.normal(size=(n, *origin.x.shape))
    return [_inside(origin, step) for step in steps]


def _inside(origin: Origin, step: Float64Array) -> Float64Array:
    """x + step, mirrored and cut off at bounds; in single precision rounded first, which could cross them."""
    kind = np.float32 if origin.epsilon > EPSILON["d"] else np.float64
    ahead, back = ((origin.x + signed).astype(kind).astype(np.float64) for signed in (step, -step))
    if origin.lower is None or origin.upper is None:
        return ahead
    cut = origin.clip(ahead.copy())
    inside = (back >= origin.lower) & (back <= origin.upper)
    return np.where(cut == ahead, ahead, np.where(inside, back, cut))
