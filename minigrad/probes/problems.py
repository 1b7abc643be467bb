"""From what a caller passes to the probe that a differentiator works on: checks, copies, and the choice of lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import SupportsFloat, TypeVar, cast, final

import numpy as np
import numpy.typing as npt

from minigrad.arguments import require_callable, require_flag, shown
from minigrad.arrays import Float64Array, Shape, as_float_array, require_shape
from minigrad.probes.elementwise_probe import ElementwiseProbe
from minigrad.probes.evaluators import BringsEvaluator, ComparedEvaluator, Evaluator, Serial, Vectorized
from minigrad.probes.function_types import ArrayFunction, Catch, ScalarFunction
from minigrad.probes.line_probe import LineProbe
from minigrad.probes.lines import CoordinateLines, DirectionLine, Lines
from minigrad.probes.origin import Bounds, StructureBounds, as_origin
from minigrad.probes.outputs.coloured_probe import ColouredProbe
from minigrad.probes.outputs.output_probe import OutputProbe
from minigrad.probes.outputs.patterns import SparsityLike
from minigrad.probes.outputs.sparsity import Sparsity
from minigrad.probes.probe import Given, Probe
from minigrad.probes.returned_values import read_array, read_number
from minigrad.probes.workers.mapped import Mapped
from minigrad.probes.workers.worker_types import MapLike
from minigrad.structures import Structure

AnyProbe = TypeVar("AnyProbe", bound=Probe)
S = TypeVar("S")

LONGEST = 1e300
"""The largest distance along a direction, in units of its length."""


def gradient_probe(
    fun: ScalarFunction,
    x: npt.ArrayLike | Structure[S],
    bounds: StructureBounds,
    vectorized: bool = False,
    workers: MapLike | None = None,
) -> tuple[LineProbe, Shape]:
    """One line for each coordinate of x, or of the vector of a structure, and the shape of the gradient."""
    require_callable("fun", fun)
    require_flag("vectorized", vectorized)
    origin = as_origin(x, bounds)
    probe = _line_probe(fun, CoordinateLines.all(origin), vectorized, workers)
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
    fun: ArrayFunction,
    x: npt.ArrayLike | Structure[S],
    bounds: StructureBounds,
    vectorized: bool,
    workers: MapLike | None,
) -> tuple[Probe, Shape]:
    """One line for each pair (output, coordinate), and the shape of the Jacobian."""
    evaluate, given = _outputs(fun, x, bounds, vectorized, workers)
    probe = _with_room(OutputProbe(CoordinateLines.all(given.origin), evaluate), given)
    return probe, probe.output_shape + given.origin.x.shape


def sparse_probe(
    fun: ArrayFunction,
    x: npt.ArrayLike | Structure[S],
    sparsity: SparsityLike | Sparsity,
    bounds: StructureBounds,
    vectorized: bool = False,
    workers: MapLike | None = None,
    catch: Catch = (),
) -> ColouredProbe:
    """One line for each entry of a sparsity pattern."""
    evaluate, given = _outputs(fun, x, bounds, vectorized, workers)
    return _with_room(ColouredProbe(given.origin, evaluate, sparsity, catch), given)


def _outputs(
    fun: ArrayFunction,
    x: npt.ArrayLike | Structure[S],
    bounds: StructureBounds,
    vectorized: bool,
    workers: MapLike | None,
) -> tuple[Evaluator, Given]:
    """Where the outputs of ``fun`` come from, and what the caller passed."""
    require_callable("fun", fun)
    require_flag("vectorized", vectorized)
    evaluate = Vectorized(fun) if vectorized else Serial(fun, read_array)
    return _shared(evaluate, workers), Given(fun, x, _one_point(fun, vectorized), as_origin(x, bounds))


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


def _line_probe(fun: ScalarFunction, lines: Lines, vectorized: bool, workers: MapLike | None) -> LineProbe:
    """A probe of ``fun`` with the fastest way to its values that is known."""
    if vectorized:
        return LineProbe(lines, _shared(Vectorized(fun), workers))
    if not isinstance(fun, BringsEvaluator):
        return LineProbe(lines, _shared(Serial(fun, read_number), workers))
    own = fun.evaluator()
    return LineProbe(lines, _shared(own, workers), own if isinstance(own, ComparedEvaluator) else None)


def _shared(evaluate: Evaluator, workers: MapLike | None) -> Evaluator:
    return evaluate if workers is None else Mapped(evaluate, workers)


@final
@dataclass(frozen=True)
class _OnNumber:
    """Hands a function of a number the number in a 0-d array."""

    fun: Callable[[float], SupportsFloat]

    def __call__(self, point: Float64Array) -> SupportsFloat:
        return self.fun(point.item())
