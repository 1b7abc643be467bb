"""From what a caller passes to the probe that a differentiator works on: checks, copies, and the choice of lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import SupportsFloat, TypeAlias, TypeVar, cast, final

import numpy as np
import numpy.typing as npt

from minigrad.arguments import require_callable, require_flag, shown
from minigrad.arrays import EPSILON, Float64Array, FloatArray, Shape, as_array, as_float_array, require_shape
from minigrad.probes.evaluators import (
    ArrayFunction,
    BringsEvaluator,
    Evaluator,
    ScalarFunction,
    Serial,
    Vectorized,
    read_array,
    read_number,
)
from minigrad.probes.lines import CoordinateLines, DirectionLine, Origin, coordinate_name
from minigrad.probes.mapping import MapLike
from minigrad.probes.probe import ElementwiseProbe, Given, LineProbe, OutputProbe, Probe
from minigrad.probes.workers import Mapped

Bounds: TypeAlias = tuple[npt.ArrayLike, npt.ArrayLike] | Sequence[npt.ArrayLike] | None
"""(lower, upper): numbers, or arrays that broadcast to the shape of x; infinities where there is no bound.

Not one (low, high) pair for each coordinate: for two coordinates [(0, 1), (5, 6)] reads as lower = (0, 1), upper = (5,
6). ``bounds=numpy.transpose(pairs)`` makes one of the other.
"""

AnyProbe = TypeVar("AnyProbe", bound=Probe)

LONGEST = 1e300
"""The largest distance along a direction, in units of its length."""

CONVENTION = (
    "`bounds` are (lower, upper), not a pair for each coordinate; numpy.transpose(pairs) makes one of the other"
)


def gradient_probe(
    fun: ScalarFunction, x: npt.ArrayLike, bounds: Bounds, vectorized: bool = False, workers: MapLike | None = None
) -> tuple[LineProbe, Shape]:
    """One line for each coordinate of x, and the shape of the gradient."""
    require_callable("fun", fun)
    require_flag("vectorized", vectorized)
    origin = as_origin(x, bounds)
    probe = LineProbe(CoordinateLines.all(origin), _evaluator(fun, vectorized, workers))
    return _with_room(probe, Given(fun, x, _one_point(fun, vectorized), origin)), origin.x.shape


def derivative_probe(
    fun: Callable[[float], SupportsFloat] | ArrayFunction, x: npt.ArrayLike, bounds: Bounds
) -> tuple[Probe, Shape]:
    """One line for a number x; for an array one line for each element of an elementwise function."""
    require_callable("fun", fun)
    origin = as_origin(x, bounds)
    lines = CoordinateLines.all(origin)
    if origin.x.ndim:
        elementwise = cast("ArrayFunction", fun)
        return _with_room(ElementwiseProbe(lines, elementwise), Given(fun, x, elementwise, origin)), origin.x.shape
    number = _OnNumber(cast("Callable[[float], SupportsFloat]", fun))
    return _with_room(LineProbe(lines, Serial(number, read_number)), Given(fun, x, _one_point(number), origin)), ()


def partial_probe(fun: ScalarFunction, x: npt.ArrayLike, index: int | tuple[int, ...], bounds: Bounds) -> Probe:
    """The one line along which coordinate ``index`` moves."""
    require_callable("fun", fun)
    origin = as_origin(x, bounds)
    shape = origin.x.shape
    key = index if isinstance(index, tuple) else (index,)
    entries: tuple[object, ...] = key
    if any(isinstance(entry, bool) or not isinstance(entry, (int, np.integer)) for entry in entries):
        raise TypeError(f"`index` must be an int or a tuple of ints, got {shown(index)}")
    if len(key) != len(shape):
        raise IndexError(f"`index` must have {len(shape)} entries for x of shape {shape}, got {index}")
    try:
        flat = int(np.arange(origin.x.size).reshape(shape)[key])
    except IndexError as error:
        raise IndexError(f"`index` {shown(index)} is outside x of shape {shape}") from error
    probe = LineProbe(CoordinateLines(origin, np.array([flat])), Serial(fun, read_number))
    return _with_room(probe, Given(fun, x, _one_point(fun), origin))


def directional_probe(fun: ScalarFunction, x: npt.ArrayLike, direction: npt.ArrayLike, bounds: Bounds) -> Probe:
    """The one line x + t v."""
    require_callable("fun", fun)
    origin = as_origin(x, bounds)
    v = as_float_array("direction", direction).astype(np.float64)
    require_shape("direction", v, origin.x.shape)
    if not v.any():
        raise ValueError("`direction` must not be zero: there is no slope along it")
    line = DirectionLine(origin, v)
    _require_measurable(line)
    return _with_room(LineProbe(line, Serial(fun, read_number)), Given(fun, x, _one_point(fun), origin))


def _require_measurable(line: DirectionLine) -> None:
    """A step t v is about as long as x, or 1; t must be a number of the machine, with room for longer steps."""
    with np.errstate(over="ignore"):
        geometry = line.geometry()
    longest = float(np.abs(line.direction).max())
    if max(float(geometry.magnitude[0]), float(geometry.unit[0])) > LONGEST:
        raise ValueError(
            f"`direction` must not be so much shorter than x, or than 1: its longest entry is {longest:.3g}. "
            "Divide it by that, and multiply the slope by it"
        )


def jacobian_probe(
    fun: ArrayFunction, x: npt.ArrayLike, bounds: Bounds, vectorized: bool, workers: MapLike | None
) -> tuple[Probe, Shape]:
    """One line for each pair (output, coordinate), and the shape of the Jacobian."""
    require_callable("fun", fun)
    require_flag("vectorized", vectorized)
    origin = as_origin(x, bounds)
    evaluate = Vectorized(fun) if vectorized else Serial(fun, read_array)
    given = Given(fun, x, _one_point(fun, vectorized), origin)
    probe = _with_room(OutputProbe(CoordinateLines.all(origin), _shared(evaluate, workers)), given)
    return probe, probe.output_shape + origin.x.shape


def _with_room(probe: AnyProbe, given: Given) -> AnyProbe:
    """``probe``, with what the caller passed.

    Raises:
        ValueError: the bounds hold a line where it is: there is no derivative along what cannot move.
    """
    geometry = probe.geometry
    if geometry.bounded and (held := (geometry.lower == 0.0) & (geometry.upper == 0.0)).any():
        raise probe.no_room(int(np.argmax(held)))
    probe.given = given
    return probe


def _one_point(fun: ArrayFunction | ScalarFunction, vectorized: bool = False) -> ArrayFunction:
    """The value of ``fun`` at one point."""
    return lambda point: read_array(fun(point[np.newaxis] if vectorized else point))


def as_origin(x: npt.ArrayLike, bounds: Bounds) -> Origin:
    """A private float64 copy of x, with its own precision noted and its bounds checked."""
    own = as_float_array("x", x)
    epsilon = _epsilon(x, own)
    point = cast("Float64Array", own) if own.dtype.char == "d" else own.astype(np.float64)
    if bounds is None:
        return Origin(point, epsilon)
    _require_pair(bounds)
    lower, upper = _bound("lower", bounds[0], point.shape), _bound("upper", bounds[1], point.shape)
    outside = (point < lower) | (point > upper)
    if outside.any():
        index = int(np.argmax(outside))
        raise ValueError(
            f"`x` must lie inside `bounds`: {coordinate_name(point, index)} = {point.flat[index]!s} is not in "
            f"[{lower.flat[index]!s}, {upper.flat[index]!s}]{_convention(bounds)}"
        )
    return Origin(point, epsilon, lower, upper)


def _require_pair(bounds: object) -> None:
    wanted = "`bounds` must be a pair (lower, upper) of numbers or arrays like x"
    number = isinstance(bounds, np.ndarray) and bounds.ndim == 0
    if number or isinstance(bounds, (str, bytes)) or not isinstance(bounds, (Sequence, np.ndarray)):
        raise TypeError(f"{wanted}, got {shown(bounds)}")
    if len(bounds) != 2:
        raise TypeError(f"{wanted}, got {len(bounds)} entries; {CONVENTION}")


def _convention(bounds: Sequence[npt.ArrayLike]) -> str:
    """A reminder where each of the two could have been meant as a pair."""
    return f"; {CONVENTION}" if all(np.shape(bound) == (2,) for bound in bounds) else ""


def _epsilon(x: npt.ArrayLike, own: FloatArray) -> float:
    half = isinstance(x, (np.ndarray, np.generic)) and x.dtype.char == "e"
    return EPSILON["e" if half else own.dtype.char]


def _bound(name: str, bound: npt.ArrayLike, shape: Shape) -> Float64Array:
    array = as_array("bounds", bound)
    if array.dtype.kind not in "fiu":
        raise TypeError(f"`bounds`: the {name} bound must be a number or an array of them, got {shown(bound)}")
    numbers: Float64Array = array.astype(np.float64)
    if np.isnan(numbers).any():
        raise ValueError(f"`bounds`: the {name} bound must not be NaN; use infinity where there is none")
    try:
        return np.broadcast_to(numbers, shape).copy()
    except ValueError as error:
        raise ValueError(
            f"`bounds`: the {name} bound has shape {array.shape}, which does not fit x of shape {shape}"
        ) from error


def _evaluator(fun: ScalarFunction, vectorized: bool, workers: MapLike | None) -> Evaluator:
    """The fastest way to the values of ``fun`` that is known."""
    if vectorized:
        return _shared(Vectorized(fun), workers)
    return _shared(fun.evaluator() if isinstance(fun, BringsEvaluator) else Serial(fun, read_number), workers)


def _shared(evaluate: Evaluator, workers: MapLike | None) -> Evaluator:
    return evaluate if workers is None else Mapped(evaluate, workers)


@final
@dataclass(frozen=True)
class _OnNumber:
    """Hands a function of a number the number in a 0-d array."""

    fun: Callable[[float], SupportsFloat]

    def __call__(self, point: Float64Array) -> SupportsFloat:
        return self.fun(point.item())
