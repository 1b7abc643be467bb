"""Ways of getting many values of f: one point after the other, or a stack of points in one call.

An evaluator is asked for the values at pairs (line, step) and builds the points itself, so that one that runs elsewhere
needs to be sent x once, not once for each pair. ``fun`` always gets an array of its own: it may write into it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, Protocol, SupportsFloat, TypeAlias, final

import numpy as np
import numpy.typing as npt

from minigrad.arrays import AnyArray, ComplexArray, Float64Array, IntArray, Shape
from minigrad.masks import is_masked
from minigrad.probes.lines import Lines
from minigrad.quantities import as_number

ScalarFunction: TypeAlias = Callable[[Float64Array], SupportsFloat]
"""A function of an array that returns a number."""

ArrayFunction: TypeAlias = Callable[[Float64Array], npt.ArrayLike]
"""A function of an array that returns an array."""

Catch: TypeAlias = tuple[type[Exception], ...]
"""Exceptions that mean "outside the domain of f" and are turned into NaN."""

OUTSIDE: Catch = (ValueError, ArithmeticError)
"""Exceptions of f at a trial point that mean that its domain ends before."""

MAX_STACK_BYTES = 2**24
"""How much memory a stack of points may take; longer requests are answered in parts."""


TASKS = 64
"""Into how many tasks a request is split when it is shared between workers, however many these are, if it is long
enough."""

TASK_LENGTH = 16
"""How long tasks get before there are more of them: 256 workers are busy with the gradient by 2,048 coordinates."""

MOST_TASKS = 1024
"""Into how many tasks the longest requests are split: engines spend a millisecond or so on each."""


class Evaluator(Protocol):
    """The values of f at the points that pairs (line, step) lead to, one row for each pair.

    Imaginary steps lead to complex points and give complex values.
    """

    def __call__(self, lines: Lines, line: IntArray, step: Float64Array, catch: Catch, /) -> AnyArray:
        """The values of the function at ``step`` along each ``line``."""

    def parts(self, lines: Lines, line: IntArray, step: Float64Array, /) -> list[IntArray]:
        """The positions of all pairs, in groups that are each evaluated by themselves, wherever that is.

        A request makes the same groups each time, so that values depend on no worker, to the last bit.
        """

    def checked(
        self, lines: Lines, line: IntArray, step: Float64Array, values: AnyArray, catch: Catch, /
    ) -> tuple[AnyArray, int]:
        """The values of a whole request, put right if they must be, and how many more evaluations it took to know.

        For evaluators that rely on what somebody says about f; it happens here, wherever the values come from.
        """


class BringsEvaluator(ABC):
    """A function that knows a faster way to its values than being called for one point after the other."""

    @abstractmethod
    def __call__(self, x: Float64Array, /) -> SupportsFloat:
        """The value at one point."""

    @abstractmethod
    def evaluator(self) -> Evaluator:
        """An evaluator of this function."""


class Reader(Protocol):
    """Checks one value that ``fun`` returned, and copies it; ``kinds`` are the numpy kinds that are welcome."""

    def __call__(self, value: object, kinds: str, /) -> AnyArray | SupportsFloat:
        """The value as a number or a new array."""


class Serial(NamedTuple):
    """Calls ``fun`` for one point after the other."""

    fun: ArrayFunction | ScalarFunction
    read: Reader

    def __call__(self, lines: Lines, line: IntArray, step: Float64Array, catch: Catch, /) -> AnyArray:
        """The values of the function at ``step`` along each ``line``."""
        rows: list[AnyArray | SupportsFloat] = []
        kinds = kinds_for(step)
        try:
            for part in stretches(lines, line, step):
                points = points_of(lines, *part)
                for row in range(len(points)):
                    point = points[row, ...]
                    rows.append(self._caught(point, kinds, catch) if catch else self.read(self.fun(point), kinds))
        except Exception as error:
            error.add_note(_where(lines, int(line[len(rows)]), step[len(rows)]))
            raise
        return _stacked(rows)

    def parts(self, lines: Lines, line: IntArray, step: Float64Array, /) -> list[IntArray]:
        """Any split will do: every point is evaluated by itself."""
        del lines, step
        return even_parts(line.size)

    def checked(
        self, lines: Lines, line: IntArray, step: Float64Array, values: AnyArray, catch: Catch, /
    ) -> tuple[AnyArray, int]:
        """As they are: f was asked."""
        del lines, line, step, catch
        return values, 0

    def _caught(self, point: Float64Array, kinds: str, catch: Catch) -> AnyArray | SupportsFloat:
        try:
            return self.read(self.fun(point), kinds)
        except catch:
            return np.nan


@final
@dataclass(frozen=True)
class Vectorized:
    """Calls ``fun`` once for a stack of points (m, *x.shape); it must return m values."""

    fun: ArrayFunction | ScalarFunction

    def __call__(self, lines: Lines, line: IntArray, step: Float64Array, catch: Catch, /) -> AnyArray:
        """The values of the function at ``step`` along each ``line``."""
        if not line.size:
            return np.empty(0)
        return joined_values([self._stack(lines, *part, catch) for part in stretches(lines, line, step)])

    def parts(self, lines: Lines, line: IntArray, step: Float64Array, /) -> list[IntArray]:
        """A fixed split, since the last bits of what ``fun`` computes may depend on how many points it gets at once."""
        del lines, step
        return even_parts(line.size)

    def checked(
        self, lines: Lines, line: IntArray, step: Float64Array, values: AnyArray, catch: Catch, /
    ) -> tuple[AnyArray, int]:
        """As they are: f was asked."""
        del lines, line, step, catch
        return values, 0

    def _stack(self, lines: Lines, line: IntArray, step: Float64Array, catch: Catch) -> AnyArray:
        """The values of one stack. One point outside the domain spoils a whole stack, so that is taken apart."""
        points = points_of(lines, line, step)
        shape, kinds = points.shape, kinds_for(step)
        try:
            result = self.fun(points)
        except catch:
            if line.size == 1:
                return np.full(1, np.nan)
            return joined_values(
                [self._stack(lines, line[k : k + 1], step[k : k + 1], catch) for k in range(line.size)]
            )
        return _one_for_each(read_array(result, kinds), shape)


REAL, COMPLEX = "fiu", "fiuc"
NEAR_X = "fiuj"
"""Where j stands for complex numbers of Python's, which ``x**0.5`` gives for a float x below 0: outside the domain, as
NaN is."""


def kinds_for(step: Float64Array) -> str:
    """What f may return after such steps: at x itself nothing but real numbers."""
    if step.dtype.kind == "c":
        return COMPLEX
    return REAL if step.size == 1 and step[0] == 0.0 else NEAR_X


def task_count(size: int) -> int:
    """How many tasks ``size`` pieces of work make: it may depend on nothing else, or results would depend on it too."""
    return max(1, min(size, MOST_TASKS, max(TASKS, size // TASK_LENGTH)))


def even_parts(size: int) -> list[IntArray]:
    """The positions 0 .. size - 1, in as many stretches of nearly equal length as there are tasks."""
    return np.array_split(np.arange(size), task_count(size))


def joined_groups(groups: list[IntArray]) -> list[IntArray]:
    """Neighbouring groups put together, so that as many are left as there are tasks."""
    edges = np.linspace(0, len(groups), task_count(len(groups)) + 1).astype(np.int64).tolist()
    return [np.concatenate(groups[first:last]) for first, last in pairwise(edges) if last > first]


def stretches(lines: Lines, line: IntArray, step: Float64Array) -> list[tuple[IntArray, Float64Array]]:
    """The pairs in stretches of which the points take a bounded amount of memory."""
    rows = MAX_STACK_BYTES // (8 * lines.origin.x.size) or 1
    if 0 < line.size <= rows:
        return [(line, step)]
    return [(line[start : start + rows], step[start : start + rows]) for start in range(0, line.size, rows)]


def points_of(lines: Lines, line: IntArray, step: Float64Array) -> Float64Array:
    """The points of all pairs, in one fresh stack."""
    with np.errstate(
        over="ignore"
    ):  # next to the largest float a step leads to infinity; f says what it thinks of that
        return lines.points(line, step)


def read_number(value: object, kinds: str = NEAR_X) -> SupportsFloat:
    """``value``, if it is one real number (float32 stays float32); NaN where it lies outside the domain
    (:data:`NEAR_X`).

    Raises:
        TypeError: it is not.
    """
    if type(value) is float or type(value) is np.float64:
        return value
    array = read_array(value, kinds)
    if array.ndim:
        raise TypeError(
            f"`fun` must return a number, got an array of shape {array.shape}; "
            "for a function with several outputs use `jacobian`, for an elementwise one `derivative`"
        )
    number: SupportsFloat = array[()]
    return number


def read_array(value: object, kinds: str = NEAR_X) -> AnyArray:
    """A copy of ``value`` as an array, so that a buffer that ``fun`` uses again cannot change it.

    Raises:
        TypeError: ``value`` is not real numbers (or complex ones, where the point was complex).
    """
    if is_masked(value):
        raise TypeError("`fun` must return numbers, got masked entries; replace them with .filled(value)")
    if value is None:
        raise TypeError("`fun` must return a number, got None; does it end with a return statement?")
    try:
        array: AnyArray = np.array(value)
    except ValueError as error:
        raise TypeError(f"`fun` must return a rectangular array of numbers: {error}") from error
    if array.dtype.kind == "O":
        array = _converted(array)
    if array.dtype.kind == "c" and "c" not in kinds and type(value) in (complex, list, tuple):
        array = _inside(array.astype(np.complex128), kinds)
    if array.dtype.kind not in kinds:
        advice = "; take its real and imaginary part separately, or abs" if array.dtype.kind == "c" else ""
        raise TypeError(f"`fun` must return real numbers, got {type(value).__name__} of dtype {array.dtype}{advice}")
    return array if array.dtype.kind in "fc" else array.astype(np.float64)


def _converted(array: AnyArray) -> AnyArray:
    """Fractions, decimals and the like as floats; as it is, if it holds anything else."""
    try:
        return np.array([as_number("fun", item) for item in array.flat]).reshape(array.shape)
    except TypeError:
        return array


def _inside(values: ComplexArray, kinds: str) -> AnyArray:
    """Real numbers where Python gave complex ones of which the imaginary part is 0, or may stand for NaN."""
    real = values.imag == 0.0
    return np.where(real, values.real, np.nan) if "j" in kinds or real.all() else values


def _one_for_each(values: AnyArray, shape: Shape) -> AnyArray:
    if values.shape[:1] != shape[:1]:
        raise ValueError(
            f"with vectorized=True `fun` must return one value for each of the {shape[0]} points in its argument of "
            f"shape {shape}, so an array of shape ({shape[0]},); got shape {values.shape}"
        )
    return values


def _where(lines: Lines, line: int, step: float) -> str:
    """A note for an exception of ``fun``: which coordinate was being moved."""
    return f"`fun` was called with {lines.name(line)} moved by {step!s}" if step else "`fun` was called with x itself"


def joined_values(parts: list[AnyArray]) -> AnyArray:
    """The values of several groups in one array; a NaN for each row of a group stands for all values of that row.

    Raises:
        ValueError: rows of several shapes.
    """
    if len(parts) == 1:
        return parts[0]
    widest = max(parts, key=lambda part: part.ndim)
    filled = [_filled(part, widest.shape[1:]) for part in parts]
    if len({part.shape[1:] for part in filled}) > 1:
        shapes = sorted({part.shape[1:] for part in filled})
        raise ValueError(f"`fun` must return arrays of one shape, got several: {shapes}")
    return np.concatenate(filled)


def _filled(part: AnyArray, shape: Shape) -> AnyArray:
    if part.ndim > 1 or not shape or not np.isnan(part).all():
        return part
    return np.full((len(part), *shape), np.nan)


def _stacked(rows: list[AnyArray | SupportsFloat]) -> AnyArray:
    """One array of all rows; a NaN that stands for a whole row takes that row's shape."""
    try:
        return np.array(rows)
    except ValueError:
        template = next((row for row in rows if isinstance(row, np.ndarray)), np.empty(0))
    rows = [row if isinstance(row, np.ndarray) else np.full(template.shape, np.nan) for row in rows]
    try:
        return np.array(rows)
    except ValueError as error:
        raise ValueError(f"`fun` must return arrays of one shape, got several: {error}") from error
