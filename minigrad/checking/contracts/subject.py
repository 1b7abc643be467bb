"""What is differentiated: a function at x, and the lines through x along which it is evaluated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import prod
from typing import SupportsFloat, cast, final

import numpy as np
import numpy.typing as npt

from minigrad.arrays import EPSILON, AnyArray, Float64Array, FloatArray, Shape
from minigrad.checking.contracts.complex_values import RealParts
from minigrad.layout import Block
from minigrad.probes.direction_lines import DirectionLines
from minigrad.probes.evaluators import Serial
from minigrad.probes.function_types import DOMAIN_ERRORS, ArrayFunction, ScalarFunction
from minigrad.probes.line_probe import LineProbe
from minigrad.probes.lines import CoordinateLines, Lines
from minigrad.probes.origin import Bounds, Origin, StructureBounds, as_origin
from minigrad.probes.outputs.coloured_probe import ColouredProbe
from minigrad.probes.outputs.output_probe import OutputProbe
from minigrad.probes.outputs.patterns import SparsityLike, as_sparsity
from minigrad.probes.outputs.sparsity import Sparsity
from minigrad.probes.probe import Probe
from minigrad.probes.problems import gradient_probe, jacobian_probe, sparse_probe
from minigrad.probes.returned_values import read_array, read_number
from minigrad.probes.workers.mapped import Mapped
from minigrad.probes.workers.worker_types import MapLike
from minigrad.structures import OnStructures, Structure


@final
@dataclass(frozen=True)
class Subject:
    """A function at a point.

    Attributes:
        fun: as the caller gave it, or its real and imaginary parts.
        x: the point in the type that jac gets it in.
        given: x itself as the caller passed it.
        origin: x in float64, with its bounds.
        bounds: as the caller gave them.
        workers: where fun is evaluated; None for this process.
        directions: the vectors that a Jacobian is multiplied by; None where all its entries are claimed.
        structure: of x, where the caller passed one; fun and x are then those of its vector.
        sparsity: which entries of a Jacobian may differ from 0, as the caller gave it.
        pattern: the entries that are compared, where these are not all.
        parts: whether the last axis of what fun returns holds a real and an imaginary part.
    """

    fun: ArrayFunction | ScalarFunction
    x: FloatArray
    given: object
    origin: Origin
    bounds: StructureBounds = None
    workers: MapLike | None = None
    directions: DirectionLines | None = None
    structure: Structure[object] | None = None
    sparsity: SparsityLike | None = None
    pattern: Sparsity | None = None
    parts: bool = False

    @staticmethod
    def of(
        fun: ArrayFunction | ScalarFunction,
        x: FloatArray,
        *,
        given: npt.ArrayLike,
        bounds: Bounds = None,
        workers: MapLike | None = None,
    ) -> Subject:
        """fun at x, before its first call; arguments as of :func:`~minigrad.check_gradient`."""
        gradient_probe(cast("ScalarFunction", fun), x, bounds)  # refuses bounds that leave no room
        return Subject(fun, x, given, as_origin(x, bounds), bounds, workers)

    @staticmethod
    def of_structure(
        fun: Callable[[object], npt.ArrayLike | SupportsFloat],
        structure: Structure[object],
        *,
        bounds: StructureBounds = None,
        workers: MapLike | None = None,
    ) -> Subject:
        """:meth:`of` for a function of a structure."""
        flat = cast("ArrayFunction", OnStructures(fun, structure, watched=True))
        gradient_probe(cast("ScalarFunction", flat), structure, bounds)  # refuses bounds that leave no room
        origin = as_origin(structure, bounds)
        return Subject(flat, structure.vector, structure, origin, bounds, workers, structure=structure)

    @property
    def is_narrow(self) -> bool:
        """Whether x, or something in it, is in single precision."""
        return self.x.dtype == np.float32 if self.structure is None else self.structure.epsilon > EPSILON["d"]

    def entry_name(self, index: int) -> str:
        """What an entry of the claim is called, by its flat index, where each output has a claim for all of x."""
        return self.origin.name(index % self.x.size)

    @property
    def lines_shape(self) -> Shape:
        """How the lines are arranged: as the entries of x, or one after the other."""
        return self.origin.x.shape if self.directions is None else (len(self.directions.directions),)

    @property
    def lines(self) -> Lines:
        """The lines through x."""
        return CoordinateLines.all(self.origin) if self.directions is None else self.directions

    def along(self, directions: Float64Array) -> Subject:
        """The same along these directions (k, *x.shape): the products of a Jacobian with them."""
        return replace(self, directions=DirectionLines(self.origin, directions))

    def in_parts(self) -> Subject:
        """The same for a function with complex values: its real and imaginary parts."""
        return replace(self, fun=RealParts(self.fun), parts=True)

    def pattern_for(self, outputs: int) -> Sparsity | None:
        """The pattern that the caller gave, for so many outputs; the two parts of a complex output have one row."""
        if self.sparsity is None:
            return None
        pattern = as_sparsity(self.sparsity, (outputs // (2 if self.parts else 1), self.x.size))
        return pattern.doubled() if self.parts else pattern

    def sparse_probe(self, pattern: Sparsity) -> ColouredProbe:
        """The values of fun around x that show the entries of a pattern; any exception is an edge of its domain."""
        fun = cast("ArrayFunction", self.fun)
        return sparse_probe(fun, self._place, pattern, self.bounds, workers=self.workers, catch=DOMAIN_ERRORS)

    def probe(self, value: AnyArray) -> Probe:
        """The values of fun around x.

        Args:
            value: fun(x); one number makes the probe of a gradient.
        """
        fun = _unwatched(self.fun)
        if self.directions is None:
            if value.size == 1:
                return gradient_probe(cast("ScalarFunction", fun), self._place, self.bounds, workers=self.workers)[0]
            return jacobian_probe(cast("ArrayFunction", fun), self._place, self.bounds, False, self.workers)[0]
        if value.size == 1:
            return LineProbe(self.directions, self._shared(Serial(fun, read_number)))
        return OutputProbe(self.directions, self._shared(Serial(fun, read_array)))

    @property
    def _place(self) -> FloatArray | Structure[object]:
        return self.x if self.structure is None else self.structure

    def _shared(self, evaluate: Serial) -> Serial | Mapped:
        return evaluate if self.workers is None else Mapped(evaluate, self.workers)

    def outputs_at(self, point: Float64Array, shape: Shape) -> Float64Array:
        """fun at a point, (k,); it gets this very array.

        Args:
            shape: what fun returned at x.

        Raises:
            ValueError: it returns another shape here.
        """
        value = read_array(self.fun(point))
        if value.shape != shape and value.size != prod(shape):
            raise ValueError(f"`fun` must return arrays of one shape, got {shape} at x and {value.shape} near it")
        flat: Float64Array = value.reshape(-1).astype(np.float64)
        return flat

    def output_name(self, shape: Shape, index: int) -> str:
        """What entry number ``index`` of what fun returns is called."""
        if not self.parts:
            return Block.at("f", 0, shape).entry_name(index)
        whole, part = divmod(index, 2)
        return f"{Block.at('f', 0, shape[:-1]).entry_name(whole)}.{('real', 'imag')[part]}"


def _unwatched(fun: ArrayFunction | ScalarFunction) -> ArrayFunction | ScalarFunction:
    """The same, faster, where what it does to its argument does not matter."""
    return replace(fun, watched=False) if isinstance(fun, OnStructures) else fun
