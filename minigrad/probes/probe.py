"""The interface between how a derivative is estimated and how values of f are obtained.

A differentiator never calls f. It asks a :class:`Probe`: "what is f on line k at distance t?", for many pairs (k, t) at
a time. The probe decides whether the values come one after the other, from one vectorised call, from other processes,
or from the structure of a network.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import NamedTuple, cast, final

import numpy as np

from minigrad.arrays import EPSILON, AnyArray, ComplexArray, Float64Array, IntArray, anywhere
from minigrad.errors import NonFiniteError
from minigrad.probes.function_types import ArrayFunction, Catch
from minigrad.probes.geometry import Geometry
from minigrad.probes.origin import Origin

NOTHING = np.empty(0)


class Given(NamedTuple):
    """What the caller of a differentiator passed.

    Attributes:
        fun, x: as they came; x may be a structure.
        value: ``fun`` at one point.
        origin: x with its bounds.
    """

    fun: object
    x: object
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
        moved: (n,) which coordinate each line moves.
        shared: (n,) lines with the same number can share evaluations: those that move the same coordinate, or, in a
            sparse Jacobian, coordinates of one colour.
        output: (n,) which output of f each line shows.
    """

    def __init__(self, geometry: Geometry) -> None:
        self.geometry: Geometry = geometry
        self.evaluations: int = 0
        self.value_epsilon: float = EPSILON["d"]
        self.given: Given | None = None
        self.moves: bool | None = None
        self.moved: IntArray = np.arange(geometry.position.size)
        self.shared: IntArray = self.moved
        self.output: IntArray = np.zeros(geometry.position.size, np.int64)
        self._first: AnyArray = NOTHING

    @final
    @property
    def size(self) -> int:
        """The number of lines."""
        return self.geometry.position.size

    @final
    @property
    def columns(self) -> int:
        """How many evaluations one value on every line takes: lines share them."""
        return int(self.shared.max(initial=-1)) + 1

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
        """The error for bounds that leave no room for a step on this line."""
        return ValueError(
            f"`bounds` leave no room around {self.name(line)} = {float(self.geometry.position[line])!r}: lower and "
            "upper are too close there, or equal; widen them, or treat what cannot move as a constant"
        )

    @final
    def complex_values(self, line: IntArray, step: Float64Array, real: Float64Array | float = 0.0) -> ComplexArray:
        """phi_line[j](real[j] + i step[j]), with i the imaginary unit, for functions that accept complex input."""
        # A complex step takes the same way as a real one. Only the dtype differs, and a cast here is simpler than a
        # second set of types everywhere.
        values = self.values(line, cast("Float64Array", real + 1j * step))
        return values.astype(np.complex128, copy=False)

    def count(self, evaluations: int) -> None:
        """So many evaluations more have been made."""
        self.evaluations += evaluations

    @final
    def note_moves(self, rows: AnyArray) -> None:
        """Note whether f moves; ``rows`` are its values at points, one row for each."""
        if self.moves or not len(rows):
            return
        if self.moves is None:
            self._first = rows[0]
        # The last of several numbers differs in most cases, and is compared faster than all.
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
