"""The seam between how a derivative is estimated and how values of f are obtained.

A differentiator never calls f. It asks a :class:`Probe`: "what is f on line k at distance t?", for many pairs (k, t) at
a time. Whether the answers come one after the other, from one vectorised call, from other machines, or from the
structure of a network is the probe's affair.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import NamedTuple, cast, final

import numpy as np
import numpy.typing as npt
from typing_extensions import override

from minigrad.arrays import EPSILON, AnyArray, ComplexArray, Float64Array, IntArray, Shape, anywhere
from minigrad.errors import NonFiniteError
from minigrad.probes.evaluators import ArrayFunction, Catch, Evaluator, kinds_for, read_array
from minigrad.probes.lines import Geometry, Lines, Origin

NOTHING = np.empty(0)


class Given(NamedTuple):
    """What the caller of a differentiator passed.

    Attributes:
        fun, x: as they came.
        value: ``fun`` at one point.
        origin: x with its bounds.
    """

    fun: object
    x: npt.ArrayLike
    value: ArrayFunction
    origin: Origin


class Probe(ABC):
    """n functions of one variable, phi_k(t) = f(x moved by t along line k), to be differentiated at t = 0.

    Attributes:
        geometry: where the lines start and how far they reach.
        evaluations: how many points f has been evaluated at so far.
        value_epsilon: machine epsilon of the coarsest type that f has returned so far, at least that of float64.
        given: what the caller passed, if f is a caller's function.
        moves: whether f has had two values so far; None before the first.
    """

    def __init__(self, geometry: Geometry) -> None:
        self.geometry: Geometry = geometry
        self.evaluations: int = 0
        self.value_epsilon: float = EPSILON["d"]
        self.given: Given | None = None
        self.moves: bool | None = None
        self._first: AnyArray = NOTHING

    @final
    @property
    def size(self) -> int:
        """The number of lines."""
        return self.geometry.position.size

    @abstractmethod
    def base(self) -> Float64Array:
        """phi_k(0) for every line, of shape (n,); f(x) is evaluated once and remembered."""

    @abstractmethod
    def values(self, line: IntArray, step: Float64Array, *, catch: Catch = ()) -> Float64Array:
        """phi_line[j](step[j]) for m pairs in one batch.

        Args:
            line: (m,) line numbers.
            step: (m,) distances t.
            catch: exceptions of f that become NaN; all others go through unchanged.

        Returns:
            (m,); NaN and infinities are returned as they are, it is for the differentiator to decide what they mean.
        """

    @final
    def require_start(self) -> None:
        """Raise unless f(x) is a finite number; of several outputs or elements it is enough if one is.

        Raises:
            TypeError: it is no real number.
            NonFiniteError: it is NaN or infinite.
        """
        base = self.base()
        if not anywhere(np.isfinite(base)):
            raise NonFiniteError(
                f"`fun` must be finite at x itself, got {float(base[0])}; outside its domain it has no derivative"
            )

    @abstractmethod
    def name(self, line: int) -> str:
        """How messages call line ``line``, such as ``x[0, 2]``."""

    @final
    def no_room(self, line: int) -> ValueError:
        """The error that is due where the bounds leave no room for a step on this line."""
        return ValueError(
            f"`bounds` leave no room around {self.name(line)} = {float(self.geometry.position[line])!r}: lower and "
            "upper are too close there, or equal; widen them, or treat what cannot move as a constant"
        )

    @final
    def complex_values(self, line: IntArray, step: Float64Array, real: Float64Array | float = 0.0) -> ComplexArray:
        """phi_line[j](real[j] + i step[j]), with i the imaginary unit, for functions that accept complex input."""
        # An imaginary step takes the very same way as a real one; only the type of the arrays differs, so the
        # types are told a white lie here, once, instead of being doubled everywhere.
        values = self.values(line, cast("Float64Array", real + 1j * step))
        return values.astype(np.complex128, copy=False)

    @final
    def count(self, evaluations: int) -> None:
        """So many evaluations more have been made."""
        self.evaluations += evaluations

    @final
    def compare(self, rows: AnyArray) -> None:
        """Note whether f moves; ``rows`` are its values at points, one row for each."""
        if self.moves or not len(rows):
            return
        if self.moves is None:
            self._first = rows[0]
        # The last of several numbers differs in most cases, and is looked at sooner than all.
        self.moves = (rows.ndim == 1 and rows.item(-1) != self._first) or anywhere(rows != self._first)

    @final
    def accept(self, values: AnyArray) -> Float64Array:
        """Count these values of f, note their precision, and return them in double precision."""
        self.count(len(values))
        if values.dtype.char == "d":
            return cast("Float64Array", values)
        if values.dtype.kind == "c":
            return cast("Float64Array", values.astype(np.complex128, copy=False))
        self.value_epsilon = max(self.value_epsilon, float(np.spacing(values.dtype.type(1))))
        with np.errstate(over="ignore"):  # what a longer type holds may be infinite here
            return values.astype(np.float64)


@final
class LineProbe(Probe):
    """A function with one value, on any lines, through any evaluator."""

    def __init__(self, lines: Lines, evaluate: Evaluator) -> None:
        super().__init__(lines.geometry())
        self._lines = lines
        self._evaluate = evaluate
        self._base: Float64Array | None = None

    @property
    def origin(self) -> Origin:
        """The point that all lines go through."""
        return self._lines.origin

    def along(self, lines: Lines) -> LineProbe:
        """The same function on other lines through the same point; f(x) and the count of evaluations are taken over."""
        other = LineProbe(lines, self._evaluate)
        other._base, other.evaluations, other.value_epsilon = self._base, self.evaluations, self.value_epsilon
        return other

    @override
    def base(self) -> Float64Array:
        if self._base is None:
            self._base = self.values(np.zeros(1, np.int64), np.zeros(1))
        return self._base.repeat(self.size)

    @override
    def values(self, line: IntArray, step: Float64Array, *, catch: Catch = ()) -> Float64Array:
        values = self._evaluate(self._lines, line, step, catch)
        if values.ndim != 1:
            raise TypeError(
                f"`fun` must return one number for each point, got an array of shape {values.shape} for {line.size} "
                "points; for a function with several outputs use `jacobian`"
            )
        values, extra = self._evaluate.checked(self._lines, line, step, values, catch)
        self.compare(values)
        self.count(extra)
        return self.accept(values)

    @override
    def name(self, line: int) -> str:
        return self._lines.name(line)


@final
class OutputProbe(Probe):
    """A function with m outputs, each of them on each of n lines: line j n + i is output j on line i.

    Lines that differ in the output alone share the evaluation of f.
    """

    def __init__(self, lines: Lines, evaluate: Evaluator) -> None:
        geometry = lines.geometry()
        outputs = evaluate(lines, np.zeros(1, np.int64), np.zeros(1), ())
        if outputs.size == 0:
            raise ValueError(f"`fun` must return at least one value, got an array of shape {outputs.shape[1:]}")
        self.output_shape: Shape = outputs.shape[1:]
        self._lines = lines
        self._evaluate = evaluate
        self._n_lines = geometry.position.size
        self._n_outputs = outputs.size
        super().__init__(geometry.take(np.tile(np.arange(self._n_lines), self._n_outputs)))
        self.compare(outputs)
        self._outputs = self.accept(outputs).reshape(-1)

    @override
    def base(self) -> Float64Array:
        return np.repeat(self._outputs, self._n_lines)

    @override
    def values(self, line: IntArray, step: Float64Array, *, catch: Catch = ()) -> Float64Array:
        output, own_line = np.divmod(line, self._n_lines)
        first, sharer = _distinct(own_line, step)
        rows = self._evaluate(self._lines, own_line[first], step[first], catch)
        caught = rows.ndim == 1 and bool(catch)  # a row for which an exception was caught is one NaN for all outputs
        if rows.shape[1:] != self.output_shape and not caught:
            raise ValueError(
                f"`fun` must return arrays of one shape, got {self.output_shape} at x and {rows.shape[1:]} near it"
            )
        if caught and self.output_shape:
            self.moves = True
        else:
            self.compare(rows)
        flat = self.accept(rows).reshape(first.size, -1)
        return np.broadcast_to(flat, (first.size, self._n_outputs))[sharer, output]

    @override
    def name(self, line: int) -> str:
        output, own_line = divmod(line, self._n_lines)
        return f"{self._lines.name(own_line)} (output {output})"


@final
class ElementwiseProbe(Probe):
    """A function that maps each element of x on its own: line i is element i of f(x + t).

    f always gets an array of x's shape, in which all elements that were asked for move at once.
    """

    def __init__(self, lines: Lines, fun: ArrayFunction) -> None:
        super().__init__(lines.geometry())
        self._lines = lines
        self._fun = fun
        self._base: Float64Array | None = None

    @override
    def base(self) -> Float64Array:
        if self._base is None:
            self._base = self.values(np.arange(self.size), np.zeros(self.size))
        return self._base

    @override
    def values(self, line: IntArray, step: Float64Array, *, catch: Catch = ()) -> Float64Array:
        result: Float64Array = np.empty(line.size, dtype=step.dtype)
        for pairs in _rounds(line):
            result[pairs] = self.accept(self._round(line[pairs], step[pairs], catch))
        return result

    def _round(self, line: IntArray, step: Float64Array, catch: Catch) -> AnyArray:
        origin = self._lines.origin
        point = origin.copies(step[:1])[0, ...]
        point.reshape(-1)[line] += step
        try:
            values = read_array(self._fun(origin.clip(point)), kinds_for(step if step.any() else step[:1]))
        except catch:
            return np.full(line.size, np.nan)
        if values.shape != origin.x.shape:
            raise ValueError(
                f"an elementwise `fun` must return an array of the shape that it gets, {origin.x.shape}, "
                f"got {values.shape}; for a function with one value use `gradient`"
            )
        self.compare(values[np.newaxis])
        return values.reshape(-1)[line]

    @override
    def name(self, line: int) -> str:
        return self._lines.name(line)


@final
class LineSubset(Probe):
    """Some lines of another probe, which does the work and the counting."""

    def __init__(self, probe: Probe, lines: IntArray) -> None:
        super().__init__(probe.geometry.take(lines))
        self._probe = probe
        self._lines = lines
        self._adopt()

    def _adopt(self) -> None:
        self.evaluations, self.value_epsilon = self._probe.evaluations, self._probe.value_epsilon

    @override
    def base(self) -> Float64Array:
        values = self._probe.base()[self._lines]
        self._adopt()
        return values

    @override
    def values(self, line: IntArray, step: Float64Array, *, catch: Catch = ()) -> Float64Array:
        values = self._probe.values(self._lines[line], step, catch=catch)
        self._adopt()
        return values

    @override
    def name(self, line: int) -> str:
        return self._probe.name(int(self._lines[line]))


def _distinct(line: IntArray, step: Float64Array) -> tuple[IntArray, IntArray]:
    """The position of one pair for each distinct (line, step), and for each pair which of these it shares."""
    keys = np.stack([line.astype(np.float64), step.real, step.imag], axis=1)
    _, first, sharer = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    return first, sharer.reshape(-1)


def _rounds(line: IntArray) -> list[IntArray]:
    """The positions of all pairs, split so that no line comes twice in one part."""
    order = np.argsort(line, kind="stable")
    ordered = line[order]
    starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
    rank = np.arange(line.size) - np.repeat(starts, np.diff(np.append(starts, line.size)))
    return [order[rank == r] for r in range(int(rank.max(initial=-1)) + 1)]
